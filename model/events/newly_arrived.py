"""Newly arrived: further households come for a while."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH, Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class NewlyArrived(Event):
    """Newly arrived households apply beside the ordinary inflow (account 000: refugees and immigrants).

    They need the language first. The ordinary inflow stays as it is, and how
    long anybody stays on assistance is not assumed.
    """

    kind = "newly_arrived"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Nyanlända hushåll",
        "da": "Nyankomne husstande",
        "en": "Newly arrived households",
    }

    households: Annotated[float, Size("households/month", 0.0, 10_000.0, "beside the ordinary inflow")] = 5.0
    """Households a month."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "a year is 12")] = 12
    """How long they keep coming."""

    def happen(self, office: Office) -> None:
        """Receive newly arrived households from this month on."""
        office.arriving = self.households
        office.arriving_months = self.months
