"""Setting: one plain rule of the office, or of its surroundings, changes."""

from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import model_validator

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Rule(NamedTuple):
    """A rule that can be changed."""

    field: str
    """Where the office keeps it."""
    sort: Sort
    """What a change of it acts on."""
    size: Size
    """Unit and range of its value."""


RULES: dict[str, Rule] = {
    "caseload_limit": Rule(
        "caseload_limit",
        Sort.STAFF,
        Size("households/caseworker", 1.0, 10_000.0, "most cases given to one; others wait"),
    ),
    "turnover": Rule(
        "resignations",
        Sort.SURROUNDINGS,
        Size("factor", 0.0, 10.0, "1 is the usual pull of other workplaces"),
    ),
    "inflow": Rule(
        "inflow",
        Sort.SURROUNDINGS,
        Size("factor", 0.0, 10.0, "1 is the town's usual number of new applicants"),
    ),
    "demands": Rule(
        "demands",
        Sort.CONTROL,
        Size("share", 0.0, 1.0, "0.3 is what an ordinary municipality asks"),
    ),
}
"""The rules, by the word in scenario files."""


class Setting(UnitEvent):
    """One rule holds from now on (account 003: new demands; the others for what-if questions).

    It changes a number of the office and nothing else. What follows from it is
    not assumed.
    """

    kind = "setting"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Ändrad regel",
        "da": "Ændret regel",
        "en": "Changed rule",
    }

    rule: Literal["caseload_limit", "turnover", "inflow", "demands"]
    """Which rule."""
    value: Annotated[float, Size("of the rule", 0.0, 10_000.0, "see the rule")]
    """Its value from now on."""

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        size = RULES[self.rule].size
        if not size.low <= self.value <= size.high:
            message = f"{self.rule} = {self.value:g}: must be {size}"
            raise ValueError(message)
        return self

    @property
    def acts_on(self) -> Sort:
        """What the change of this rule acts on."""
        return RULES[self.rule].sort

    def happen(self, office: Office) -> None:
        """Let one rule hold from now on."""
        setattr(office, RULES[self.rule].field, self.value)
