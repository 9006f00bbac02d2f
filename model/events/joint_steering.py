"""Joint steering: the municipality and its partners meet in one group."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
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
    hours: Annotated[
        float, Strength("hours/meeting", 0.0, 5.0, "no published figure; each caseworker prepares")
    ] = 0.5
    """Hours that one meeting costs each caseworker."""
    full: Annotated[
        float,
        Strength("meetings/year", 2.0, 12.0, "six a year: account 002; that they are enough is assumed"),
    ] = 6.0
    """Meetings that are joint steering in full."""
    joint: Annotated[float, Strength("share", 0.0, 1.0, "six meetings a year: account 002")] = 0.5
    """Share of what ties to partners lose that joint steering in full takes away."""
    keeps: Annotated[float, Strength("share", 0.0, 0.4, "direction: account 002")] = 0.1
    """Further share of the trust that a successor keeps when partners who know the household meet so."""

    def happen(self, office: Office) -> None:
        """Meet the partners so many times a year from now on."""
        office.steering = self.meetings
        office.steering_hours = self.hours
        office.steered = min(1.0, self.meetings / self.full)
        office.steering_keeps = self.keeps
        office.joint = min(1.0, self.joint * self.meetings / self.full)
