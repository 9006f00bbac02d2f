"""Workday: a caseworker's month is divided; steps 4 and 6.

Before the households come the hours are counted out; afterwards duties and
crises are paid with them, meetings are planned, and partners get the rest.
"""

from tillit.agents.agency import AGENCIES, PARTNERS, Partner
from tillit.agents.caseworker import TEAM, Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.hours import at_work, begin_month, spend_on_duties
from tillit.agents.office import Office
from tillit.agents.partnership import (
    PAGES,
    contact_agency,
    contact_chance,
    contact_employer,
    find_employer,
    know_colleague,
    lose_contacts,
    meet_contact_person,
    work_together,
)
from tillit.agents.queue import CLASSES, serve
from tillit.agents.reach import book_worth, reach_through
from tillit.agents.support import knowledge
from tillit.agents.tie import NOBODY, Tie, begin, cut, felt_trust
from tillit.model.now import Now
from tillit.model.unit import Unit

DESK_BITS = 20


@stage
def count_out_hours(unit: Unit, now: Now) -> None:
    """Give every caseworker the month's hours."""
    office: Office = unit.office[0]
    office.present = 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        newcomers, mates = team_of(unit, seat, now)
        begin_month(worker, newcomers, mates, office, now.a.hours, now.a.specialists)
        worker.statutory = 0.0
        worker.acute = 0.0
        worker.crises = 0
        worker.opening = worker.cases
        if at_work(worker):
            office.present += 1.0
        for turn in range(CLASSES):
            unit.wanted[seat, turn] = 0.0


@stage
def team_of(unit: Unit, seat: int, now: Now) -> tuple[float, float]:
    """Count the newcomers in a team, and the others who are at work."""
    newcomers = 0.0
    mates = 0.0
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, unit.office[0].seats)):
        colleague: Caseworker = unit.caseworkers[mate]
        if at_work(colleague):
            if colleague.tenure < now.a.hours.introduction:
                newcomers += 1.0
            else:
                mates += 1.0
    return newcomers, mates


@stage
def divide_hours(unit: Unit, now: Now) -> None:
    """Pay for duties and crises, then plan meetings with what is left."""
    office: Office = unit.office[0]
    cover = office.uncovered / office.present if office.present > 0.0 else 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if at_work(worker):
            spend_on_duties(worker, cover, now.on.crowding_out)
        serve(worker, unit.wanted[seat], now.a.queue)


@stage
def keep_contacts(unit: Unit, now: Now) -> None:
    """Let caseworkers contact colleagues, agencies and employers; then see whom they reach."""
    office: Office = unit.office[0]
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post == Post.VACANT or worker.post == Post.NONE:
            forget_partners(unit, seat)
        else:
            keep_partners(unit, seat, now)
        keep_colleagues(unit, seat, now)
        reach_alone(unit, seat, now)
    for seat in range(office.seats):
        reach_together(unit, seat, now)


@stage
def pages_of(unit: Unit) -> int:
    """Return the pages of the unit's contact books: a unit for children has no employers in them."""
    pages: int = unit.books.shape[1]
    return pages


@stage
def forget_partners(unit: Unit, seat: int) -> None:
    """Cut the ties of somebody who left."""
    for slot in range(AGENCIES):
        cut(unit.partners[seat, slot])
    for page in range(pages_of(unit)):
        cut(unit.books[seat, page])


@stage
def keep_partners(unit: Unit, seat: int, now: Now) -> None:
    """Keep up, find and lose partners; reorganisation gives some of them to others."""
    office: Office = unit.office[0]
    worker: Caseworker = unit.caseworkers[seat]
    chance = contact_chance(worker, AGENCIES + pages_of(unit), now.a.partnerships)
    desk = seat % unit.desks.shape[1]
    for slot in range(AGENCIES):
        tie: Tie = unit.partners[seat, slot]
        number = (int(unit.agencies[slot].partner) << DESK_BITS) + desk
        person = identity(Kind.CONTACT, unit.desks[slot, desk], number)
        meet_contact_person(tie, person, slot, office.steering, now.on.handover, now.luck, now.a.partnerships)
        lose_contacts(worker, tie, slot, office.moved, now.luck)
        if tie.other != NOBODY:
            contact_agency(
                worker, unit.agencies[slot], tie, chance, office.steering, now.luck, now.a.partnerships
            )
    for page in range(pages_of(unit)):
        keep_page(unit, seat, page, chance, now)


@stage
def keep_page(unit: Unit, seat: int, page: int, chance: float, now: Now) -> None:
    """Keep up one page of the contact book, or fill it."""
    worker: Caseworker = unit.caseworkers[seat]
    tie: Tie = unit.books[seat, page]
    lose_contacts(worker, tie, AGENCIES + page, unit.office[0].moved, now.luck)
    found = find_employer(worker, tie, page, len(unit.employers), chance, now.luck)
    if found != NOBODY and unit.employers[found].running == 1:
        begin(tie, unit.employers[found].person, found, now.luck.month, 0.0)
    if tie.other != NOBODY:
        contact_employer(worker, unit.employers[tie.seat], tie, page, chance, now.luck, now.a.partnerships)


@stage
def keep_colleagues(unit: Unit, seat: int, now: Now) -> None:
    """Let the pairs of a team work together; each pair's tie is kept at its lower row."""
    office: Office = unit.office[0]
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
                office.shared_cases,
                now.a.partnerships,
                now.a.bonds,
                now.luck,
            )


@stage
def colleague_tie(unit: Unit, one: int, other: int) -> Tie:
    """Return the tie of two rows of the same team."""
    tie: Tie = unit.colleagues[min(one, other), max(one, other) % TEAM]
    return tie


@stage
def reach_alone(unit: Unit, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with ties of their own."""
    worker: Caseworker = unit.caseworkers[seat]
    for partner in range(PARTNERS):
        unit.own[seat, partner] = 0.0
    if not at_work(worker):
        return
    for slot in range(AGENCIES):
        trust = felt_trust(unit.partners[seat, slot], now.on.continuity, now.a.bonds)
        unit.own[seat, slot] = trust * unit.agencies[slot].prompt
    p = now.a.partnerships
    worth = book_worth(unit.books[seat], unit.employers, now.on.continuity, p, now.a.bonds)
    local = knowledge(worker, now.on.local_knowledge, now.a.support)
    unit.own[seat, Partner.EMPLOYERS] = worth * (p.stranger + (1.0 - p.stranger) * local)


@stage
def reach_together(unit: Unit, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with colleagues' help."""
    worker: Caseworker = unit.caseworkers[seat]
    for partner in range(PARTNERS):
        unit.reach[seat, partner] = unit.own[seat, partner]
    worker.through = seat
    if now.on.reach == 0 or not at_work(worker):
        return
    first = seat - seat % TEAM
    one_door = unit.office[0].one_door
    for mate in range(first, min(first + TEAM, unit.office[0].seats)):
        if mate != seat and at_work(unit.caseworkers[mate]):
            trust = felt_trust(colleague_tie(unit, seat, mate), now.on.continuity, now.a.bonds)
            if reach_through(unit.reach[seat], unit.own[mate], trust, one_door, now.a.partnerships):
                worker.through = mate
