"""Administrative support: administrators take over part of the statutory work."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class AdministrativeSupport(UnitEvent):
    """Administrators do part of the caseworkers' statutory work (account 003: it frees client time).

    They cost money and take over hours. What caseworkers do with the hours is
    not assumed.
    """

    kind = "administrative_support"
    sort = Sort.DECISIONS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Administrativt stöd",
        "da": "Administrativ støtte",
        "en": "Administrative support",
    }

    administrators: Annotated[float, Size("posts", 0.0, 10_000.0, "about one for six caseworkers")] = 1.0
    """Administrators from now on."""
    share: Annotated[float, Size("share of statutory work", 0.0, 0.9, "somebody must still decide")] = 0.2
    """Share of the statutory work that they take over."""

    def happen(self, office: Office) -> None:
        """Let administrators take over part of the statutory work from now on."""
        office.administrators = self.administrators
        office.administration = self.share
