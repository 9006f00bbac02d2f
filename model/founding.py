"""Founding: the people that a town begins with, before the run-in sorts them out."""

from math import ceil

import numpy as np

from tillit.agents.agency import AGENCIES, TAKEN_UP
from tillit.agents.client import OBSTACLES
from tillit.agents.employer import Employer, settle_employer
from tillit.agents.foundation.behaviours import kernel
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.lending import taker
from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.agents.support import KEY_PARTNERS
from tillit.model.assumptions import Assumptions, assume
from tillit.model.children.founding import CHILD_ROOM, furnish_children, settle_children
from tillit.model.events.consultants import Consultants
from tillit.model.events.employment_programme import EmploymentProgramme
from tillit.model.events.joint_steering import JointSteering
from tillit.model.households.arrivals import welcome_all
from tillit.model.scenarios import Scenario
from tillit.model.staff.posts import open_posts
from tillit.model.staff.settling import settle_agencies, settle_caseworker, settle_tenures
from tillit.model.town.arrays import Town, empty_town

ROOM = 3.0
"""Rows for clients at first, against the stock: those who left may come back."""

SPARE_POSTS = 12
"""Seats at first beyond the posts, so that a few hires need no new arrays."""

DESKS = 2
"""Contact persons that the unit has at each agency at least (assumption, grade E)."""

POSTS_PER_DESK = 8
"""Posts at first for each further contact person at an agency (assumption, grade E)."""


def furnish(scenario: Scenario, a: Assumptions, months: int, near: float) -> Town:
    """Return the scenario's town with its office, employers and agencies, still without people.

    Parameters
    ----------
    scenario
        What place it is, and what is done there.
    a
        Behavioural parameters.
    months
        Months that the ledger and the counts have room for.
    near
        Share of those who apply that is near self-support.
    """
    facts, staff, policy = scenario.town, scenario.staff, scenario.policy
    most = ceil(scenario.posts) + SPARE_POSTS
    town = empty_town(
        households=int(facts.households * ROOM) + 64,
        posts=most,
        employers=scenario.employers,
        desks=DESKS + int(scenario.posts // POSTS_PER_DESK),
        months=months,
        cases=int(scenario.children.cases * CHILD_ROOM) + 64 if scenario.children else 0,
        child_posts=ceil(scenario.children.first_posts) + SPARE_POSTS if scenario.children else 0,
    )
    place = town.place
    place.month = 1
    place.balance = 1
    place.calendar = int(facts.start[-2:]) - 1
    place.market = place.vacancies = 1.0
    place.prices = place.wages = facts.price_level
    place.refunded = scenario.prices.refunded
    place.near = near
    office = town.assistance.office
    open_posts(town.assistance, scenario.posts)
    office.caseload_limit = scenario.caseload_limit
    office.resignations = staff.turnover
    Consultants(month=1, share=staff.consultants).happen(office)
    office.demands = policy.demands
    JointSteering(month=1, meetings=policy.steering).happen(office)
    EmploymentProgramme(month=1, places=policy.programme).happen(office)
    office.inflow = 1.0
    office.refused = facts.refused
    stock = np.array([round(facts.households * share) for share in facts.obstacles.shares()])
    town.leavers[:] = stock
    for slot in range(AGENCIES):
        needing = stock[KEY_PARTNERS[:, 0] == slot].sum()
        town.assistance.agencies[slot]["capacity"] = max(1.0, TAKEN_UP * needing)
    if scenario.children:
        furnish_children(town, scenario.children, facts.price_level, a)
    return town


take_town = taker(empty_town(households=1, posts=1, employers=1, desks=1, months=1))
take_assumptions = taker(assume())
take_mechanisms = taker(Mechanisms())


@kernel
def settle_people(town_at: int, a_at: int, key: np.uint64, philox: int) -> None:
    """Let the first households, caseworkers, employers and agencies come.

    Parameters
    ----------
    town_at
        The furnished town, as it was handed over; `leavers` says how many households to begin with.
    a_at
        Behavioural parameters; `families` says who the first child cases are.
    key, philox
        Luck of the replicate, and how to draw it.
    """
    town: Town = take_town(town_at)
    a: Assumptions = take_assumptions(a_at)
    luck = Luck(key, philox, 0)
    for obstacle in range(OBSTACLES):
        # Unlike those who apply, none of the first is near self-support.
        welcome_all(town, Kind.CLIENT, obstacle, town.leavers[obstacle], 0.0, luck, a.households, a.people)
        town.leavers[obstacle] = 0
    unit = town.assistance
    for seat in range(unit.office.seats):
        settle_caseworker(unit.caseworkers[seat], seat, luck, a)
    for row in range(len(town.employers)):
        employer: Employer = town.employers[row]
        employer.person = identity(Kind.EMPLOYER, 0, row)
        settle_employer(employer, a.placements.success, luck)
    settle_agencies(unit.agencies, 0)
    if len(town.children.caseworkers) > 0:
        settle_children(town, luck, a)


@kernel
def settle_staff(
    town_at: int, households_at: int, children_at: int, mechanisms_at: int, key: np.uint64, philox: int
) -> None:
    """Let both units' employees have the tenures that their stress in the run-in leads to.

    Parameters
    ----------
    town_at
        The town in its run-in, as it was handed over.
    households_at, children_at
        Behavioural parameters with the norms of the assistance unit, and of the children's.
    mechanisms_at
        Which mechanisms act.
    key, philox
        Luck of the replicate, and how to draw it.
    """
    town: Town = take_town(town_at)
    for_households: Assumptions = take_assumptions(households_at)
    for_children: Assumptions = take_assumptions(children_at)
    mechanisms: Mechanisms = take_mechanisms(mechanisms_at)
    luck = Luck(key, philox, town.place.month)
    settle_tenures(town.assistance, mechanisms, luck, for_households)
    if len(town.children.caseworkers) > 0:
        settle_tenures(town.children, mechanisms, luck, for_children)
