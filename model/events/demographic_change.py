"""Demographic change: the town grows or shrinks, and its applicants become older."""

from typing import Annotated, ClassVar

from tillit.agents.foundation.arithmetic import root
from tillit.agents.place import Place
from tillit.model.events.event import LAST_MONTH
from tillit.model.events.place_event import PlaceEvent
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class DemographicChange(PlaceEvent):
    """Applicants become more or fewer, and older or younger (account 002: more old people and more young).

    Both go on for some years, in households and in child cases. That an applicant
    of the same age behaves differently is not assumed.
    """

    kind = "demographic_change"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Befolkningsförändring",
        "da": "Befolkningsændring",
        "en": "Demographic change",
    }

    growth: Annotated[float, Size("share/year", -0.2, 0.2, "0.01 is 1 % a year")] = 0.01
    """Applicants more, a year."""
    ageing: Annotated[float, Size("years/year", -1.0, 1.0, "0.1 is a year in ten years")] = 0.0
    """Years by which applicants become older, a year."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "ten years is 120")] = 120
    """How long it goes on; what has changed by then stays."""

    def befall(self, place: Place) -> None:
        """Let the population change from now on."""
        place.growth = root(1.0 + self.growth, 12) - 1.0
        place.ageing = self.ageing
        place.growth_months = self.months
