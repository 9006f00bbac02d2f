"""Activity requirement: assistance is paid in return for activity."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class ActivityRequirement(Event):
    """Activity is required soon and for many hours (account 002: full time, within five days).

    It raises the demands, takes hours to follow up and places that cost money.
    What demands do, they do by their own behaviour: some find work sooner, some
    leave to nothing, new applicants above all, and some grow anxious. Which of
    these is greatest is not assumed.
    """

    kind = "activity_requirement"
    sort = Sort.CONTROL
    labels: ClassVar[dict[str, str]] = {
        "sv": "Krav på aktivitet",
        "da": "Krav om aktivitet",
        "en": "Activity requirement",
    }

    hours: Annotated[float, Size("hours/week", 0.0, 40.0, "40 is full time, 0 ends it")] = 40.0
    """Hours a week from now on."""
    days: Annotated[float, Size("days", 0.0, 365.0, "five in account 002")] = 5.0
    """Days from the application to the first activity."""

    def happen(self, office: Office) -> None:
        """Require activity from now on."""
        office.activity_hours = self.hours
        office.activity_days = self.days
