"""Administrative support: administrators take over part of the statutory work."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class AdministrativeSupport(UnitEvent):
    """Administrators do part of the caseworkers' statutory work (account 003: it frees client time).

    They cost money and take over hours. What caseworkers do with the hours is
    not assumed.
    """

    code: ClassVar[EventKind] = EventKind.ADMINISTRATIVE_SUPPORT
    labels: ClassVar[dict[str, str]] = {
        "sv": "Administrativt stöd",
        "da": "Administrativ støtte",
        "en": "Administrative support",
    }

    kind: Literal["administrative_support"] = "administrative_support"
    administrators: Annotated[float, Size("posts", 0.0, 10_000.0, "about one for six caseworkers")] = 1.0
    """Administrators from now on."""
    share: Annotated[float, Size("share of statutory work", 0.0, 0.9, "somebody must still decide")] = 0.2
    """Share of the statutory work that they take over."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.administrators, share=self.share)


@behaviour
def support(office: Office, event: EventRow) -> None:
    """Let administrators take over part of the statutory work from now on."""
    office.administrators = event.amount
    office.administration = event.share
