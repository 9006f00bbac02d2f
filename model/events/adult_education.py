"""Adult education: places in vocational training that is combined with the language."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.course_event import CourseEvent
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort


class AdultEducation(CourseEvent):
    """The municipality combines vocational training with teaching in Swedish (account 002).

    Only the number of places changes. They are for the unemployed and the newly
    arrived who have little education or little of the language. That a place
    leads to work is not assumed: it teaches, and takes time meanwhile.
    """

    kind = "adult_education"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Vuxenutbildning med svenska",
        "da": "Voksenuddannelse med sprog",
        "en": "Adult education with language",
    }

    places: Annotated[float, Size("places", 0.0, 1_000_000.0, "0 ends it; account 002 gives no number")] = (
        20.0
    )
    """Places from now on."""
    language: Annotated[
        float, Strength("share", 0.2, 0.8, "language teaching: account 002; no published bound")
    ] = 0.5
    """Command of the language below which teaching in it is needed."""
    combined: Annotated[float, Strength("1/month", 0.0, 0.06, "direction: account 002")] = 0.018
    """Distance that a month of training combined with the language takes away."""
    fluent: Annotated[float, Strength("share", 0.0, 1.0, "no published figure; direction: account 002")] = 0.5
    """Share of what it takes away beyond an ordinary course that full command of the language costs."""

    def happen(self, office: Office) -> None:
        """Offer a number of places from now on."""
        self.teach(office)
        office.courses = self.places
        office.little_language = self.language
        office.combined_pace = self.combined
        office.fluent = self.fluent
