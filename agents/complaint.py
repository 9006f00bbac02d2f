"""Complaint: a family that is let down, or loses a child in haste, is frustrated and complains."""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.meeting import calm_down
from tillit.agents.tie import Bonds


class Complaints(NamedTuple):
    """Parameters of frustration and complaints."""

    complaint: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.02
    """Chance that a fully frustrated family without trust complains."""


@behaviour
def be_frustrated(child: Child, share: float) -> None:
    """Gain a share of the missing frustration."""
    child.anxiety += share * (1.0 - child.anxiety)


@behaviour
def complains(child: Child, trust: float, luck: Luck, p: Complaints, bonds: Bonds) -> bool:
    """Decide whether the family complains this month, and calm down."""
    chance = p.complaint * child.anxiety * (1.0 - trust)
    calm_down(child, bonds)
    return uniform(luck, child.person, Decision.COMPLAINT) < chance
