"""Joint steering: the municipality and its partners meet in one group."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class JointSteering(UnitEvent):
    """The partners share a steering group (account 002: six meetings a year; account 000: cooperation).

    The meetings take some hours and keep up ties between offices. That anybody
    leaves assistance because of them is not assumed.
    """

    kind = "joint_steering"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Gemensam styrgrupp",
        "da": "Fælles styregruppe",
        "en": "Joint steering group",
    }

    meetings: Annotated[float, Size("meetings/year", 0.0, 52.0, "account 002 has 6; 0 ends it")] = 6.0
    """Meetings a year from now on."""

    def happen(self, office: Office) -> None:
        """Meet the partners so many times a year from now on."""
        office.steering = self.meetings
