"""Specialists: experts in social law stand by the caseworkers, beside fewer managers."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class SpecialistPosts(UnitEvent):
    """Specialists in social law support caseworkers, beside fewer unit managers (account 002).

    They save some statutory hours, most with new cases and for new colleagues,
    and all learn from them. What fewer managers do besides costing less is not
    assumed.
    """

    kind = "specialists"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Specialister i socialrätt",
        "da": "Specialister i socialret",
        "en": "Specialists in social law",
    }

    specialists: Annotated[float, Size("posts", 0.0, 10_000.0, "account 002 gives no number")] = 1.0
    """Specialists from now on."""
    fewer_managers: Annotated[float, Size("posts", 0.0, 10_000.0, "account 002 gives no number")] = 0.0
    """Managers' posts fewer than at the start."""

    def happen(self, office: Office) -> None:
        """Have specialists, and so many managers fewer, from now on."""
        office.specialists = self.specialists
        office.fewer_managers = self.fewer_managers
