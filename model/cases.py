"""Cases: the first half of a household's month; steps 2, 3 and 5.

Households come back, notice who their caseworker is now, are assigned, fall
into crisis, and queue for a meeting. One pass over those who are away, one
over those on assistance.
"""

from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Case
from tillit.agents.client import Client, Destination, State
from tillit.agents.crisis import fall_into_crisis
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.handover import (
    INSIDE,
    LOOKS,
    OUTSIDE,
    begin_with,
    handed_over,
    look,
    lose_caseworker,
    must_move,
)
from tillit.agents.hours import at_work, statutory_hours
from tillit.agents.meeting import is_due
from tillit.agents.office import Office
from tillit.agents.queue import CLASSES, is_long, take_turn
from tillit.agents.returning import come_back, return_risk, weigh_returns
from tillit.agents.tie import NOBODY, Tie, cut, felt_trust, lose_trust
from tillit.model.counts import Count
from tillit.model.now import Now
from tillit.model.observers import observe_year
from tillit.model.roll import call_roll, call_up, draw_lots, fall_in, report_back
from tillit.model.town import HANDFUL, Town
from tillit.model.unit import Workplace

LAST_TWELVE = 4095
"""Twelve set bits."""
OLDEST_OF_TWELVE = 11
YEAR = 12
MANY = 5
"""Ranks are closed when one row in so many is nobody's: a loop over empty rows costs time too."""


@stage
def open_cases(town: Town, now: Now) -> None:
    """Bring every household to the office's door."""
    office: Office = town.office[0]
    office.uncovered = 0.0
    call_roll(town)
    await_returns(town, now)
    for first in range(0, office.on_roll, HANDFUL):
        many = call_up(town, town.roll, first, office.on_roll)
        draw_lots(town, 0, many, Decision.CRISIS, now.luck)
        draw_lots(town, 1, many, Decision.QUEUE, now.luck)
        for place in range(many):
            row = town.roll[first + place]
            open_case(town, town.clients[row], town.ties[row], place, now)


@stage
def open_case(town: Town, client: Client, tie: Tie, place: int, now: Now) -> None:
    """Bring one household, with the lots that it drew, to the office's door."""
    count_month(client, 1)
    client.spell += 1
    client.age += 1
    notice_caseworker(town, client, tie, now)
    if tie.seat == NOBODY:
        find_caseworker(town, client, tie, now)
    ask_for_time(town, client, tie, town.lots[0, place], town.lots[1, place], now)


@stage
def await_returns(town: Town, now: Now) -> None:
    """Let every household that left live a month, come back, or be gone for good."""
    office: Office = town.office[0]
    weigh_returns(town.routes, office.market, now.a.returning)
    for first in range(0, office.away, HANDFUL):
        many = call_up(town, town.away, first, office.away)
        draw_lots(town, 0, many, Decision.RETURN, now.luck)
        for place in range(many):
            row = town.away[first + place]
            stay_away(town, row, town.clients[row], town.lots[0, place], now)
    fall_in(town)


@stage
def stay_away(town: Town, row: int, client: Client, lot: float, now: Now) -> None:
    """Live one more month without assistance, come back, or be gone for good."""
    client.spell += 1
    move_on(town, client, now)
    if client.spell > now.a.returning.watch:
        be_gone(town, row, client)
    elif lot < return_risk(client, town.routes, now.on.durability, now.a.returning):
        apply_again(town, row, client, now)
    else:
        count_month(client, 0)
        observe_year(client, now)


@stage
def apply_again(town: Town, row: int, client: Client, now: Now) -> None:
    """Come back to assistance."""
    office: Office = town.office[0]
    town.supported[client.destination] -= 1
    now.tally[Count.RETURNS] += 1
    if client.spell <= YEAR:
        now.tally[Count.EARLY_RETURNS] += 1
    if office.balance == 1:
        town.leavers[client.obstacle] -= 1
    lose_trust(town.ties[row], min(1.0, now.a.bonds.fading * client.spell))
    come_back(client, now.a.returning)
    client.state = State.ASSISTED
    report_back(town, row)


@stage
def move_on(town: Town, client: Client, now: Now) -> None:
    """Go from the employment programme, when its time is over, to ordinary work."""
    over = client.spell >= now.a.prices.programme_months
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
    town.office[0].gone += 1


@stage
def count_month(client: Client, assisted: int) -> None:
    """Move the household's last twelve months on by one."""
    client.year_months += assisted - ((client.year >> OLDEST_OF_TWELVE) & 1)
    client.year = ((client.year << 1) | assisted) & LAST_TWELVE


@stage
def notice_caseworker(town: Workplace, client: Case, tie: Tie, now: Now) -> None:
    """Notice that the caseworker has changed, is away, or was given to others.

    Each household looks for itself, so that nobody has to go through a leaving
    caseworker's cases.
    """
    if tie.seat == NOBODY:
        return
    seat = tie.seat
    worker: Caseworker = town.caseworkers[seat]
    office: Office = town.office[0]
    if tie.other != worker.person:
        tie.trust = handed_over(tie, OUTSIDE, office, now.on.handover, now.a.handover, now.a.partnerships)
        tie.other = worker.person
        tie.since = NOBODY
    if tie.since == NOBODY and at_work(worker):
        begin_with(client, tie, worker, seat, tie.trust, now.luck.month)
    if must_move(client, tie, worker, office, now.luck, now.a.handover):
        worker.cases -= 1
        kept = handed_over(tie, INSIDE, office, now.on.handover, now.a.handover, now.a.partnerships)
        lose_caseworker(client, tie, kept)


@stage
def find_caseworker(town: Workplace, client: Case, tie: Tie, now: Now) -> None:
    """Go to the caseworker with the fewest cases among a few, if anybody has room.

    Who is looked at is the household's own luck, and cases are counted as the
    month began, so nobody chooses before anybody else.
    """
    office: Office = town.office[0]
    best = NOBODY
    fewest = office.caseload_limit
    for turn in range(LOOKS):
        seat = look(client, turn, office.seats, now.luck)
        worker: Caseworker = town.caseworkers[seat]
        if at_work(worker) and worker.opening < fewest:
            best = seat
            fewest = worker.opening * 1.0
    if best == NOBODY:
        client.waited += 1
        return
    chosen: Caseworker = town.caseworkers[best]
    chosen.cases += 1
    trust = tie.trust
    if tie.other != NOBODY and tie.other != chosen.person:
        trust = handed_over(tie, INSIDE, office, now.on.handover, now.a.handover, now.a.partnerships)
    begin_with(client, tie, chosen, best, trust, now.luck.month)


@stage
def ask_for_time(
    town: Workplace, client: Case, tie: Tie, crisis_lot: float, turn_lot: float, now: Now
) -> None:
    """Ask for statutory work, for help in a crisis, and for a meeting."""
    office: Office = town.office[0]
    client.turn = CLASSES
    new = tie.seat != NOBODY and tie.since == now.luck.month
    duty = statutory_hours(new, office, now.a.hours, now.a.specialists)
    if is_long(client, now.a.queue):
        duty += office.mapping_hours
    trust = felt_trust(tie, now.on.continuity, now.a.bonds)
    crisis = fall_into_crisis(client, trust, crisis_lot, now.a.crises)
    acute = now.a.crises.hours if crisis else 0.0
    if tie.seat == NOBODY or not at_work(town.caseworkers[tie.seat]):
        office.uncovered += duty + acute
        return
    worker: Caseworker = town.caseworkers[tie.seat]
    worker.statutory += duty
    worker.acute += acute
    if crisis:
        worker.crises += 1
    if not is_due(client, now.a.meetings):
        return
    client.turn = take_turn(client, office.priority, turn_lot, now.a.queue)
    town.wanted[tie.seat, client.turn] += now.a.meetings.hours


@stage
def close_ranks(town: Town) -> None:
    """Give up the rows of those who are gone, when they are many; everybody else stays in order."""
    office: Office = town.office[0]
    if office.gone * MANY <= office.rows:
        return
    kept = 0
    for row in range(office.rows):
        if town.clients[row].state != State.ABSENT:
            if kept < row:
                town.clients[kept] = town.clients[row]
                town.ties[kept] = town.ties[row]
                town.traineeships[kept] = town.traineeships[row]
            kept += 1
    for row in range(kept, office.rows):
        town.clients[row].state = State.ABSENT
        town.clients[row].person = NOBODY
        cut(town.ties[row])
        cut(town.traineeships[row])
    office.rows = kept
    office.gone = 0
