"""Adult education: places in vocational training that is combined with the language."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class AdultEducation(Event):
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

    def happen(self, office: Office) -> None:
        """Offer a number of places from now on."""
        office.courses = self.places
