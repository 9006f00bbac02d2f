"""Specialists: experts in social law stand by the caseworkers, beside fewer managers."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class SpecialistPosts(UnitEvent):
    """Specialists in social law support caseworkers, beside fewer unit managers (account 002).

    They save some statutory hours, most with new cases and for new colleagues,
    and all learn from them. What fewer managers do besides costing less is not
    assumed.
    """

    code: ClassVar[EventKind] = EventKind.SPECIALISTS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Specialister i socialrätt",
        "da": "Specialister i socialret",
        "en": "Specialists in social law",
    }

    kind: Literal["specialists"] = "specialists"
    specialists: Annotated[float, Size("posts", 0.0, 10_000.0, "account 002 gives no number")] = 1.0
    """Specialists from now on."""
    fewer_managers: Annotated[float, Size("posts", 0.0, 10_000.0, "account 002 gives no number")] = 0.0
    """Managers' posts fewer than at the start."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.specialists, extra=self.fewer_managers)


@behaviour
def appoint_specialists(office: Office, event: EventRow) -> None:
    """Have specialists, and so many managers fewer, from now on."""
    office.specialists = event.amount
    office.fewer_managers = event.extra
