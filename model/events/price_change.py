"""Price change: norm, rents and wages move."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.units import Units

HIGHEST = 1e7
"""Price level that prices and wages never pass: a hundred times the highest that a file can state."""
LOWEST = 1e-5
"""Price level that they never fall below: a hundredth of the lowest."""


class PriceChange(Event):
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

    @property
    def units(self) -> Units:
        """To which units it happens: prices are the whole town's."""
        return Units.BOTH

    def happen(self, office: Office) -> None:
        """Multiply norm and rents, and wages."""
        office.prices = min(HIGHEST, max(LOWEST, office.prices * self.prices))
        office.wages = min(HIGHEST, max(LOWEST, office.wages * self.wages))
