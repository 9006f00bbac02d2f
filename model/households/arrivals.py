"""Arrivals: who applies this month.

How many ask for assistance is the town's inflow, and nothing that the office does changes it.
How many are granted it does, where a town's file says that some are turned away; see `door`.
In the run-in every household that leaves is replaced by one like it, which is
how the inflow is found.
"""

from tillit.agents.client import OBSTACLES, Obstacle
from tillit.agents.door import turned_away
from tillit.agents.foundation.arithmetic import exp
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.household import Households, apply, be_older
from tillit.agents.office import Office
from tillit.agents.people import People
from tillit.model.books.counts import Count
from tillit.model.now import Now
from tillit.model.town.arrays import Town

PART = 25.0
"""Mean of one part of a Poisson number; larger means are sums of parts, so that exp() never underflows."""

FLOWS = OBSTACLES + 1
"""Kinds of inflow: households by obstacle, and child cases last."""

NUMBER_BITS = 21
"""Room for two million households with the same obstacle in a month, and for all obstacles in an id."""


@stage
def poisson(mean: float, what: int, decision: int, luck: Luck) -> int:
    """Draw a Poisson number by inverting its distribution, a part of the mean at a time."""
    total = 0
    part = 0
    while mean > 0.0:
        share = min(mean, PART)
        draw = uniform(luck, identity(Kind.TOWN, part, what), decision)
        chance = exp(-share)
        number = 0
        while draw >= chance and number < 10 * PART:
            draw -= chance
            number += 1
            chance *= share / number
        total += number
        mean -= share
        part += 1
    return total


@stage
def newly_arrived(office: Office, luck: Luck) -> int:
    """Return how many newly arrived households come this month, beside the ordinary inflow."""
    if office.arriving_months == 0:
        return 0
    return poisson(office.arriving, Obstacle.LANGUAGE, Decision.NEWLY_ARRIVED, luck)


@stage
def coming(town: Town, luck: Luck) -> int:
    """Return how many households come this month in all."""
    number = newly_arrived(town.assistance.office, luck)
    for obstacle in range(OBSTACLES):
        number += _expected_applicants(town, obstacle, luck)
    return number


@stage
def receive(town: Town, now: Now) -> None:
    """Let this month's applicants come."""
    office = town.assistance.office
    p, people = now.parameters.households, now.parameters.people
    near = town.place.near * 1.0
    for obstacle in range(OBSTACLES):
        number = _expected_applicants(town, obstacle, now.luck)
        if town.place.balance == 1:
            town.leavers[obstacle] -= number
            town.inflow[obstacle] += number
        granted = welcome_all(town, Kind.CLIENT, obstacle, number, near, now.luck, p, people)
        now.tally[Count.APPLICANTS] += granted
        now.tally[Count.TURNED_AWAY] += number - granted
    number = newly_arrived(office, now.luck)
    granted = welcome_all(town, Kind.NEWLY_ARRIVED, Obstacle.LANGUAGE, number, near, now.luck, p, people)
    now.tally[Count.APPLICANTS] += granted
    now.tally[Count.TURNED_AWAY] += number - granted


@stage
def welcome_all(  # noqa: PLR0913, PLR0917 - to where, who and how many, and by which figures
    town: Town,
    kind: int,
    obstacle: int,
    number: int,
    near: float,
    luck: Luck,
    p: Households,
    people: People,
) -> int:
    """Give each of `number` households that is granted assistance the next row, and a life; count them.

    A share `near` of them is near self-support.
    Rows are in order of arrival: somebody more moves nobody before or behind somebody else.
    """
    office = town.assistance.office
    away = 0.0
    if town.place.balance == 0 and office.refused > 0.0:
        away = turned_away(office.refused, office.care, office.care_before)
    granted = 0
    for index in range(number):
        person = identity(kind, luck.month, (obstacle << NUMBER_BITS) + index)
        if away > 0.0 and uniform(luck, person, Decision.TURNED_AWAY) < away:
            continue
        granted += 1
        row = office.rows
        office.rows += 1
        apply(town.households[row], person, obstacle, near, luck, p, people)
        be_older(town.households[row], town.place.older)
        town.ties[row].trust = 0.0
    return granted


@stage
def _expected_applicants(town: Town, obstacle: int, luck: Luck) -> int:
    """Return how many households with this obstacle apply this month."""
    office = town.assistance.office
    if town.place.balance == 1:
        # As many are expected back as last month: the stock is right once they are here.
        waiting: int = max(0, town.leavers[obstacle] - town.returned[obstacle])
        return waiting
    asking = town.inflow[obstacle] / (1.0 - office.refused)
    return poisson(asking * office.inflow * (1.0 + town.place.grown), obstacle, Decision.ARRIVALS, luck)
