"""Activity requirement: assistance is paid in return for activity."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
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
    requirement: Annotated[
        float, Strength("share", 0.0, 1.0, "exits +46 % between referral and start: Hägglund")
    ] = 0.85
    """Share of what is missing to full demands that full-time activity from the first day adds."""
    delay: Annotated[float, Strength("days", 5.0, 120.0, "no published figure")] = 30.0
    """Days to the first activity after which half of that is left."""
    withdrawal: Annotated[
        float, Strength("1/month", 0.0, 0.1, "exits +46 % between referral and start: Hägglund")
    ] = 0.03
    """Chance that a new applicant withdraws to nothing under such a requirement."""
    new: Annotated[int, Strength("months", 1, 12, "no published figure")] = 3
    """Months in which an applicant is new."""
    followup: Annotated[float, Strength("hours/case/month", 0.0, 0.5, "no published figure")] = 0.06
    """Caseworker's time that following up full-time activity takes."""

    def happen(self, office: Office) -> None:
        """Require activity from now on."""
        office.activity_hours = self.hours
        office.activity_days = self.days
        office.activity_delay = self.delay
        office.requirement = self.requirement
        office.withdrawal = self.withdrawal
        office.new_for = self.new
        office.followup = self.followup
