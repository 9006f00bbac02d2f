"""Sheltered work: places for those far from the labour market, and summer jobs for the young."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class ShelteredWork(Event):
    """The municipality has sheltered places, and summer jobs for the young (account 002).

    Sheltered places are for those who are far from the labour market, all year;
    summer places for the young in June, July and August. Households stay on
    assistance meanwhile, and what the young earn in summer does not lower it.
    That work follows is not assumed.
    """

    kind = "sheltered_work"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Daglig sysselsättning och sommarjobb",
        "da": "Beskyttet beskæftigelse og sommerjob",
        "en": "Sheltered and summer work",
    }

    places: Annotated[float, Size("places", 0.0, 1_000_000.0, "account 002 gives no number")] = 10.0
    """Sheltered places from now on."""
    summer: Annotated[float, Size("places", 0.0, 1_000_000.0, "account 002 gives no number")] = 10.0
    """Summer places from now on."""

    def happen(self, office: Office) -> None:
        """Offer sheltered and summer places from now on."""
        office.sheltered = self.places
        office.summer = self.summer
