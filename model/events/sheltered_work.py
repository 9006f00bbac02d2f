"""Sheltered work: places for those far from the labour market, and summer jobs for the young."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
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
    far: Annotated[float, Strength("share", 0.3, 0.9, "no published bound")] = 0.6
    """Distance from which a sheltered place is for somebody."""
    pace: Annotated[float, Strength("1/month", 0.0, 0.03, "no published rate")] = 0.006
    """Distance that a month in a sheltered place takes away."""
    calm: Annotated[float, Strength("1/month", 0.0, 0.4, "no published rate")] = 0.08
    """Share of the anxiety that such a month takes away."""
    young: Annotated[int, Strength("months", 216, 360, "the young: account 002; no age given")] = 300
    """Age below which a summer place is for somebody, 25 years."""
    summer_pace: Annotated[
        float, Strength("1/month", 0.0, 0.1, "no published rate; as a month with an employer")
    ] = 0.04
    """Distance that a month of summer work takes away."""

    def happen(self, office: Office) -> None:
        """Offer sheltered and summer places from now on."""
        office.sheltered = self.places
        office.summer = self.summer
        office.sheltered_from = self.far
        office.sheltered_pace = self.pace
        office.sheltered_calm = self.calm
        office.summer_age = self.young
        office.summer_pace = self.summer_pace
