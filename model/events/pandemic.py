"""Pandemic: jobs vanish for years, and meetings are held at a distance."""

from typing import Annotated, ClassVar

from tillit.agents.foundation.arithmetic import root
from tillit.agents.office import Office
from tillit.agents.place import Place
from tillit.model.events.place_event import PlaceEvent
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.units import Units

BACK = 42
"""Months until nine tenths are back: from late 2020 to the turn of 2023 to 2024 (derived, grade D)."""


class Pandemic(PlaceEvent):
    """A pandemic takes jobs away (account 002: a sharp fall in late 2020, back in 2023 or 2024).

    Each month brings back a share of what is missing: nine tenths in three and a
    half years. For some months meetings are held at a distance, where fewer are
    kept and less trust is built. That more households apply is not assumed.
    """

    kind = "pandemic"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Pandemi",
        "da": "Pandemi",
        "en": "Pandemic",
    }

    depth: Annotated[float, Size("share of jobs", 0.0, 0.9, "account 002 gives no figure")] = 0.3
    """Share of the jobs that vanishes."""
    recovery: Annotated[float, Size("1/month", 0.0, 1.0, "0.053 is nine tenths back in 42 months")] = (
        1.0 - root(0.1, BACK)
    )
    """Share of what is missing that comes back each month."""
    distance: Annotated[float, Size("share of meetings", 0.0, 1.0, "no account gives it")] = 0.6
    """Share of the meetings that are held at a distance."""
    months: Annotated[int, Size("months", 1, 600, "no account gives it")] = 18
    """How long they are."""

    @property
    def units(self) -> Units:
        """To which units it happens: families are met at a distance too."""
        return Units.BOTH

    def befall(self, place: Place) -> None:
        """Take jobs away."""
        place.market *= 1.0 - self.depth
        if self.depth > 0.0:
            place.recovery = self.recovery

    def happen(self, office: Office) -> None:
        """Hold meetings at a distance for some months."""
        office.remote = self.distance
        office.remote_months = self.months
