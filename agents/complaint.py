"""Complaint: a family that is let down, or loses a child in haste, is frustrated and complains."""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class Complaints(NamedTuple):
    """Parameters of frustration and complaints."""

    let_down: Annotated[float, Par("share", 0.0, 0.5, "direction: account 001", Grade.ASSUMED)] = 0.15
    """Share of the missing frustration that a broken promise, an acute placement or a breakdown adds."""
    calming: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.12
    """Share of the frustration that a meeting takes away."""
    complaint: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.02
    """Chance that a fully frustrated family without trust complains."""


@behaviour
def be_frustrated(child: Child, share: float) -> None:
    """Gain a share of the missing frustration."""
    child.anxiety += share * (1.0 - child.anxiety)


@behaviour
def complains(child: Child, trust: float, luck: Luck, p: Complaints) -> bool:
    """Decide whether the family complains this month, and calm down if it was met."""
    chance = p.complaint * child.anxiety * (1.0 - trust)
    if child.met == 1:
        child.anxiety -= p.calming * child.anxiety
    return uniform(luck, child.person, Decision.COMPLAINT) < chance
