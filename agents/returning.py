"""Returning: jobs and benefits end, and some households come back.

An exit to a well-matched job lasts longer, so a job found through an employer
who knows the caseworker is worth more than one found in a hurry.
"""

from typing import Annotated, NamedTuple

from agents.client import Client, Destination
from agents.foundation.behaviours import behaviour
from agents.foundation.decisions import Decision
from agents.foundation.luck import Luck, uniform
from agents.foundation.parameters import Grade, Par


class Returning(NamedTuple):
    """Parameters of durability and returns."""

    work: Annotated[
        float,
        Par("1/month", 0.005, 0.08, "94 % of leavers not back within a year (best town)", Grade.DERIVED),
    ] = 0.035
    """Chance that a badly matched job ends in assistance."""
    support: Annotated[float, Par("1/month", 0.005, 0.08, "measures end", Grade.ASSUMED)] = 0.03
    """The same for activity support, studies and subsidised work."""
    benefit: Annotated[float, Par("1/month", 0.0, 0.03, "compensation lasts", Grade.ASSUMED)] = 0.004
    """The same for sickness and other benefits."""
    nothing: Annotated[float, Par("1/month", 0.01, 0.2, "nothing came instead", Grade.ASSUMED)] = 0.06
    """The same for a household that left to nothing, or moved."""
    durability: Annotated[float, Par("share", 0.0, 1.0, "recommendations: Liechti 2020", Grade.ASSUMED)] = (
        0.75
    )
    """Share of the risk that a perfect match takes away."""
    ordinary: Annotated[float, Par("share", 0.0, 1.0, "only used without durability", Grade.ASSUMED)] = 0.45
    """Match that every job has when durability is switched off."""
    watch: Annotated[int, Par("months", 12, 60, "later returns count as new", Grade.ASSUMED)] = 24
    """Months after an exit in which a household may come back."""
    found: Annotated[float, Par("share", 0.0, 1.0, "no published figure", Grade.ASSUMED)] = 0.3
    """Match of a job that the household found itself."""
    recommended: Annotated[float, Par("share", 0.3, 1.0, "recommendations: Liechti 2020", Grade.ASSUMED)] = (
        0.8
    )
    """Match of a job with an employer whom the caseworker knows."""
    setback: Annotated[float, Par("share", 0.0, 0.5, "no published figure", Grade.ASSUMED)] = 0.15
    """Distance that a return adds."""


@behaviour
def return_risk(client: Client, market: float, durability: int, p: Returning) -> float:
    """Return the month's risk of coming back."""
    if client.destination == Destination.PENSION:
        return 0.0
    if client.destination == Destination.WORK:
        match = client.match if durability == 1 else p.ordinary
        return min(1.0, p.work * (1.0 - p.durability * match) / max(market, 0.2))
    if client.destination == Destination.SICKNESS_BENEFIT or client.destination == Destination.OTHER_BENEFIT:
        return p.benefit
    if client.destination == Destination.MOVED or client.destination == Destination.NOTHING:
        return p.nothing
    return p.support


@behaviour
def comes_back(client: Client, market: float, durability: int, luck: Luck, p: Returning) -> bool:
    """Decide whether the household needs assistance again."""
    return uniform(luck, client.person, Decision.RETURN) < return_risk(client, market, durability, p)


@behaviour
def come_back(client: Client, p: Returning) -> None:
    """Begin a new spell."""
    client.spell = 0
    client.silence = 0
    client.waited = 0
    client.distance = min(1.0, client.distance + p.setback)
