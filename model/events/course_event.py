"""Course event: what a duty to study and adult education have in common, what a month of teaching does."""

from typing import Annotated

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Strength


class CourseEvent(Event):
    """Somebody is taught; if several such events happen, the last says what teaching is worth."""

    education: Annotated[
        float, Strength("share", 0.1, 0.6, "low education: account 002; no published bound")
    ] = 0.35
    """Education below which somebody counts as having little."""
    pace: Annotated[float, Strength("1/month", 0.0, 0.03, "no published rate")] = 0.006
    """Distance that a month in an ordinary course takes away."""
    lessons: Annotated[float, Strength("1/month", 0.0, 0.15, "no published rate")] = 0.04
    """Share of the missing language, and of the missing education, that a month of teaching gives."""
    locked_in: Annotated[float, Strength("share", 0.0, 1.0, "no published figure")] = 0.4
    """Share of one's own chance of work that studying takes meanwhile."""
    funded: Annotated[float, Strength("factor", 0.0, 3.0, "no published figure")] = 1.0
    """How much likelier funded studies become for somebody who already studies."""
    lasting: Annotated[float, Strength("share", 0.0, 0.8, "direction: account 002")] = 0.3
    """Share of a job's missing match that a full course makes up for."""
    full: Annotated[int, Strength("months", 6, 36, "no published figure; a year of teaching")] = 12
    """Months of a full course."""

    def teach(self, office: Office) -> None:
        """Say what teaching is worth from now on."""
        office.little_education = self.education
        office.course_pace = self.pace
        office.lessons = self.lessons
        office.locked_in = self.locked_in
        office.funded = self.funded
        office.lasting = self.lasting
        office.full_course = self.full
