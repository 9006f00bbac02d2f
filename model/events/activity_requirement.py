"""Activity requirement: assistance is paid in return for activity."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class ActivityRequirement(Event):
    """Activity is required soon and for many hours (account 002: full time, within five days).

    It raises the demands, takes hours to follow up and places that cost money.
    What demands do, they do by their own behaviour: some find work sooner, some
    leave to nothing, new applicants above all, and some grow anxious. Which of
    these is greatest is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.ACTIVITY_REQUIREMENT
    labels: ClassVar[dict[str, str]] = {
        "sv": "Krav på aktivitet",
        "da": "Krav om aktivitet",
        "en": "Activity requirement",
    }

    kind: Literal["activity_requirement"] = "activity_requirement"
    hours: Annotated[float, Size("hours/week", 0.0, 40.0, "40 is full time, 0 ends it")] = 40.0
    """Hours a week from now on."""
    days: Annotated[float, Size("days", 0.0, 365.0, "five in account 002")] = 5.0
    """Days from the application to the first activity."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.hours, extra=self.days)


@behaviour
def require_activity(office: Office, event: EventRow) -> None:
    """Require activity from now on."""
    office.activity_hours = event.amount
    office.activity_days = event.extra
