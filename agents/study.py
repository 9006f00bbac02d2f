"""Study: courses that the municipality offers, or demands, on the way to self-support.

Vocational training combined with the language brings a household nearer to
self-support than ordinary courses do. While somebody studies there is less time
to look for work (slower now); the job that is found later fits better.
"""

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.office import Office

TERM = 6
"""Months of a school term, for which a place is given at a time."""


@behaviour
def little_schooled(client: Client, office: Office) -> bool:
    """Tell whether the applicant has little education, and is well enough to study."""
    return client.education < office.little_education and client.health >= office.study_health


@behaviour
def wants_course(client: Client, office: Office) -> bool:
    """Tell whether combined teaching is for this household: little education, or little of the language."""
    able = client.obstacle == Obstacle.UNEMPLOYED or client.obstacle == Obstacle.LANGUAGE
    return able and (client.language < office.little_language or client.education < office.little_education)


@behaviour
def holds_place(client: Client, room: float, decision: int, luck: Luck) -> bool:
    """Tell whether the household holds a place; there are places for a share `room` of all."""
    return uniform(_of_the_term(luck), client.person, decision) < room


@behaviour
def learn_in_course(client: Client, combined: bool, office: Office) -> None:
    """Spend a month in a course; combined teaching does most for those who lack the language."""
    step = office.course_pace
    if combined:
        step = office.course_pace + (office.combined_pace - office.course_pace) * (
            1.0 - office.fluent * client.language
        )
    client.distance = max(0.0, client.distance - step)
    client.language += office.lessons * (1.0 - client.language)
    client.education += office.lessons * (1.0 - client.education)
    client.lessons += 1


@behaviour
def better_match(client: Client, match: float, office: Office) -> float:
    """Return how well a job fits somebody who has been taught; without lessons as before."""
    if client.lessons == 0:
        return match
    taught = min(1.0, client.lessons / office.full_course)
    return match + (1.0 - match) * office.lasting * taught


@behaviour
def _of_the_term(luck: Luck) -> Luck:
    """Return the luck of the half-year, so that a place is held for some months."""
    return Luck(luck.key, luck.philox, luck.month // TERM)
