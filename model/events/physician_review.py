"""Physician review: a doctor reads medical histories."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
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
    long: Annotated[int, Strength("months", 3, 24, "long-term is ten months of twelve: Socialstyrelsen")] = 10
    """Months on assistance after which a history is reviewed."""
    opened: Annotated[float, Strength("share", 0.0, 1.0, "direction: account 003")] = 0.4
    """Share of what the partners' reach lacks that a review makes up for."""
    care: Annotated[float, Strength("share", 0.0, 1.0, "no published figure")] = 0.5
    """Share of the reviews after which health care is asked for more."""

    def happen(self, office: Office) -> None:
        """Review so many medical histories a month from now on."""
        office.reviews = self.reviews
        office.review_after = self.long
        office.review_opens = self.opened
        office.review_care = self.care
