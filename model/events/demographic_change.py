"""Demographic change: the town grows or shrinks, and its applicants become older."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH, Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.units import Units


class DemographicChange(Event):
    """Applicants become more or fewer, and older or younger (account 002: more old people and more young).

    Both go on for some years, in households and in child cases. That an applicant
    of the same age behaves differently is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.DEMOGRAPHIC_CHANGE
    labels: ClassVar[dict[str, str]] = {
        "sv": "Befolkningsförändring",
        "da": "Befolkningsændring",
        "en": "Demographic change",
    }

    kind: Literal["demographic_change"] = "demographic_change"
    growth: Annotated[float, Size("share/year", -0.2, 0.2, "0.01 is 1 % a year")] = 0.01
    """Applicants more, a year."""
    ageing: Annotated[float, Size("years/year", -1.0, 1.0, "0.1 is a year in ten years")] = 0.0
    """Years by which applicants become older, a year."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "ten years is 120")] = 120
    """How long it goes on; what has changed by then stays."""

    @property
    def units(self) -> Units:
        """To which units it happens: the population is the whole town's."""
        return Units.BOTH

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(
            amount=(1.0 + self.growth) ** (1.0 / 12.0) - 1.0, extra=self.ageing, months=self.months
        )


@behaviour
def change_population(office: Office, event: EventRow) -> None:
    """Let the population change from now on."""
    office.growth = event.amount
    office.ageing = event.extra
    office.growth_months = event.months
