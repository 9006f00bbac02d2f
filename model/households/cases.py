"""Cases: the first half of a household's month.

Households come back, notice who their caseworker is now, are assigned, fall
into crisis, and queue for a meeting. One pass over those who are away, one
over those on assistance.
"""

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Destination, State
from tillit.agents.crisis import fall_into_crisis
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.handover import (
    INSIDE,
    OUTSIDE,
    begin_with,
    lose_caseworker,
    must_move,
)
from tillit.agents.hours import at_work, statutory_hours
from tillit.agents.meeting import is_due
from tillit.agents.queue import CLASSES, is_long, take_turn
from tillit.agents.returning import come_back, return_risk, weigh_returns
from tillit.agents.tie import NOBODY, Tie, cut, felt_trust, lose_trust
from tillit.model.books.counts import Count
from tillit.model.books.observers import observe_year
from tillit.model.households.lists import draw_lots, list_households, merge_returned, note_return, take_batch
from tillit.model.now import Now
from tillit.model.staff.assignment import find_caseworker, keep_trust, make_room
from tillit.model.town.arrays import BATCH, Town
from tillit.model.town.unit import Unit

LAST_TWELVE = 4095
"""Twelve set bits."""
OLDEST_OF_TWELVE = 11
YEAR = 12
MANY = 5
"""Rows are given up when one in so many is nobody's: a loop over empty rows costs time too."""


@stage
def open_cases(town: Town, now: Now) -> None:
    """Bring every household to the office's door."""
    office = town.assistance.office
    office.uncovered = 0.0
    list_households(town)
    await_returns(town, now)
    make_room(town.assistance, office.assisted, now)
    for first in range(0, office.assisted, BATCH):
        many = take_batch(town, town.assisted, first, office.assisted)
        draw_lots(town, 0, many, Decision.CRISIS, now.luck)
        draw_lots(town, 1, many, Decision.QUEUE, now.luck)
        for place in range(many):
            row = town.assisted[first + place]
            open_case(town, town.households[row], town.ties[row], place, now)


@stage
def open_case(town: Town, client: Client, tie: Tie, place: int, now: Now) -> None:
    """Bring one household, with the lots that it drew, to the office's door."""
    count_month(client, 1)
    client.spell += 1
    client.age += 1
    unit = town.assistance
    notice_caseworker(unit, client, tie, now)
    if tie.seat == NOBODY:
        find_caseworker(unit, client, tie, now)
    ask_for_time(unit, client, tie, town.lots[0, place], town.lots[1, place], now)


@stage
def await_returns(town: Town, now: Now) -> None:
    """Let every household that left live a month, come back, or be gone for good."""
    office = town.assistance.office
    weigh_returns(town.routes, now.place.market, now.parameters.returning)
    for first in range(0, office.away, BATCH):
        many = take_batch(town, town.away, first, office.away)
        draw_lots(town, 0, many, Decision.RETURN, now.luck)
        for place in range(many):
            row = town.away[first + place]
            stay_away(town, row, town.households[row], town.lots[0, place], now)
    merge_returned(town)


@stage
def stay_away(town: Town, row: int, client: Client, lot: float, now: Now) -> None:
    """Live one more month without assistance, come back, or be gone for good."""
    client.spell += 1
    move_on(town, client, now)
    if client.spell > now.parameters.returning.watch:
        be_gone(town, row, client)
    elif lot < return_risk(client, town.routes, now.mechanisms.durability, now.parameters.returning):
        apply_again(town, row, client, now)
    else:
        count_month(client, 0)
        observe_year(client, now)


@stage
def apply_again(town: Town, row: int, client: Client, now: Now) -> None:
    """Come back to assistance."""
    town.supported[client.destination] -= 1
    now.tally[Count.RETURNS] += 1
    if client.spell <= YEAR:
        now.tally[Count.EARLY_RETURNS] += 1
    if now.place.balance == 1:
        town.leavers[client.obstacle] -= 1
    lose_trust(town.ties[row], min(1.0, now.parameters.bonds.fading * client.spell))
    come_back(client, now.parameters.returning)
    client.state = State.ASSISTED
    note_return(town, row)


@stage
def move_on(town: Town, client: Client, now: Now) -> None:
    """Go from the employment programme, when its time is over, to ordinary work."""
    over = client.spell >= now.parameters.prices.programme_months
    if client.destination == Destination.SUBSIDISED_WORK and over:
        town.supported[Destination.SUBSIDISED_WORK] -= 1
        town.supported[Destination.WORK] += 1
        client.destination = Destination.WORK


@stage
def be_gone(town: Town, row: int, client: Client) -> None:
    """Be forgotten by the office; a later application would count as new."""
    measure = client.destination == Destination.ACTIVITY_SUPPORT or client.destination == Destination.STUDIES
    if measure or client.destination == Destination.SUBSIDISED_WORK:
        town.supported[client.destination] -= 1
    client.state = State.ABSENT
    cut(town.ties[row])
    town.assistance.office.gone += 1


@stage
def count_month(client: Client, assisted: int) -> None:
    """Move the household's last twelve months on by one."""
    client.year_months += assisted - ((client.year >> OLDEST_OF_TWELVE) & 1)
    client.year = ((client.year << 1) | assisted) & LAST_TWELVE


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
        tie.trust = keep_trust(tie, OUTSIDE, unit, now)
        tie.other = worker.person
        tie.since = NOBODY
    if tie.since == NOBODY and at_work(worker):
        begin_with(client, tie, worker, seat, tie.trust, now.luck.month)
    if must_move(client, tie, worker, office, now.luck, now.parameters.handover):
        worker.cases -= 1
        lose_caseworker(client, tie, keep_trust(tie, INSIDE, unit, now))


@stage
def ask_for_time(unit: Unit, client: Case, tie: Tie, crisis_lot: float, turn_lot: float, now: Now) -> None:
    """Ask for statutory work, for help in a crisis, and for a meeting."""
    office = unit.office
    client.turn = CLASSES
    new = tie.seat != NOBODY and tie.since == now.luck.month
    duty = statutory_hours(new, office, now.parameters.hours, now.parameters.specialists)
    if is_long(client, now.parameters.queue):
        duty += office.mapping_hours
    trust = felt_trust(tie, now.mechanisms.continuity, now.parameters.bonds)
    crisis = fall_into_crisis(client, trust, crisis_lot, now.parameters.crises)
    acute = now.parameters.crises.hours if crisis else 0.0
    if tie.seat == NOBODY or not at_work(unit.caseworkers[tie.seat]):
        office.uncovered += duty + acute
        return
    worker: Caseworker = unit.caseworkers[tie.seat]
    worker.statutory += duty
    worker.acute += acute
    if crisis:
        worker.crises += 1
    if not is_due(client, now.parameters.meetings):
        return
    client.turn = take_turn(client, office.priority, turn_lot, now.parameters.queue)
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
