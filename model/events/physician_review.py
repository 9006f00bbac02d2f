"""Physician review: a doctor reads medical histories."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class PhysicianReview(Event):
    """A doctor reads the histories of those who are sick without benefit (account 003).

    So many each month, of those who have been on assistance for long. The way to
    sickness compensation is then more open, some are sent to health care, and
    each review costs money. Who pays afterwards follows: the state. That anybody
    is granted anything is not assumed.
    """

    kind = "physician_review"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Läkargenomgång av sjukhistorik",
        "da": "Lægegennemgang af sygehistorik",
        "en": "Physician review",
    }

    reviews: Annotated[float, Size("reviews/month", 0.0, 10_000.0, "0 ends it; account 003 gives none")] = 5.0
    """Reviews a month from now on, at most."""

    def happen(self, office: Office) -> None:
        """Review so many medical histories a month from now on."""
        office.reviews = self.reviews
