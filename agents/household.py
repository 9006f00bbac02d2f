"""Household: who somebody is when they come, the same in all worlds.

Everything is drawn from the household's own luck, in a month of its own, so
that nothing which happens in the town changes who comes.
"""

from typing import Annotated, NamedTuple

import numpy as np

from tillit.agents.client import OBSTACLES, Client, Destination, Obstacle, State
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.people import People

YOUNGEST = 216.0
"""Months of age of the youngest applicant: 18 years."""

OLDEST = 768.0
"""Months of age of the oldest applicant: 64 years, a year before `people.pension`."""


MOST_CHILDREN = 8
"""Children of one household, at most."""

HEALTH, ABILITY, LANGUAGE, NEARNESS = range(4)
"""What an obstacle can lower; columns of `LOWERED`."""

LOWERED = np.zeros((OBSTACLES, 4), np.int64)
"""1 where an obstacle lowers something, shape (OBSTACLES, 4)."""

for _obstacle, _lowered in {
    Obstacle.SICK: (HEALTH, ABILITY, NEARNESS),
    Obstacle.LANGUAGE: (LANGUAGE, NEARNESS),
    Obstacle.SOCIAL: (HEALTH, ABILITY, NEARNESS),
    Obstacle.WAITING: (HEALTH, ABILITY),
}.items():
    LOWERED[_obstacle, _lowered] = 1


class Households(NamedTuple):
    """Parameters of who applies; whatever no parameter is about is drawn evenly from 0 to 1."""

    near: Annotated[
        float, Par("share", 0.2, 0.95, "median new spell two months: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.81
    """Share of new households that are near self-support, where no obstacle lowers it.

    A place that says how many it grants assistance has its own; see `model.applicants`.
    """
    bound: Annotated[
        float, Par("share", 0.05, 0.6, "stock exits 3.6 % a month: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.25
    """Greatest distance of those, and least of the others."""
    severity: Annotated[
        float, Par("share", 0.5, 0.9, "no published figure; on scales of the model's own", Grade.ASSUMED)
    ] = 0.77
    """How much an obstacle takes away of what it lowers; others have at least as much of that."""
    income: Annotated[
        float,
        Par("share", 0.0, 1.0, "payment per household-month 7,100-9,100 SEK: Socialstyrelsen", Grade.DERIVED),
    ] = 0.5
    """Most that a household covers of the norm itself."""


@behaviour
def between(luck: Luck, person: int, decision: int, low: float, high: float) -> float:
    """Draw evenly between two values."""
    return low + (high - low) * uniform(luck, person, decision)


@behaviour
def apply(
    client: Client, person: int, obstacle: int, near: float, luck: Luck, p: Households, people: People
) -> None:
    """Become a household that applies for assistance.

    Parameters
    ----------
    client
        An empty row.
    person
        Id of the household.
    obstacle
        A member of `Obstacle`.
    near
        Share of such households that is near self-support, where no obstacle lowers it.
    luck
        Luck of the month in which it comes.
    p, people
        Parameters, and the country's figures.
    """
    client.person = person
    client.obstacle = obstacle
    client.state = State.ASSISTED
    client.destination = Destination.NONE
    _describe_family(client, luck, p, people)
    _describe_means(client, near, luck, p)
    client.spell = 0
    client.year = 0
    client.year_months = 0
    client.caseworkers = 0
    client.silence = 0
    client.contact = 0.0
    client.waited = 0
    client.anxiety = 0.0
    client.match = 0.0
    client.in_crisis = 0
    client.met = 0
    client.turn = 0
    client.lessons = 0
    client.reviewed = 0
    client.arm = 0
    client.lost = 0
    client.left = 0
    client.due = 0


@behaviour
def be_older(client: Client, months: float) -> None:
    """Apply at a higher age than applicants did at the start, or at a lower one."""
    client.age = int(min(OLDEST, max(YOUNGEST, client.age + months)))


@behaviour
def _describe_family(client: Client, luck: Luck, p: Households, people: People) -> None:
    """Draw age, adults, children and housing."""
    person = client.person
    client.age = int(between(luck, person, Decision.AGE, YOUNGEST, OLDEST))
    client.adults = 2 if uniform(luck, person, Decision.HOUSEHOLD) < people.couples else 1
    client.children = _children(luck, person, people)
    client.homeless = 1 if uniform(luck, person, Decision.HOUSING) < people.homeless else 0
    client.own_income = p.income * uniform(luck, person, Decision.OWN_INCOME)


@behaviour
def _children(luck: Luck, person: int, people: People) -> int:
    """Return the number of children: each is as likely as the one before."""
    draw = uniform(luck, person, Decision.CHILDREN)
    number, chance = 0, people.parents
    while draw < chance and number < MOST_CHILDREN:
        number += 1
        chance *= people.parents
    return number


@behaviour
def _describe_means(client: Client, near: float, luck: Luck, p: Households) -> None:
    """Draw health, language, education, ability and distance; the obstacle lowers its own."""
    person = client.person
    lowered = LOWERED[client.obstacle]
    client.health = _means(uniform(luck, person, Decision.HEALTH), lowered[HEALTH], p)
    client.ability = _means(uniform(luck, person, Decision.ABILITY), lowered[ABILITY], p)
    client.language = _means(uniform(luck, person, Decision.LANGUAGE), lowered[LANGUAGE], p)
    client.education = uniform(luck, person, Decision.EDUCATION)
    chance = near * (1.0 - p.severity * lowered[NEARNESS])
    draw = uniform(luck, person, Decision.DISTANCE)
    if uniform(luck, person, Decision.NEARNESS) < chance:
        client.distance = p.bound * draw
    else:
        client.distance = p.bound + (1.0 - p.bound) * draw


@behaviour
def _means(draw: float, lowered: int, p: Households) -> float:
    """Return health, ability or command of the language: what lies above severity, or what it leaves."""
    left = (1.0 - p.severity) * draw
    return left if lowered == 1 else p.severity + left
