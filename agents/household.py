"""Household: who somebody is when they come, the same in all worlds.

Everything is drawn from the household's own luck, in a month of its own, so
that nothing which happens in the town changes who comes.
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, Destination, Obstacle, State
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par

YOUNGEST = 216.0
"""Months of age of the youngest applicant: 18 years."""

OLDEST = 768.0
"""Months of age of the oldest applicant: 64 years, a year before `leaving.pension`."""


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
    near_distance: Annotated[
        float, Par("share", 0.05, 0.5, "median new spell two months: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.15
    """Greatest distance of those."""
    far_distance: Annotated[
        float, Par("share", 0.3, 0.8, "stock exits 3.6 % a month: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.34
    """Least distance of the others; the greatest is 1."""
    couples: Annotated[
        float, Par("share", 0.0, 1.0, "no source looked up; most households are single adults", Grade.ASSUMED)
    ] = 0.25
    """Share of households with two adults."""
    families: Annotated[
        float, Par("share", 0.0, 1.0, "no source looked up; about a third has children", Grade.ASSUMED)
    ] = 0.35
    """Share of households with children."""
    most_children: Annotated[
        int, Par("children", 1, 8, "no source looked up; few have more", Grade.ASSUMED)
    ] = 3
    """Children of those, at most; each number is as likely."""
    income: Annotated[
        float,
        Par("share", 0.0, 1.0, "payment per household-month 7,100-9,100 SEK: Socialstyrelsen", Grade.DERIVED),
    ] = 0.5
    """Most that a household covers of the norm itself."""
    homeless: Annotated[float, Par("share", 0.0, 0.3, "no published share", Grade.ASSUMED)] = 0.03
    """Share that comes without a home."""
    far_obstacle: Annotated[
        float,
        Par("share", 0.0, 1.0, "no published figure; these obstacles go away more slowly", Grade.ASSUMED),
    ] = 0.5
    """Share of `near` that holds for the sick, for those who lack the language, and for social reasons."""
    unwell_least: Annotated[
        float,
        Par("share", 0.0, 0.3, "no published figure; health is on a scale of the model's own", Grade.ASSUMED),
    ] = 0.1
    """Least health of the sick, of social reasons, and of those who wait for another benefit."""
    unwell_most: Annotated[
        float,
        Par("share", 0.3, 0.9, "no published figure; health is on a scale of the model's own", Grade.ASSUMED),
    ] = 0.5
    """Greatest health of those."""
    well_least: Annotated[
        float,
        Par("share", 0.3, 0.9, "no published figure; health is on a scale of the model's own", Grade.ASSUMED),
    ] = 0.6
    """Least health of the others; the greatest is 1."""
    new_language: Annotated[
        float,
        Par(
            "share", 0.1, 0.8, "no published figure; language is on a scale of the model's own", Grade.ASSUMED
        ),
    ] = 0.4
    """Best command of the language of those who lack it; the least is 0."""
    least_language: Annotated[
        float,
        Par(
            "share", 0.3, 0.9, "no published figure; language is on a scale of the model's own", Grade.ASSUMED
        ),
    ] = 0.6
    """Least command of the language of the others; the best is 1."""
    least_education: Annotated[
        float,
        Par(
            "share",
            0.0,
            0.4,
            "no published figure; education is on a scale of the model's own",
            Grade.ASSUMED,
        ),
    ] = 0.1
    """Least education that anybody has."""
    most_education: Annotated[
        float,
        Par(
            "share",
            0.6,
            1.0,
            "no published figure; education is on a scale of the model's own",
            Grade.ASSUMED,
        ),
    ] = 0.9
    """Best education that anybody has."""
    least_ability: Annotated[
        float,
        Par(
            "share", 0.0, 0.6, "no published figure; ability is on a scale of the model's own", Grade.ASSUMED
        ),
    ] = 0.3
    """Least work ability."""
    unwell_ability: Annotated[
        float,
        Par(
            "share", 0.6, 1.0, "no published figure; ability is on a scale of the model's own", Grade.ASSUMED
        ),
    ] = 0.7
    """Greatest work ability of the unwell; that of the others is 1."""


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
    _describe_family(client, luck, p)
    _describe_means(client, luck, p)
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
def _describe_family(client: Client, luck: Luck, p: Households) -> None:
    """Draw age, adults, children and housing."""
    person = client.person
    client.age = int(between(luck, person, Decision.AGE, YOUNGEST, OLDEST))
    client.adults = 2 if uniform(luck, person, Decision.HOUSEHOLD) < p.couples else 1
    draw = uniform(luck, person, Decision.CHILDREN)
    client.children = 1 + int(p.most_children * draw / p.families) if draw < p.families else 0
    client.homeless = 1 if uniform(luck, person, Decision.HOUSING) < p.homeless else 0
    client.own_income = p.income * uniform(luck, person, Decision.OWN_INCOME)


@behaviour
def _describe_means(client: Client, luck: Luck, p: Households) -> None:
    """Draw health, language, education, ability and distance; the obstacle lowers its own."""
    person = client.person
    obstacle = client.obstacle
    unwell = obstacle == Obstacle.SICK or obstacle == Obstacle.SOCIAL or obstacle == Obstacle.WAITING
    least, most = (p.unwell_least, p.unwell_most) if unwell else (p.well_least, 1.0)
    client.health = between(luck, person, Decision.HEALTH, least, most)
    new = obstacle == Obstacle.LANGUAGE
    least, most = (0.0, p.new_language) if new else (p.least_language, 1.0)
    client.language = between(luck, person, Decision.LANGUAGE, least, most)
    client.education = between(luck, person, Decision.EDUCATION, p.least_education, p.most_education)
    able = p.unwell_ability if unwell else 1.0
    client.ability = between(luck, person, Decision.ABILITY, p.least_ability, able)
    ordinary = obstacle == Obstacle.UNEMPLOYED or obstacle == Obstacle.WAITING
    near = p.near if ordinary else p.far_obstacle * p.near
    draw = uniform(luck, person, Decision.DISTANCE)
    if uniform(luck, person, Decision.NEARNESS) < near:
        client.distance = p.near_distance * draw
    else:
        client.distance = p.far_distance + (1.0 - p.far_distance) * draw
