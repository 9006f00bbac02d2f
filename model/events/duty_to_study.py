"""Duty to study: those with little education must study."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.course_event import CourseEvent
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort


class DutyToStudy(CourseEvent):
    """Those with little education must study for their assistance (account 002: an extended local duty).

    Whoever studies has less time to look for work, learns, and fits a later job
    better. That anybody leaves assistance sooner is not assumed, nor that
    somebody refuses.
    """

    kind = "duty_to_study"
    sort = Sort.CONTROL
    labels: ClassVar[dict[str, str]] = {
        "sv": "Utökad studieplikt",
        "da": "Udvidet uddannelsespligt",
        "en": "Duty to study",
    }

    share: Annotated[float, Size("share of those with little education", 0.0, 1.0, "0 ends it")] = 0.5
    """Share of them who study at a time; who does changes with the half-year."""
    health: Annotated[float, Strength("share", 0.2, 0.8, "no published bound")] = 0.5
    """Health from which somebody can be obliged to study."""

    def happen(self, office: Office) -> None:
        """Oblige a share of those with little education to study from now on."""
        self.teach(office)
        office.duty = self.share
        office.study_health = self.health
