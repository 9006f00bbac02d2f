"""Employment programme: the municipality offers subsidised work."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class EmploymentProgramme(Event):
    """The municipality has places with subsidised work (account 000: an extensive programme).

    Only the number of places changes. That a place is taken, or leads to work
    afterwards, is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.EMPLOYMENT_PROGRAMME
    labels: ClassVar[dict[str, str]] = {
        "sv": "Sysselsättningsprogram",
        "da": "Beskæftigelsesprogram",
        "en": "Employment programme",
    }

    kind: Literal["employment_programme"] = "employment_programme"
    places: Annotated[float, Size("places", 0.0, 1_000_000.0, "0 ends the programme")] = 20.0
    """Places from now on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.places)


@behaviour
def offer_programme(office: Office, event: EventRow) -> None:
    """Offer a number of places from now on."""
    office.programme = event.amount
