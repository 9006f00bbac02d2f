"""Household: who somebody is when they come, the same in all worlds.

Everything is drawn from the household's own luck, in a month of its own, so
that nothing which happens in the town changes who comes.
"""

from typing import Annotated, NamedTuple

from agents.client import Client, Destination, Obstacle, State
from agents.foundation.behaviours import behaviour
from agents.foundation.decisions import Decision
from agents.foundation.luck import Luck, uniform
from agents.foundation.parameters import Grade, Par

YOUNGEST = 18.0 * 12.0
OLDEST = 64.0 * 12.0


class Households(NamedTuple):
    """Parameters of who applies."""

    near: Annotated[
        float, Par("share", 0.2, 0.8, "median new spell two months: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.62
    """Share of new households that are near self-support."""
    near_in_stock: Annotated[
        float, Par("share", 0.05, 0.6, "stock exits 3.6 % a month: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.15
    """The same share in the stock that a town begins with; the run-in puts it right."""
    near_distance: Annotated[float, Par("share", 0.05, 0.5, "same", Grade.DERIVED)] = 0.15
    """Greatest distance of those."""
    far_distance: Annotated[float, Par("share", 0.3, 0.8, "stock exits 3.6 % a month", Grade.DERIVED)] = 0.34
    """Least distance of the others; the greatest is 1."""
    couples: Annotated[float, Par("share", 0.0, 1.0, "most households are single adults", Grade.ASSUMED)] = (
        0.25
    )
    """Share of households with two adults."""
    families: Annotated[float, Par("share", 0.0, 1.0, "a third has children", Grade.ASSUMED)] = 0.35
    """Share of households with children, one to three."""
    income: Annotated[
        float, Par("share", 0.0, 1.0, "payment per household-month 7,100-9,100 SEK", Grade.DERIVED)
    ] = 0.5
    """Most that a household covers of the norm itself."""
    homeless: Annotated[float, Par("share", 0.0, 0.3, "no published share", Grade.ASSUMED)] = 0.03
    """Share that comes without a home."""


@behaviour
def between(luck: Luck, person: int, decision: int, low: float, high: float) -> float:
    """Draw evenly between two values."""
    return low + (high - low) * uniform(luck, person, decision)


@behaviour
def apply(client: Client, person: int, obstacle: int, luck: Luck, p: Households) -> None:
    """Become a household that applies for assistance.

    Parameters
    ----------
    client
        An empty row.
    person
        Id of the household.
    obstacle
        A member of `Obstacle`.
    luck
        Luck of the month in which it comes.
    p
        Parameters.
    """
    client.person = person
    client.obstacle = obstacle
    client.state = State.ASSISTED
    client.destination = Destination.NONE
    describe_family(client, luck, p)
    describe_means(client, luck, p)
    client.spell = 0
    client.year = 0
    client.year_months = 0
    client.caseworkers = 0
    client.silence = 0
    client.waited = 0
    client.anxiety = 0.0
    client.match = 0.0
    client.in_crisis = 0
    client.met = 0
    client.turn = 0
    client.lessons = 0
    client.reviewed = 0


@behaviour
def be_older(client: Client, months: float) -> None:
    """Apply at a higher age than applicants did at the start, or at a lower one."""
    client.age = int(min(OLDEST, max(YOUNGEST, client.age + months)))


@behaviour
def describe_family(client: Client, luck: Luck, p: Households) -> None:
    """Draw age, adults, children and housing."""
    person = client.person
    client.age = int(between(luck, person, Decision.AGE, YOUNGEST, OLDEST))
    client.adults = 2 if uniform(luck, person, Decision.HOUSEHOLD) < p.couples else 1
    draw = uniform(luck, person, Decision.CHILDREN)
    client.children = 1 + int(3.0 * draw / p.families) if draw < p.families else 0
    client.homeless = 1 if uniform(luck, person, Decision.HOUSING) < p.homeless else 0
    client.own_income = p.income * uniform(luck, person, Decision.OWN_INCOME)


@behaviour
def describe_means(client: Client, luck: Luck, p: Households) -> None:
    """Draw health, language, education, ability and distance; the obstacle lowers its own."""
    person = client.person
    obstacle = client.obstacle
    unwell = obstacle == Obstacle.SICK or obstacle == Obstacle.SOCIAL or obstacle == Obstacle.WAITING
    client.health = between(luck, person, Decision.HEALTH, 0.1 if unwell else 0.6, 0.5 if unwell else 1.0)
    new = obstacle == Obstacle.LANGUAGE
    client.language = between(luck, person, Decision.LANGUAGE, 0.0 if new else 0.6, 0.4 if new else 1.0)
    client.education = between(luck, person, Decision.EDUCATION, 0.1, 0.9)
    client.ability = between(luck, person, Decision.ABILITY, 0.3, 0.7 if unwell else 1.0)
    near = p.near if obstacle == Obstacle.UNEMPLOYED or obstacle == Obstacle.WAITING else 0.5 * p.near
    draw = uniform(luck, person, Decision.DISTANCE)
    if uniform(luck, person, Decision.NEARNESS) < near:
        client.distance = p.near_distance * draw
    else:
        client.distance = p.far_distance + (1.0 - p.far_distance) * draw
