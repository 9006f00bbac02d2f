"""Complaint: a family that is let down, or loses a child in haste, is frustrated and complains."""

from typing import Annotated, NamedTuple

from tillit.agents.child import Child
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class Complaints(NamedTuple):
    """Parameters of frustration and complaints."""

    let_down: Annotated[float, Par("share", 0.0, 0.5, "direction: account 001", Grade.ASSUMED)] = 0.1
    """Share of the missing frustration that a promise which is not kept adds."""
    upheaval: Annotated[float, Par("share", 0.0, 1.0, "direction: account 001", Grade.ASSUMED)] = 0.3
    """Share that an acute placement or a breakdown adds."""
    calming: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.06
    """Share of the frustration that a month takes away."""
    meeting: Annotated[
        float, Par("factor", 1.0, 4.0, "no published figure; being met calms down", Grade.ASSUMED)
    ] = 2.0
    """How many times as much of it a month with a meeting takes away, at most all."""
    complaint: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.05
    """Chance that a fully frustrated family without trust complains."""


@behaviour
def be_frustrated(child: Child, share: float) -> None:
    """Gain a share of the missing frustration."""
    child.anxiety += share * (1.0 - child.anxiety)


@behaviour
def complains(child: Child, trust: float, luck: Luck, p: Complaints) -> bool:
    """Decide whether the family complains this month, and calm down."""
    chance = p.complaint * child.anxiety * (1.0 - trust)
    eased = p.calming * (p.meeting if child.met == 1 else 1.0)
    child.anxiety -= min(1.0, eased) * child.anxiety
    return uniform(luck, child.person, Decision.COMPLAINT) < chance
