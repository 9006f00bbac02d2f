"""Study: courses that the municipality offers, or demands, on the way to self-support.

Vocational training combined with the language brings a household nearer to
self-support than ordinary courses do. While somebody studies there is less time
to look for work (slower now); the job that is found later fits better.
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class Study(NamedTuple):
    """Parameters of courses."""

    education: Annotated[
        float, Par("share", 0.1, 0.6, "low education: account 002; no published bound", Grade.ASSUMED)
    ] = 0.35
    """Education below which somebody counts as having little."""
    language: Annotated[
        float, Par("share", 0.2, 0.8, "language teaching: account 002; no published bound", Grade.ASSUMED)
    ] = 0.5
    """Command of the language below which teaching in it is needed."""
    health: Annotated[float, Par("share", 0.2, 0.8, "no published bound", Grade.ASSUMED)] = 0.5
    """Health from which somebody can be obliged to study."""
    ordinary: Annotated[float, Par("1/month", 0.0, 0.03, "no published rate", Grade.ASSUMED)] = 0.006
    """Distance that a month in an ordinary course takes away."""
    combined: Annotated[float, Par("1/month", 0.0, 0.06, "direction: account 002", Grade.ASSUMED)] = 0.018
    """The same for vocational training that is combined with the language."""
    fluent: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; direction: account 002", Grade.ASSUMED)
    ] = 0.5
    """Share of what it takes away beyond an ordinary course that full command of the language costs."""
    lessons: Annotated[float, Par("1/month", 0.0, 0.15, "no published rate", Grade.ASSUMED)] = 0.04
    """Share of the missing language, and of the missing education, that a month of teaching gives."""
    locked_in: Annotated[float, Par("share", 0.0, 1.0, "no published figure", Grade.ASSUMED)] = 0.4
    """Share of one's own chance of work that studying takes meanwhile."""
    funded: Annotated[float, Par("factor", 0.0, 3.0, "no published figure", Grade.ASSUMED)] = 1.0
    """How much likelier funded studies become for somebody who already studies."""
    lasting: Annotated[float, Par("share", 0.0, 0.8, "direction: account 002", Grade.ASSUMED)] = 0.3
    """Share of a job's missing match that a full course makes up for."""
    full: Annotated[int, Par("months", 6, 36, "no published figure; a year of teaching", Grade.ASSUMED)] = 12
    """Months of a full course."""
    term: Annotated[int, Par("months", 3, 12, "no published figure; a term of teaching", Grade.ASSUMED)] = 6
    """Months for which a place is given at a time."""
    place: Annotated[float, Par("SEK/month", 1000.0, 20000.0, "no published figure", Grade.ASSUMED)] = 6500.0
    """What a place with combined teaching costs."""


@behaviour
def little_schooled(client: Client, p: Study) -> bool:
    """Tell whether the applicant has little education, and is well enough to study."""
    return client.education < p.education and client.health >= p.health


@behaviour
def wants_course(client: Client, p: Study) -> bool:
    """Tell whether combined teaching is for this household: little education, or little of the language."""
    able = client.obstacle == Obstacle.UNEMPLOYED or client.obstacle == Obstacle.LANGUAGE
    return able and (client.language < p.language or client.education < p.education)


@behaviour
def holds_place(client: Client, room: float, decision: int, luck: Luck, p: Study) -> bool:
    """Tell whether the household holds a place; there are places for a share `room` of all."""
    return uniform(_of_the_term(luck, p), client.person, decision) < room


@behaviour
def learn_in_course(client: Client, combined: bool, p: Study) -> None:
    """Spend a month in a course; combined teaching does most for those who lack the language."""
    step = p.ordinary
    if combined:
        step = p.ordinary + (p.combined - p.ordinary) * (1.0 - p.fluent * client.language)
    client.distance = max(0.0, client.distance - step)
    client.language += p.lessons * (1.0 - client.language)
    client.education += p.lessons * (1.0 - client.education)
    client.lessons += 1


@behaviour
def better_match(client: Client, match: float, p: Study) -> float:
    """Return how well a job fits somebody who has been taught; without lessons as before."""
    taught = min(1.0, client.lessons / p.full)
    return match + (1.0 - match) * p.lasting * taught


@behaviour
def _of_the_term(luck: Luck, p: Study) -> Luck:
    """Return the luck of the half-year, so that a place is held for some months."""
    return Luck(luck.key, luck.philox, luck.month // p.term)
