"""Demands: activity that is demanded and controlled in return for assistance.

Where assistance costs little, both control and service are high (Byberg 2002). Demands have an
effect of their own: some households find work sooner, some leave to nothing, and some grow anxious
and trust less (account 003).
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.meeting import calm_down
from tillit.agents.office import Office
from tillit.agents.tie import Bonds

ORDINARY = 0.3
"""Demands of an ordinary municipality: where the scale of what they add to finding work begins."""

FULL_TIME = 40.0
"""Hours a week."""


class Demands(NamedTuple):
    """Parameters of demands and control."""

    urge: Annotated[float, Par("share", 0.0, 1.0, "control and service: Byberg 2002", Grade.ASSUMED)] = 0.53
    """How much full demands add to the chance of finding work oneself."""
    push: Annotated[
        float, Par("1/month", 0.0, 0.15, "the long-term jobless leave to nothing: Böheim 2023", Grade.DERIVED)
    ] = 0.055
    """Chance of leaving to nothing under full demands, for somebody who is met often."""
    fear: Annotated[float, Par("1/month", 0.0, 0.3, "direction: account 003", Grade.ASSUMED)] = 0.08
    """Share of the missing anxiety that full demands add a month."""


@behaviour
def worry(client: Client, demanded: float, p: Demands, bonds: Bonds) -> None:
    """Let anxiety rise with demands that the household is far from meeting, and calm down."""
    client.anxiety += p.fear * demanded * client.distance * (1.0 - client.anxiety)
    calm_down(client, bonds)


@behaviour
def urge(demanded: float, p: Demands) -> float:
    """Return the factor on finding work oneself, 1 in an ordinary municipality."""
    return 1.0 + p.urge * (demanded - ORDINARY)


@behaviour
def pushed_out(client: Client, demanded: float, met: float, p: Demands) -> float:
    """Return the month's chance of leaving to nothing: demands are made where one meets, but not of the ill.

    Parameters
    ----------
    client
        The household.
    demanded
        How much is demanded, 0 to 1.
    met
        Contact of late, 0 to 1.
    p
        Parameters.
    """
    return p.push * demanded * met * (1.0 + client.anxiety) * (client.obstacle != Obstacle.SICK)


@behaviour
def activity(hours: float, days: float, office: Office) -> float:
    """Return how far an activity requirement is felt: 1 for full time from the first day.

    Parameters
    ----------
    hours
        Hours a week that are required.
    days
        Days from the application to the first of them.
    office
        How strongly requirements act.
    """
    if hours == 0.0:
        return 0.0
    return min(1.0, hours / FULL_TIME) * office.activity_delay / (office.activity_delay + days)


@behaviour
def demands_with(demanded: float, active: float, office: Office) -> float:
    """Return the demands when activity is required besides, and felt so far."""
    return demanded + (1.0 - demanded) * office.requirement * active


@behaviour
def withdraws(client: Client, active: float, office: Office) -> float:
    """Return the month's chance that a new applicant withdraws because of the requirement."""
    return office.withdrawal * active * (1.0 if client.spell <= office.new_for else 0.0)
