"""Training: caseworkers get further education."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class Training(UnitEvent):
    """Every caseworker is trained some hours a month (account 000: further education of the staff).

    It takes hours now and adds competence later. That anybody stays because of
    it is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.TRAINING
    labels: ClassVar[dict[str, str]] = {
        "sv": "Vidareutbildning",
        "da": "Efteruddannelse",
        "en": "Training",
    }

    kind: Literal["training"] = "training"
    hours: Annotated[float, Size("hours/caseworker/month", 0.0, 40.0, "a quarter of full time at most")] = 4.0
    """Hours of each caseworker a month."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "a year is 12")] = 12
    """How long it goes on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.hours, months=self.months)


@behaviour
def train(office: Office, event: EventRow) -> None:
    """Begin a training; it takes the place of one that still goes on."""
    office.teaching = event.amount
    office.teaching_months = event.months
