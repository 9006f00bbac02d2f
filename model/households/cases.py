"""Cases: the first half of a household's month.

Households come back, notice who their caseworker is now, are assigned, fall
into crisis, and queue for a meeting.
"""

from tillit.agents.arm import changes_caseworker
from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, State
from tillit.agents.crisis import fall_into_crisis
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.handover import (
    begin_with,
    lose_caseworker,
    must_move,
)
from tillit.agents.hours import at_work, statutory_hours
from tillit.agents.meeting import is_due
from tillit.agents.queue import CLASSES, is_long, take_turn
from tillit.agents.support import held, let_contact_fade
from tillit.agents.tie import NOBODY, Tie, cut, felt_trust
from tillit.model.households.away import await_returns
from tillit.model.households.lists import draw_lots, list_assisted, take_batch
from tillit.model.households.year import count_month
from tillit.model.now import Now
from tillit.model.staff.assignment import find_caseworker, keep_trust, make_room
from tillit.model.town.arrays import BATCH, Town
from tillit.model.town.unit import Unit

MANY = 5
"""Rows are given up when one in so many is nobody's: a loop over empty rows costs time too."""


@stage
def open_cases(town: Town, now: Now) -> None:
    """Bring every household to the office's door."""
    office = town.assistance.office
    office.uncovered = 0.0
    await_returns(town, now)
    list_assisted(town)
    make_room(town.assistance, office.assisted, now)
    for first in range(0, office.assisted, BATCH):
        many = take_batch(town, town.assisted, first, office.assisted)
        draw_lots(town, 0, many, Decision.CRISIS, now.luck)
        draw_lots(town, 1, many, Decision.QUEUE, now.luck)
        for place in range(many):
            row = town.assisted[first + place]
            _open_case(town, town.households[row], town.ties[row], place, now)


@stage
def notice_caseworker(unit: Unit, client: Case, tie: Tie, now: Now) -> None:
    """Notice that the caseworker has changed, is away, or was given to others.

    Each household looks for itself, so that nobody has to go through a leaving
    caseworker's cases.
    """
    if tie.seat == NOBODY:
        return
    seat = tie.seat
    worker: Caseworker = unit.caseworkers[seat]
    office = unit.office
    if tie.other != worker.person:
        tie.trust = keep_trust(tie, unit, now)
        tie.other = worker.person
        tie.since = NOBODY
        client.contact = 0.0
    if tie.since == NOBODY and at_work(worker):
        begin_with(client, tie, worker, seat, tie.trust, now.luck.month)
    moved = must_move(client, tie, worker, office, now.luck, now.parameters.handover)
    if moved or changes_caseworker(client, office):
        worker.cases -= 1
        lose_caseworker(client, tie, keep_trust(tie, unit, now))


@stage
def ask_for_time(unit: Unit, client: Case, tie: Tie, crisis_lot: float, turn_lot: float, now: Now) -> None:
    """Ask for statutory work, for help in a crisis, and for a meeting."""
    office = unit.office
    client.turn = CLASSES
    new = tie.seat != NOBODY and tie.since == now.luck.month
    duty = statutory_hours(new, office, now.parameters.hours)
    if is_long(client):
        duty += office.mapping_hours
    trust = felt_trust(tie, unit.frozen.client)
    let_contact_fade(client, now.parameters.support)
    holds = held(client, trust, now.parameters.support)
    crisis = fall_into_crisis(client, holds, office.late, crisis_lot, now.parameters.crises)
    acute = now.parameters.crises.hours if crisis else 0.0
    if tie.seat == NOBODY or not at_work(unit.caseworkers[tie.seat]):
        office.uncovered += duty + acute
        return
    worker: Caseworker = unit.caseworkers[tie.seat]
    worker.statutory += duty
    worker.acute += acute
    if crisis:
        worker.crises += 1
    if not is_due(client, office.interval):
        return
    client.turn = take_turn(client, office.priority, now.parameters.meetings.promised, turn_lot)
    unit.wanted[tie.seat, client.turn] += now.parameters.meetings.hours


@stage
def give_up_rows(town: Town) -> None:
    """Give up the rows of those who are gone, when they are many; everybody else stays in order."""
    office = town.assistance.office
    if office.gone * MANY <= office.rows:
        return
    kept = 0
    for row in range(office.rows):
        if town.households[row].state != State.ABSENT:
            if kept < row:
                town.households[kept] = town.households[row]
                town.ties[kept] = town.ties[row]
                town.traineeships[kept] = town.traineeships[row]
            kept += 1
    for row in range(kept, office.rows):
        town.households[row].state = State.ABSENT
        town.households[row].person = NOBODY
        cut(town.ties[row])
        cut(town.traineeships[row])
    office.rows = kept
    office.gone = 0


@stage
def _open_case(town: Town, client: Client, tie: Tie, place: int, now: Now) -> None:
    """Bring one household, with the lots that it drew, to the office's door."""
    count_month(client, 1)
    client.spell += 1
    client.age += 1
    unit = town.assistance
    notice_caseworker(unit, client, tie, now)
    if tie.seat == NOBODY:
        find_caseworker(unit, client, tie, now)
    ask_for_time(unit, client, tie, town.lots[0, place], town.lots[1, place], now)
