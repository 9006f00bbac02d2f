"""Training: caseworkers get further education."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Training(UnitEvent):
    """Every caseworker is trained some hours a month (account 000: further education of the staff).

    It takes hours now and adds competence later. That anybody stays because of
    it is not assumed.
    """

    kind = "training"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Vidareutbildning",
        "da": "Efteruddannelse",
        "en": "Training",
    }

    hours: Annotated[float, Size("hours/caseworker/month", 0.0, 40.0, "a quarter of full time at most")] = 4.0
    """Hours of each caseworker a month."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "a year is 12")] = 12
    """How long it goes on."""
    teaches: Annotated[float, Strength("1/hour", 0.0, 0.05, "direction: account 000")] = 0.012
    """Share of the missing competence that an hour teaches."""

    def happen(self, office: Office) -> None:
        """Begin a training; it takes the place of one that still goes on."""
        office.teaching = self.hours
        office.lesson = self.teaches
        office.teaching_months = self.months
