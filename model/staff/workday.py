"""Workday: a caseworker's month is divided.

Before the households come the hours are counted out; afterwards duties and
crises are paid with them, meetings are planned, and partners get the rest.
"""

from tillit.agents.agency import AGENCIES, PARTNERS, Partner
from tillit.agents.caseworker import TEAM, Caseworker, Post
from tillit.agents.door import care_at_the_door
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.records import Rows
from tillit.agents.handover import handed_on
from tillit.agents.hours import at_work, begin_month, spend_on_duties
from tillit.agents.partnership import (
    PAGES,
    contact_agency,
    contact_chance,
    contact_employer,
    find_employer,
    know_colleague,
    lose_contacts,
    meet_contact_person,
    pass_on,
    work_together,
)
from tillit.agents.prospecting import prospected
from tillit.agents.queue import CLASSES, serve
from tillit.agents.reach import book_worth, reach_through
from tillit.agents.support import knowledge
from tillit.agents.tie import NOBODY, Tie, begin, felt_trust
from tillit.model.now import Now
from tillit.model.town.unit import Unit, pages_of

DESK_BITS = 20

OF_LATE = 0.1
"""Weight of the newest month in what the office's care at the door is said to be."""


@stage
def count_out_hours(unit: Unit, now: Now) -> None:
    """Give every caseworker the month's hours."""
    office = unit.office
    office.present = 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        begin_month(worker, office, now.parameters.hours)
        worker.statutory = 0.0
        worker.acute = 0.0
        worker.crises = 0
        worker.kept = 0.0
        worker.outward = 0.0
        worker.duties = 0.0
        worker.late = 0.0
        if at_work(worker):
            office.present += worker.part
        for turn in range(CLASSES):
            unit.wanted[seat, turn] = 0.0


@stage
def divide_hours(unit: Unit, now: Now) -> None:
    """Pay for duties and crises, then plan meetings; count which duties nobody had hours for."""
    office = unit.office
    owed = 0.0 if office.present > 0.0 else office.uncovered
    undone = owed
    cover = office.uncovered / office.present if office.present > 0.0 else 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if at_work(worker):
            spend_on_duties(worker, cover, now.mechanisms.crowding_out, now.parameters.hours)
            owed += worker.statutory
            undone += worker.statutory * worker.late
        serve(worker, unit.wanted[seat], now.parameters.hours, now.parameters.meetings.longest)
    office.late = undone / owed if owed > 0.0 else 0.0


@stage
def keep_contacts(unit: Unit, employers: Rows, now: Now) -> None:
    """Let caseworkers contact colleagues, agencies and employers; then see whom they reach."""
    office = unit.office
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post == Post.VACANT or worker.post == Post.NONE:
            _hand_over_partners(unit, worker, seat, now)
        else:
            _keep_partners(unit, employers, seat, now)
        _keep_colleagues(unit, seat, now)
        _reach_alone(unit, employers, seat, now)
    care = 0.0
    for seat in range(office.seats):
        _reach_together(unit, seat, now)
        worker = unit.caseworkers[seat]
        if at_work(worker):
            care += worker.part * care_at_the_door(worker, unit.reach[seat])
    if office.present > 0.0:
        office.care += OF_LATE * (care / office.present - office.care)


@stage
def colleague_tie(unit: Unit, one: int, other: int) -> Tie:
    """Return the tie of two rows of the same team."""
    tie: Tie = unit.colleagues[min(one, other), max(one, other) % TEAM]
    return tie


@stage
def _hand_over_partners(unit: Unit, worker: Caseworker, seat: int, now: Now) -> None:
    """Keep for the successor what is written down of the partners of somebody who left; the rest is lost."""
    kept = handed_on(worker, now.mechanisms.handover, now.parameters.handover)
    for slot in range(AGENCIES):
        pass_on(unit.partners[seat, slot], kept, now.parameters.bonds)
    for page in range(pages_of(unit)):
        pass_on(unit.books[seat, page], kept, now.parameters.bonds)


@stage
def _keep_partners(unit: Unit, employers: Rows, seat: int, now: Now) -> None:
    """Keep up, find and lose partners; reorganisation gives some of them to others."""
    office = unit.office
    worker: Caseworker = unit.caseworkers[seat]
    chance = contact_chance(worker, AGENCIES + pages_of(unit), now.parameters.partnerships)
    desk = seat % unit.desks.shape[1]
    for slot in range(AGENCIES):
        tie: Tie = unit.partners[seat, slot]
        number = (int(unit.agencies[slot].partner) << DESK_BITS) + desk
        person = identity(Kind.CONTACT, unit.desks[slot, desk], number)
        meet_contact_person(
            tie, person, slot, office, now.mechanisms.handover, now.luck, now.parameters.handover
        )
        lose_contacts(worker, tie, slot, office.moved, now.luck)
        if tie.other != NOBODY:
            contact_agency(
                worker,
                unit.agencies[slot],
                tie,
                _introduction(unit, seat, slot, person, now),
                chance,
                office,
                now.luck,
                now.parameters.partnerships,
                now.parameters.bonds,
            )
    chance = prospected(worker, chance, pages_of(unit), office, now.parameters.partnerships)
    for page in range(pages_of(unit)):
        _keep_page(unit, employers, seat, page, chance, now)


@stage
def _introduction(unit: Unit, seat: int, slot: int, person: int, now: Now) -> float:
    """Return how well colleagues who know the same contact person introduce somebody, 0 to 1."""
    best = 0.0
    if now.mechanisms.reach == 0:
        return best
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, unit.office.seats)):
        theirs: Tie = unit.partners[mate, slot]
        if mate != seat and theirs.other == person and at_work(unit.caseworkers[mate]):
            colleague = felt_trust(colleague_tie(unit, seat, mate), unit.frozen.colleague)
            known = felt_trust(theirs, unit.frozen.agency)
            best = max(best, colleague * known)
    return best


@stage
def _keep_page(unit: Unit, employers: Rows, seat: int, page: int, chance: float, now: Now) -> None:
    """Keep up one page of the contact book, or fill it."""
    worker: Caseworker = unit.caseworkers[seat]
    tie: Tie = unit.books[seat, page]
    lose_contacts(worker, tie, AGENCIES + page, unit.office.moved, now.luck)
    found = find_employer(worker, tie, page, len(employers), chance, now.luck)
    if found != NOBODY and employers[found].running == 1:
        begin(tie, employers[found].person, found, now.luck.month, 0.0)
    if tie.other != NOBODY:
        contact_employer(
            worker,
            employers[tie.seat],
            tie,
            page,
            chance,
            now.luck,
            now.parameters.partnerships,
            now.parameters.bonds,
        )


@stage
def _keep_colleagues(unit: Unit, seat: int, now: Now) -> None:
    """Let the pairs of a team work together; each pair's tie is kept at its lower row."""
    office = unit.office
    worker: Caseworker = unit.caseworkers[seat]
    first = seat - seat % TEAM
    for slot in range(seat - first + 1, TEAM):
        mate = first + slot
        if mate < office.seats:
            colleague: Caseworker = unit.caseworkers[mate]
            tie: Tie = unit.colleagues[seat, slot]
            know_colleague(tie, colleague, mate, now.luck)
            if worker.tenure == 0:
                tie.trust = 0.0
            lose_contacts(worker, tie, AGENCIES + PAGES + slot, office.moved, now.luck)
            work_together(
                tie,
                at_work(worker) and at_work(colleague),
                office,
                now.parameters.bonds,
                now.luck,
            )


@stage
def _reach_alone(unit: Unit, employers: Rows, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with ties of their own."""
    worker: Caseworker = unit.caseworkers[seat]
    for partner in range(PARTNERS):
        unit.own[seat, partner] = 0.0
    if not at_work(worker):
        return
    for slot in range(AGENCIES):
        trust = felt_trust(unit.partners[seat, slot], unit.frozen.agency)
        unit.own[seat, slot] = trust * unit.agencies[slot].prompt
    p = now.parameters.partnerships
    worth = book_worth(unit.books[seat], employers, unit.frozen.employer, p)
    local = knowledge(worker, now.mechanisms.local_knowledge)
    unit.own[seat, Partner.EMPLOYERS] = worth * (1.0 - now.parameters.support.local * (1.0 - local))


@stage
def _reach_together(unit: Unit, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with colleagues' help."""
    worker: Caseworker = unit.caseworkers[seat]
    for partner in range(PARTNERS):
        unit.reach[seat, partner] = unit.own[seat, partner]
    worker.through = seat
    if now.mechanisms.reach == 0 or not at_work(worker):
        return
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, unit.office.seats)):
        if mate != seat and at_work(unit.caseworkers[mate]):
            trust = felt_trust(colleague_tie(unit, seat, mate), unit.frozen.colleague)
            if reach_through(
                unit.reach[seat], unit.own[mate], trust, unit.office, now.parameters.partnerships
            ):
                worker.through = mate
