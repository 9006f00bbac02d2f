"""Adult education: places in vocational training that is combined with the language."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class AdultEducation(Event):
    """The municipality combines vocational training with teaching in Swedish (account 002).

    Only the number of places changes. They are for the unemployed and the newly
    arrived who have little education or little of the language. That a place
    leads to work is not assumed: it teaches, and takes time meanwhile.
    """

    code: ClassVar[EventKind] = EventKind.ADULT_EDUCATION
    labels: ClassVar[dict[str, str]] = {
        "sv": "Vuxenutbildning med svenska",
        "da": "Voksenuddannelse med sprog",
        "en": "Adult education with language",
    }

    kind: Literal["adult_education"] = "adult_education"
    places: Annotated[float, Size("places", 0.0, 1_000_000.0, "0 ends it; account 002 gives no number")] = (
        20.0
    )
    """Places from now on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.places)


@behaviour
def offer_courses(office: Office, event: EventRow) -> None:
    """Offer a number of places from now on."""
    office.courses = event.amount
