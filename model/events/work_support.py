"""Work support: the organisation helps caseworkers with what overloads them."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class WorkSupport(UnitEvent):
    """The organisation of the work is supported, so that a month overloads less (Glisson et al. 2006).

    It takes a share of the stress that a month calls for. What follows from that, for staff and for
    cases, is not assumed.
    """

    kind = "work_support"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Stöd till arbetets organisation",
        "da": "Støtte til arbejdets organisering",
        "en": "Support for the organisation of work",
    }

    share: Annotated[float, Size("share", 0.0, 1.0, "of the stress that a month calls for; 0 ends it")] = 0.3
    """Share that it takes away from now on."""

    def happen(self, office: Office) -> None:
        """Support the organisation of the work from now on."""
        office.relief = self.share
