"""Child founding: the child and family unit that a town begins with, before the run-in sorts it out."""

import numpy as np

from tillit.agents.agency import TAKEN_UP, Partner
from tillit.agents.family import be_a_case_already
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.luck import Luck
from tillit.model.assumptions import Assumptions
from tillit.model.children.cases import report_all
from tillit.model.events.consultants import Consultants
from tillit.model.events.joint_steering import JointSteering
from tillit.model.scenarios.children import Children
from tillit.model.staff.posts import open_posts
from tillit.model.staff.settling import settle_agencies, settle_caseworker
from tillit.model.town.arrays import Town

CHILD_ROOM = 2.0
"""Rows for children at first, against the cases: rows of closed cases are given up late."""

FIRST_POST = 1 << 20
"""Number of the unit's first post: more than any assistance unit has."""


def furnish_children(town: Town, unit: Children, price_level: float, a: Assumptions) -> None:
    """Set the unit up as the scenario has it.

    Parameters
    ----------
    town
        The town with room for the unit.
    unit
        The scenario's table.
    price_level
        Units of the currency that buy what one Swedish krona bought in 2020.
    a
        Behavioural parameters.
    """
    office = town.children.office
    open_posts(town.children, unit.first_posts)
    office.caseload_limit = unit.limit
    office.resignations = unit.turnover
    Consultants(month=1, share=unit.consultants).happen(office)
    JointSteering(month=1, meetings=unit.steering).happen(office)
    office.inflow = 1.0
    office.first_post = FIRST_POST
    office.leavers = unit.cases
    town.children.agencies["capacity"] = max(1.0, TAKEN_UP * unit.cases)
    p = a.child_prices
    usual = (p.prevention, p.network, p.foster, p.residence, p.institution)
    given = unit.costs.by_form()
    town.case_costs[:] = np.array(
        [price if cost is None else cost / price_level for price, cost in zip(usual, given, strict=True)]
    )


@stage
def settle_children(town: Town, luck: Luck, a: Assumptions) -> None:
    """Let the first child cases, their caseworkers and their partners come."""
    unit = town.children
    office = unit.office
    report_all(town, office.leavers, luck, a.families)
    office.leavers = 0
    for row in range(office.rows):
        be_a_case_already(town.cases[row])
    for seat in range(office.seats):
        settle_caseworker(unit.caseworkers[seat], office.first_post + seat, luck, a)
    settle_agencies(unit.agencies, Partner.SCHOOL)
