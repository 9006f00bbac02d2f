"""Workday: a caseworker's month is divided; steps 4 and 6.

Before the households come the hours are counted out; afterwards duties and
crises are paid with them, meetings are planned, and partners get the rest.
"""

from agents.agency import AGENCIES, PARTNERS, Partner
from agents.caseworker import TEAM, Caseworker, Post
from agents.foundation.behaviours import stage
from agents.foundation.identity import Kind, identity
from agents.hours import at_work, begin_month, spend_on_duties
from agents.office import Office
from agents.partnership import (
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
from agents.queue import CLASSES, serve
from agents.reach import book_worth, reach_through
from agents.tie import NOBODY, Tie, begin, cut, felt_trust
from model.now import Now
from model.town import Town

DESK_BITS = 20


@stage
def count_out_hours(town: Town, now: Now) -> None:
    """Give every caseworker the month's hours."""
    office: Office = town.office[0]
    office.present = 0.0
    for seat in range(office.seats):
        worker: Caseworker = town.caseworkers[seat]
        newcomers, mates = team_of(town, seat, now)
        begin_month(worker, newcomers, mates, office, now.a.hours)
        worker.statutory = 0.0
        worker.acute = 0.0
        worker.crises = 0
        worker.opening = worker.cases
        if at_work(worker):
            office.present += 1.0
        for turn in range(CLASSES):
            town.wanted[seat, turn] = 0.0


@stage
def team_of(town: Town, seat: int, now: Now) -> tuple[float, float]:
    """Count the newcomers in a team, and the others who are at work."""
    newcomers = 0.0
    mates = 0.0
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, town.office[0].seats)):
        colleague: Caseworker = town.caseworkers[mate]
        if at_work(colleague):
            if colleague.tenure < now.a.hours.introduction:
                newcomers += 1.0
            else:
                mates += 1.0
    return newcomers, mates


@stage
def divide_hours(town: Town, now: Now) -> None:
    """Pay for duties and crises, then plan meetings with what is left."""
    office: Office = town.office[0]
    cover = office.uncovered / office.present if office.present > 0.0 else 0.0
    for seat in range(office.seats):
        worker: Caseworker = town.caseworkers[seat]
        if at_work(worker):
            spend_on_duties(worker, cover, now.on.crowding_out)
        serve(worker, town.wanted[seat], now.a.queue)


@stage
def keep_contacts(town: Town, now: Now) -> None:
    """Let caseworkers contact colleagues, agencies and employers; then see whom they reach."""
    office: Office = town.office[0]
    for seat in range(office.seats):
        worker: Caseworker = town.caseworkers[seat]
        if worker.post == Post.VACANT or worker.post == Post.NONE:
            forget_partners(town, seat)
        else:
            keep_partners(town, seat, now)
        keep_colleagues(town, seat, now)
        reach_alone(town, seat, now)
    for seat in range(office.seats):
        reach_together(town, seat, now)


@stage
def forget_partners(town: Town, seat: int) -> None:
    """Cut the ties of somebody who left."""
    for slot in range(AGENCIES):
        cut(town.partners[seat, slot])
    for page in range(PAGES):
        cut(town.books[seat, page])


@stage
def keep_partners(town: Town, seat: int, now: Now) -> None:
    """Keep up, find and lose partners; reorganisation gives some of them to others."""
    office: Office = town.office[0]
    worker: Caseworker = town.caseworkers[seat]
    chance = contact_chance(worker, AGENCIES + PAGES, now.a.partnerships)
    desk = seat % town.desks.shape[1]
    for slot in range(AGENCIES):
        tie: Tie = town.partners[seat, slot]
        person = identity(Kind.CONTACT, town.desks[slot, desk], (slot << DESK_BITS) + desk)
        meet_contact_person(tie, person, slot, office.steering, now.on.handover, now.luck, now.a.partnerships)
        lose_contacts(worker, tie, slot, office.moved, now.luck)
        if tie.other != NOBODY:
            contact_agency(
                worker, town.agencies[slot], tie, chance, office.steering, now.luck, now.a.partnerships
            )
    for page in range(PAGES):
        keep_page(town, seat, page, chance, now)


@stage
def keep_page(town: Town, seat: int, page: int, chance: float, now: Now) -> None:
    """Keep up one page of the contact book, or fill it."""
    worker: Caseworker = town.caseworkers[seat]
    tie: Tie = town.books[seat, page]
    lose_contacts(worker, tie, AGENCIES + page, town.office[0].moved, now.luck)
    found = find_employer(worker, tie, page, len(town.employers), chance, now.luck)
    if found != NOBODY and town.employers[found].running == 1:
        begin(tie, town.employers[found].person, found, now.luck.month, 0.0)
    if tie.other != NOBODY:
        contact_employer(worker, town.employers[tie.seat], tie, page, chance, now.luck, now.a.partnerships)


@stage
def keep_colleagues(town: Town, seat: int, now: Now) -> None:
    """Let the pairs of a team work together; each pair's tie is kept at its lower row."""
    office: Office = town.office[0]
    worker: Caseworker = town.caseworkers[seat]
    first = seat - seat % TEAM
    for slot in range(seat - first + 1, TEAM):
        mate = first + slot
        if mate < office.seats:
            colleague: Caseworker = town.caseworkers[mate]
            tie: Tie = town.colleagues[seat, slot]
            know_colleague(tie, colleague, mate, now.luck)
            if worker.tenure == 0:
                tie.trust = 0.0
            lose_contacts(worker, tie, AGENCIES + PAGES + slot, office.moved, now.luck)
            work_together(
                tie, at_work(worker) and at_work(colleague), now.a.partnerships, now.a.bonds, now.luck
            )


@stage
def colleague_tie(town: Town, one: int, other: int) -> Tie:
    """Return the tie of two rows of the same team."""
    tie: Tie = town.colleagues[min(one, other), max(one, other) % TEAM]
    return tie


@stage
def reach_alone(town: Town, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with ties of their own."""
    worker: Caseworker = town.caseworkers[seat]
    for partner in range(PARTNERS):
        town.own[seat, partner] = 0.0
    if not at_work(worker):
        return
    for slot in range(AGENCIES):
        trust = felt_trust(town.partners[seat, slot], now.on.continuity, now.a.bonds)
        town.own[seat, slot] = trust * town.agencies[slot].prompt
    worth = book_worth(town.books[seat], town.employers, now.on.continuity, now.a.bonds)
    local = worker.local if now.on.local_knowledge == 1 else 0.5
    town.own[seat, Partner.EMPLOYERS] = worth * (0.5 + 0.5 * local)


@stage
def reach_together(town: Town, seat: int, now: Now) -> None:
    """Write down whom one caseworker reaches with colleagues' help."""
    worker: Caseworker = town.caseworkers[seat]
    for partner in range(PARTNERS):
        town.reach[seat, partner] = town.own[seat, partner]
    worker.through = seat
    if now.on.reach == 0 or not at_work(worker):
        return
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, town.office[0].seats)):
        if mate != seat and at_work(town.caseworkers[mate]):
            trust = felt_trust(colleague_tie(town, seat, mate), now.on.continuity, now.a.bonds)
            if reach_through(town.reach[seat], town.own[mate], trust, now.a.partnerships):
                worker.through = mate
