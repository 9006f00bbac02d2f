"""Demands: activity that is demanded and controlled in return for assistance.

They have an effect of their own (Byberg 2002): some households find work
sooner, some leave to nothing, and some grow anxious and trust less (account 003).
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par

FULL_TIME = 40.0
"""Hours a week."""


class Demands(NamedTuple):
    """Parameters of demands and control."""

    urge: Annotated[float, Par("share", 0.0, 1.0, "control and service: Byberg 2002", Grade.ASSUMED)] = 0.3
    """How much full demands add to the chance of finding work oneself."""
    push: Annotated[
        float, Par("1/month", 0.0, 0.03, "costs only moved: critics of account 002", Grade.ASSUMED)
    ] = 0.015
    """Chance of leaving to nothing under full demands, for somebody who is met often."""
    fear: Annotated[float, Par("1/month", 0.0, 0.3, "direction: account 003", Grade.ASSUMED)] = 0.08
    """Share of the missing anxiety that full demands add a month."""
    calming: Annotated[float, Par("1/month", 0.0, 0.5, "no published rate", Grade.ASSUMED)] = 0.12
    """Share of the anxiety that a month takes away."""
    meeting: Annotated[
        float, Par("factor", 1.0, 4.0, "no published figure; being met calms down", Grade.ASSUMED)
    ] = 2.0
    """How many times as much of it a month with a meeting takes away, at most all."""
    ordinary: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; what all municipalities ask", Grade.ASSUMED)
    ] = 0.3
    """Demands that an ordinary municipality makes; what the other parameters are measured at."""
    requirement: Annotated[float, Par("share", 0.0, 1.0, "direction: account 002", Grade.ASSUMED)] = 0.7
    """Share of what is missing to full demands that full-time activity from the first day adds."""
    delay: Annotated[float, Par("days", 5.0, 120.0, "no published figure", Grade.ASSUMED)] = 30.0
    """Days to the first activity after which half of that is left."""
    withdrawal: Annotated[
        float, Par("1/month", 0.0, 0.1, "costs only moved: critics of account 002", Grade.ASSUMED)
    ] = 0.02
    """Chance that a new applicant withdraws to nothing under such a requirement."""
    new: Annotated[int, Par("months", 1, 12, "no published figure", Grade.ASSUMED)] = 3
    """Months in which an applicant is new."""
    followup: Annotated[float, Par("hours/case/month", 0.0, 0.5, "no published figure", Grade.ASSUMED)] = 0.06
    """Caseworker's time that following up full-time activity takes."""
    place: Annotated[float, Par("SEK/month", 0.0, 10000.0, "no published figure", Grade.ASSUMED)] = 1500.0
    """What a full-time activity of somebody unemployed, or learning the language, costs."""


@behaviour
def worry(client: Client, demanded: float, p: Demands) -> None:
    """Let anxiety rise with demands that the household is far from meeting, and calm down."""
    client.anxiety += p.fear * demanded * client.distance * (1.0 - client.anxiety)
    eased = p.calming * (p.meeting if client.met == 1 else 1.0)
    client.anxiety -= min(1.0, eased) * client.anxiety


@behaviour
def urge(demanded: float, p: Demands) -> float:
    """Return the factor on finding work oneself, 1 in an ordinary municipality."""
    return 1.0 + p.urge * (demanded - p.ordinary)


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
def activity(hours: float, days: float, p: Demands) -> float:
    """Return how far an activity requirement is felt: 1 for full time from the first day."""
    return min(1.0, hours / FULL_TIME) * p.delay / (p.delay + days)


@behaviour
def demands_with(demanded: float, active: float, p: Demands) -> float:
    """Return the demands when activity is required besides."""
    return demanded + (1.0 - demanded) * p.requirement * active


@behaviour
def withdraws(client: Client, active: float, p: Demands) -> float:
    """Return the month's chance that a new applicant withdraws because of the requirement."""
    return p.withdrawal * active * (1.0 if client.spell <= p.new else 0.0)
