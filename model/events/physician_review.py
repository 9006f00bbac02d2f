"""Physician review: a doctor reads medical histories."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class PhysicianReview(Event):
    """A doctor reads the histories of those who are sick without benefit (account 003).

    So many each month, of those who have been on assistance for long. The way to
    sickness compensation is then more open, some are sent to health care, and
    each review costs money. Who pays afterwards follows: the state. That anybody
    is granted anything is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.PHYSICIAN_REVIEW
    labels: ClassVar[dict[str, str]] = {
        "sv": "Läkargenomgång av sjukhistorik",
        "da": "Lægegennemgang af sygehistorik",
        "en": "Physician review",
    }

    kind: Literal["physician_review"] = "physician_review"
    reviews: Annotated[float, Size("reviews/month", 0.0, 10_000.0, "0 ends it; account 003 gives none")] = 5.0
    """Reviews a month from now on, at most."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.reviews)


@behaviour
def review_histories(office: Office, event: EventRow) -> None:
    """Review so many medical histories a month from now on."""
    office.reviews = event.amount
