"""Price change: norm, rents and wages move."""

from typing import Annotated, ClassVar

from tillit.agents.place import Place
from tillit.model.events.place_event import PlaceEvent
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort

HIGHEST = 1e7
"""Price level that prices and wages never pass: a hundred times the highest that a file can state."""
LOWEST = 1e-5
"""Price level that they never fall below: a hundredth of the lowest."""


class PriceChange(PlaceEvent):
    """Norm and rents, or wages, cost more or less than before (no account; prices are facts of a place).

    Only kronor change. That anybody behaves differently is not assumed.
    """

    kind = "price_change"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Ändrade priser",
        "da": "Ændrede priser",
        "en": "Price change",
    }

    prices: Annotated[float, Size("factor", 0.2, 5.0, "1.03 is 3 % more than the month before")] = 1.0
    """Norm and rents against what they were just before."""
    wages: Annotated[float, Size("factor", 0.2, 5.0, "1.03 is 3 % more than the month before")] = 1.0
    """Cost of staff against what it was just before."""

    def befall(self, place: Place) -> None:
        """Multiply norm and rents, and wages."""
        place.prices = min(HIGHEST, max(LOWEST, place.prices * self.prices))
        place.wages = min(HIGHEST, max(LOWEST, place.wages * self.wages))
