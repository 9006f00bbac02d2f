"""Demands: activity that is demanded and controlled in return for assistance.

They have an effect of their own (Byberg 2002): some households find work
sooner, some leave to nothing, and some grow anxious and trust less (account 003).
"""

from typing import Annotated, NamedTuple

from agents.client import Client
from agents.foundation.behaviours import behaviour
from agents.foundation.parameters import Grade, Par


class Demands(NamedTuple):
    """Parameters of demands and control."""

    urge: Annotated[float, Par("share", 0.0, 1.0, "control and service: Byberg 2002", Grade.ASSUMED)] = 0.3
    """How much full demands add to the chance of finding work oneself."""
    push: Annotated[float, Par("1/month", 0.0, 0.03, "costs only moved: Växjö's critics", Grade.ASSUMED)] = (
        0.006
    )
    """Chance of leaving to nothing under full demands."""
    fear: Annotated[float, Par("1/month", 0.0, 0.3, "direction: account 003", Grade.ASSUMED)] = 0.08
    """Share of the missing anxiety that full demands add a month."""
    calming: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.12
    """Share of the anxiety that a month takes away; a month with a meeting twice as much."""
    ordinary: Annotated[float, Par("share", 0.0, 1.0, "what all municipalities ask", Grade.ASSUMED)] = 0.3
    """Demands that an ordinary municipality makes; what the other parameters are measured at."""


@behaviour
def worry(client: Client, demanded: float, p: Demands) -> None:
    """Let anxiety rise with demands that the household is far from meeting, and calm down."""
    client.anxiety += p.fear * demanded * client.distance * (1.0 - client.anxiety)
    client.anxiety -= p.calming * (2.0 if client.met == 1 else 1.0) * client.anxiety


@behaviour
def urge(demanded: float, p: Demands) -> float:
    """Return the factor on finding work oneself, 1 in an ordinary municipality."""
    return 1.0 + p.urge * (demanded - p.ordinary)


@behaviour
def pushed_out(client: Client, demanded: float, p: Demands) -> float:
    """Return the month's chance of leaving to nothing."""
    return p.push * demanded * (1.0 + client.anxiety)
