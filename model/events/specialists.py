"""Specialists: experts in social law stand by the caseworkers, beside fewer managers."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
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
    span: Annotated[float, Strength("caseworkers/post", 3.0, 30.0, "no published figure")] = 12.0
    """Caseworkers whom one specialist can help."""
    guided: Annotated[float, Strength("share", 0.0, 0.6, "direction: account 002")] = 0.2
    """Share of a new case's further hours that their help saves."""
    eased: Annotated[float, Strength("share", 0.0, 0.3, "direction: account 002")] = 0.04
    """Share of the other statutory work that it saves."""
    coached: Annotated[float, Strength("share", 0.0, 1.0, "direction: account 002")] = 0.3
    """Share of what a new colleague does not manage alone that it makes up for."""
    taught: Annotated[float, Strength("1/month", 0.0, 0.1, "no published figure")] = 0.012
    """Share of the missing competence that their help teaches."""

    def happen(self, office: Office) -> None:
        """Have specialists, and so many managers fewer, from now on."""
        office.specialists = self.specialists
        office.fewer_managers = self.fewer_managers
        office.specialist_span = self.span
        office.guided = self.guided
        office.eased = self.eased
        office.coached = self.coached
        office.taught = self.taught
