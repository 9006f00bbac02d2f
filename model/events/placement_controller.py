"""Placement controller: the first day of a placement is the first day of planning."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.units import Units


class PlacementController(Event):
    """The way on is planned from the first day of a child's placement (account 002).

    A controller follows so many placed children; they may return home sooner,
    and move sooner from an institution to a family, if their caseworker knows
    them. Account 002 places adults too; the model knows no such placements. That
    fewer children are placed, or that any placement costs less, is not assumed.
    """

    kind = "placement_controller"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Placeringscontroller",
        "da": "Anbringelsescontroller",
        "en": "Placement controller",
    }

    posts: Annotated[float, Size("posts", 0.0, 10_000.0, "0 ends it; account 002 gives no number")] = 1.0
    """Placement controllers from now on."""
    span: Annotated[float, Strength("children/post", 10.0, 150.0, "no published figure")] = 50.0
    """Placed children whose way on one placement controller can follow."""
    sooner: Annotated[int, Strength("months", 0, 12, "direction: account 002")] = 2
    """How much shorter a placement may be when its end is planned from the first day."""
    planned: Annotated[float, Strength("share", 0.0, 0.9, "direction: account 002")] = 0.3
    """Share of what a caseworker does not know of the child that such planning makes up for."""

    @property
    def units(self) -> Units:
        """To which units it happens: only children are placed."""
        return Units.CHILDREN

    def happen(self, office: Office) -> None:
        """Have placement controllers from now on."""
        office.controllers = self.posts
        office.controlled = self.span
        office.sooner = self.sooner
        office.planned = self.planned
