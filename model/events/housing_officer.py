"""Housing officer: somebody helps the homeless to a lasting home."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class HousingOfficer(Event):
    """A housing officer helps households in temporary housing (account 003).

    One officer can help so many at a time; it is then easier to find a lasting
    home. That fewer lose their home is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.HOUSING_OFFICER
    labels: ClassVar[dict[str, str]] = {
        "sv": "Boendehandläggare",
        "da": "Boligsagsbehandler",
        "en": "Housing officer",
    }

    kind: Literal["housing_officer"] = "housing_officer"
    posts: Annotated[float, Size("posts", 0.0, 10_000.0, "one in account 003; 0 ends it")] = 1.0
    """Housing officers from now on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.posts)


@behaviour
def help_to_homes(office: Office, event: EventRow) -> None:
    """Have housing officers from now on."""
    office.housing_officers = event.amount
