"""Labour-market shock: jobs vanish, and come back slowly."""

from typing import Annotated, ClassVar

from tillit.agents.foundation.arithmetic import root
from tillit.agents.place import Place
from tillit.model.events.place_event import PlaceEvent
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort

HALF_WAY = 9
"""Months after which half of the jobs are back (assumption, grade E)."""


class LabourMarketShock(PlaceEvent):
    """A recession takes jobs away (no account; a test of what bad times do to a town).

    Fewer jobs can be found, and each month brings back a share of what is
    missing. That more households apply is not assumed; `setting` with
    `rule = "inflow"` does that.
    """

    kind = "labour_market_shock"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Lågkonjunktur",
        "da": "Lavkonjunktur",
        "en": "Labour-market shock",
    }

    depth: Annotated[float, Size("share of jobs", 0.0, 0.9, "0.3 takes away 30 %")] = 0.3
    """Share of the jobs that vanishes."""
    recovery: Annotated[float, Size("1/month", 0.0, 1.0, "0.074 is half way back in nine months")] = (
        1.0 - root(0.5, HALF_WAY)
    )
    """Share of what is missing that comes back each month."""

    def befall(self, place: Place) -> None:
        """Take away a share of the jobs that are there now."""
        place.market *= 1.0 - self.depth
        place.recovery = self.recovery
