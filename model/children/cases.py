"""Child cases: the first half of a child's month.

As `cases` for households, by the same behaviours: children come, their families
notice who the caseworker is now, are assigned, fall into crisis, and queue for
a meeting.
"""

from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Child
from tillit.agents.family import Families, be_reported
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.tie import NOBODY, Tie, cut
from tillit.model.books.counts import ChildCount
from tillit.model.households.arrivals import poisson
from tillit.model.households.cases import MANY, ask_for_time, notice_caseworker
from tillit.model.now import Now
from tillit.model.staff.assignment import find_caseworker, make_room
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit

TOWN_PART = 64
"""Parts of a Poisson number are drawn for the town; the children's are numbered from here."""


@stage
def new_cases(town: Town, luck: Luck) -> int:
    """Return how many child cases begin this month; in the run-in, as many as ended."""
    office = town.children.office
    if town.place.balance == 1:
        waiting: int = max(0, office.leavers)
        return waiting
    usual = office.usual * office.inflow * (1.0 + town.place.grown)
    return poisson(usual, TOWN_PART, Decision.NEW_CASES, luck)


@stage
def receive_children(town: Town, now: Now) -> None:
    """Let this month's cases begin."""
    office = town.children.office
    number = new_cases(town, now.luck)
    if now.place.balance == 1:
        office.leavers -= number
        office.usual += number
    report_all(town, number, now.luck, now.parameters.families)
    now.tally[ChildCount.NEW] += number


@stage
def report_all(town: Town, number: int, luck: Luck, p: Families) -> None:
    """Give each of `number` children the next row, and a life."""
    office = town.children.office
    for index in range(number):
        row = office.rows
        office.rows += 1
        be_reported(town.cases[row], identity(Kind.CHILD, luck.month, index), luck, p)
        town.case_ties[row].trust = 0.0


@stage
def open_child_cases(town: Town, now: Now) -> None:
    """Bring every child with its family to the office's door."""
    unit = town.children
    office = unit.office
    office.uncovered = 0.0
    make_room(unit, office.rows - office.gone, now)
    for row in range(office.rows):
        child: Child = town.cases[row]
        if child.running == 0:
            continue
        child.spell += 1
        child.age += 1
        tie: Tie = town.case_ties[row]
        notice_caseworker(unit, child, tie, now)
        if tie.seat == NOBODY:
            find_caseworker(unit, child, tie, now)
        crisis_lot = uniform(now.luck, child.person, Decision.CRISIS)
        turn_lot = uniform(now.luck, child.person, Decision.QUEUE)
        ask_for_time(unit, child, tie, crisis_lot, turn_lot, now)


@stage
def end_child_case(unit: Unit, child: Child, tie: Tie, now: Now) -> None:
    """Close a case for good; a later one would count as new."""
    office = unit.office
    if tie.seat != NOBODY:
        worker: Caseworker = unit.caseworkers[tie.seat]
        worker.cases -= 1
    cut(tie)
    child.running = 0
    office.gone += 1
    if now.place.balance == 1:
        office.leavers += 1


@stage
def give_up_case_rows(town: Town) -> None:
    """Give up the rows of closed cases, when they are many; the others stay in order."""
    office = town.children.office
    if office.gone * MANY <= office.rows:
        return
    kept = 0
    for row in range(office.rows):
        if town.cases[row].running == 1:
            if kept < row:
                town.cases[kept] = town.cases[row]
                town.case_ties[kept] = town.case_ties[row]
            kept += 1
    for row in range(kept, office.rows):
        town.cases[row].running = 0
        town.cases[row].person = NOBODY
        cut(town.case_ties[row])
    office.rows = kept
    office.gone = 0
