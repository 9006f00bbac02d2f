"""Setting: one plain rule of the office, or of its surroundings, changes."""

from enum import IntEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class Rule(IntEnum):
    """Which rule; a number is never changed or used again."""

    CASELOAD_LIMIT = 1
    TURNOVER = 2
    INFLOW = 3
    DEMANDS = 4


RULES: dict[str, Size] = {
    "caseload_limit": Size("households/caseworker", 1.0, 10_000.0, "most cases given to one; others wait"),
    "turnover": Size("factor", 0.0, 10.0, "1 is the usual pull of other workplaces"),
    "inflow": Size("factor", 0.0, 10.0, "1 is the town's usual number of new applicants"),
    "demands": Size("share", 0.0, 1.0, "0.3 is what an ordinary municipality asks"),
}
"""Unit and range of each rule's value."""


class Setting(UnitEvent):
    """One rule holds from now on (account 003: new demands; the others for what-if questions).

    It changes a number of the office and nothing else. What follows from it is
    not assumed.
    """

    code: ClassVar[EventKind] = EventKind.SETTING
    labels: ClassVar[dict[str, str]] = {
        "sv": "Ändrad regel",
        "da": "Ændret regel",
        "en": "Changed rule",
    }

    kind: Literal["setting"] = "setting"
    rule: Literal["caseload_limit", "turnover", "inflow", "demands"]
    """Which rule."""
    value: Annotated[float, Size("of the rule", 0.0, 10_000.0, "see the rule")]
    """Its value from now on."""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        size = RULES[self.rule]
        if not size.low <= self.value <= size.high:
            message = f"{self.rule} = {self.value:g}: must be {size}"
            raise ValueError(message)
        return self

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.value, extra=Rule[self.rule.upper()])


@behaviour
def set_rule(office: Office, event: EventRow) -> None:
    """Let one rule hold from now on."""
    rule = int(event.extra)
    if rule == Rule.CASELOAD_LIMIT:
        office.caseload_limit = event.amount
    elif rule == Rule.TURNOVER:
        office.resignations = event.amount
    elif rule == Rule.INFLOW:
        office.inflow = event.amount
    elif rule == Rule.DEMANDS:
        office.demands = event.amount
