"""Unit event: what all events have in common that happen to one of the town's units."""

from typing import Literal

from tillit.model.events.event import Event
from tillit.model.events.units import Units


class UnitEvent(Event):
    """Something that happens to one unit of the town, or to both."""

    unit: Literal["assistance", "children", "both"] | None = None
    """The unit; if nothing is said, the assistance unit, or the only one that there is."""

    @property
    def units(self) -> Units:
        """To which units it happens."""
        return Units.FIRST if self.unit is None else Units[self.unit.upper()]
