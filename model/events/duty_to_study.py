"""Duty to study: those with little education must study."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class DutyToStudy(Event):
    """Those with little education must study for their assistance (account 002: an extended local duty).

    Whoever studies has less time to look for work, learns, and fits a later job
    better. That anybody leaves assistance sooner is not assumed, nor that
    somebody refuses.
    """

    code: ClassVar[EventKind] = EventKind.DUTY_TO_STUDY
    labels: ClassVar[dict[str, str]] = {
        "sv": "Utökad studieplikt",
        "da": "Udvidet uddannelsespligt",
        "en": "Duty to study",
    }

    kind: Literal["duty_to_study"] = "duty_to_study"
    share: Annotated[float, Size("share of those with little education", 0.0, 1.0, "0 ends it")] = 0.5
    """Share of them who study at a time; who does changes with the half-year."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(share=self.share)


@behaviour
def oblige_to_study(office: Office, event: EventRow) -> None:
    """Oblige a share of those with little education to study from now on."""
    office.duty = event.share
