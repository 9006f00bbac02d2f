"""Child encounters: the second half of a child's month.

Families meet their caseworker; the risk moves; children are supported at home,
placed, moved or returned, and cases close.
"""

from tillit.agents.agency import Partner
from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Child, Form
from tillit.agents.closing import End, close_case
from tillit.agents.complaint import be_frustrated, complains
from tillit.agents.family import change_family
from tillit.agents.foundation.behaviours import stage
from tillit.agents.meeting import go_without, meet
from tillit.agents.placing import place_out
from tillit.agents.prevention import support_family
from tillit.agents.queue import CLASSES
from tillit.agents.risk import AROUND, at_school, live_with_strain, partners_around
from tillit.agents.staying import Turn, live_placed
from tillit.agents.support import help_now, skill
from tillit.agents.tie import NOBODY, Tie, felt_trust
from tillit.model.books.counts import ChildCount, Count
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.books.lives_of_children import AFTER_TURN, ChildEvent, tell_child
from tillit.model.children.cases import end_child_case
from tillit.model.children.observers import observe_child, observe_end, observe_turn
from tillit.model.money.prices import crisis_cost
from tillit.model.now import Now
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit

FAMILY_CARE = Partner.FAMILY_CARE - Partner.SCHOOL
"""Slot of the team that finds foster families."""


@stage
def meet_families(town: Town, now: Now) -> None:
    """Let every child live its month."""
    unit = town.children
    office = unit.office
    for row in range(office.rows):
        child: Child = town.cases[row]
        if child.running == 0:
            continue
        tie: Tie = town.case_ties[row]
        change_family(child, now.luck, now.parameters.families)
        _answer_crisis(unit, child, tie, now)
        helped = _meet_family(unit, child, tie, now)
        event = _decide_where_to_live(unit, child, tie, helped, now)
        trust = felt_trust(tie, unit.frozen.client) if tie.seat != NOBODY else 0.0
        if complains(child, trust, now.luck, now.parameters.complaints, now.parameters.bonds):
            now.tally[ChildCount.COMPLAINTS] += 1
        paid = _pay_for_child(child, town.case_costs[child.form], now)
        observe_child(child, tie, now)
        end = close_case(
            child, now.luck, now.parameters.closing, now.parameters.leaving, now.parameters.prevention
        )
        if len(town.case_lives) > 0:
            tell_child(town.case_lives[office.told], child, tie, now.number + 1, paid, event, end)
            office.told += 1
        if end != End.OPEN:
            observe_end(child, end, now)
            end_child_case(unit, child, tie, now)


@stage
def _answer_crisis(unit: Unit, child: Child, tie: Tie, now: Now) -> None:
    """Pay for a crisis, dearly if nobody has time for it."""
    if child.in_crisis == 1:
        calm = unit.caseworkers[tie.seat].calm if child.turn < CLASSES else 0.0
        cost = crisis_cost(calm, now.parameters.prices) * now.place.prices
        book(now.page, Entry.ACUTE, Party.MUNICIPALITY, Party.EMPLOYERS, cost)
        now.tally[Count.UNANSWERED] += 1.0 - calm


@stage
def _meet_family(unit: Unit, child: Child, tie: Tie, now: Now) -> float:
    """Meet the caseworker, who also talks with the partners around the child; then the risk moves.

    Returns
    -------
    float
        What the caseworker's help is worth this month; see `support.help_now`.
    """
    p = now.parameters
    helped = 0.0
    if tie.seat == NOBODY:
        child.met = 0
        child.silence += 1
    else:
        worker: Caseworker = unit.caseworkers[tie.seat]
        trust = felt_trust(tie, unit.frozen.client)
        if meet(child, worker, tie, trust, unit.office.remote, now.luck, p.meetings, p.bonds):
            unit.agencies[AROUND[at_school(child, p.people), 0]].referred += 1.0
        elif go_without(child, tie, p.meetings, p.bonds):
            be_frustrated(child, p.bonds.broken_promise)
            now.tally[Count.LET_DOWN] += 1
        helped = help_now(child, trust, skill(worker, now.mechanisms.local_knowledge, p.support), p.support)
    around = partners_around(child, unit.reach[tie.seat], p.people)
    live_with_strain(child, helped, around, p.risks, p.support)
    return helped


@stage
def _decide_where_to_live(unit: Unit, child: Child, tie: Tie, known: float, now: Now) -> int:
    """Support a family at home or place the child; let a placement go on, break down or end.

    Returns
    -------
    int
        The `ChildEvent` that it was.
    """
    p = now.parameters
    family_care = unit.reach[tie.seat, FAMILY_CARE]
    if child.form == Form.HOME:
        support_family(child, known, p.closing.well, now.luck, p.prevention)
        if place_out(child, known, family_care, now.luck, p.placing, p.prevention) == Form.HOME:
            return ChildEvent.NONE
        if child.acute == 0:
            now.tally[ChildCount.PLANNED] += 1
            return ChildEvent.PLACED_PLANNED
        now.tally[ChildCount.ACUTE] += 1
        be_frustrated(child, now.parameters.bonds.broken_promise)
        return ChildEvent.PLACED_ACUTELY
    form = child.form * 1
    turn = live_placed(child, known, family_care, unit.office, now.luck, p.staying, p.placing, p.crises)
    if turn == Turn.BROKE_DOWN:
        be_frustrated(child, now.parameters.bonds.broken_promise)
    observe_turn(form, turn, now)
    event: int = AFTER_TURN[turn]
    return event


@stage
def _pay_for_child(child: Child, cost: float, now: Now) -> float:
    """Pay a month of the placement, or of preventive support at home; return how much."""
    amount = cost * now.place.prices
    if child.form == Form.HOME:
        if child.supported == 0:
            return 0.0
        book(now.page, Entry.PREVENTION, Party.MUNICIPALITY, Party.EMPLOYERS, amount)
        return amount
    payee = Party.EMPLOYERS if child.form == Form.INSTITUTION else Party.EMPLOYEES
    book(now.page, Entry.NETWORK_CARE + child.form - Form.NETWORK, Party.MUNICIPALITY, payee, amount)
    return amount
