"""Encounters: the second half of a household's month.

Households meet their caseworker, come nearer to self-support or drift away,
and look for a way out. One pass over those on assistance.
"""

from tillit.agents.agency import Partner
from tillit.agents.arm import asked_of, loses_meeting
from tillit.agents.assistance import monthly_assistance
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Destination
from tillit.agents.demands import worry
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.homelessness import find_home, lose_home
from tillit.agents.meeting import go_without, meet
from tillit.agents.queue import CLASSES
from tillit.agents.support import KEY_PARTNERS, come_nearer, help_now, key_partners, skill
from tillit.agents.tie import NOBODY, Tie, felt_trust
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.books.lives import conclude, tell
from tillit.model.books.observers import observe_household
from tillit.model.households.away import go_away
from tillit.model.households.exits import take_a_way_out
from tillit.model.households.further import meet_further
from tillit.model.households.lists import draw_lots, take_batch
from tillit.model.money.prices import crisis_cost
from tillit.model.now import Now
from tillit.model.town.arrays import BATCH, Town


@stage
def meet_households(town: Town, now: Now) -> None:
    """Let every household on assistance live its month at the office."""
    office = town.assistance.office
    for first in range(0, office.assisted, BATCH):
        many = take_batch(town, town.assisted, first, office.assisted)
        draw_lots(town, 0, many, Decision.EXIT, now.luck)
        draw_lots(town, 1, many, Decision.PLACEMENT, now.luck)
        for place in range(many):
            row = town.assisted[first + place]
            _live_on_assistance(town, row, place, now)


@stage
def _live_on_assistance(town: Town, row: int, place: int, now: Now) -> None:
    """Let one household, with the lots that it drew, live its month."""
    office = town.assistance.office
    client: Client = town.households[row]
    tie: Tie = town.ties[row]
    _settle_crisis(town, client, tie, now)
    helped = _come_to_meeting(town, client, tie, now)
    worry(client, asked_of(client, office), now.parameters.demands, now.parameters.bonds)
    paid = monthly_assistance(client, now.parameters.assistance) * now.place.prices
    book(now.page, Entry.ASSISTANCE, Party.MUNICIPALITY, Party.HOUSEHOLDS, paid)
    observe_household(client, tie, now)
    if len(town.lives) > 0:
        ability = 0.0
        if tie.seat != NOBODY:
            ability = _skill_of(town, tie.seat, now)
        tell(town.lives[office.told], client, tie, ability, now.number + 1, paid)
    destination = take_a_way_out(town, row, client, tie, helped, place, now)
    if len(town.lives) > 0:
        conclude(town.lives[office.told], client, destination)
        office.told += 1
    if destination != Destination.NONE:
        now.tally[Count.EXITS + destination] += 1
        go_away(town, row, client, now)


@stage
def _settle_crisis(town: Town, client: Client, tie: Tie, now: Now) -> None:
    """Pay for a crisis and for temporary housing."""
    office = town.assistance.office
    if client.in_crisis == 1:
        calm = town.assistance.caseworkers[tie.seat].calm if client.turn < CLASSES else 0.0
        cost = crisis_cost(calm, now.parameters.prices) * now.place.prices
        book(now.page, Entry.ACUTE, Party.MUNICIPALITY, Party.EMPLOYERS, cost)
        now.tally[Count.UNANSWERED] += 1.0 - calm
        lose_home(client, office, now.luck, now.parameters.homelessness)
    if client.homeless == 1:
        rent = now.parameters.prices.temporary_housing * now.place.prices
        book(now.page, Entry.TEMPORARY_HOUSING, Party.MUNICIPALITY, Party.EMPLOYERS, rent)
        reach = town.assistance.reach[tie.seat, Partner.HOUSING_COMPANY]
        find_home(client, reach, office, now.luck, now.parameters.homelessness, now.parameters.support)


@stage
def _come_to_meeting(town: Town, client: Client, tie: Tie, now: Now) -> float:
    """Meet the caseworker, who refers the household to the partner that it needs.

    Returns
    -------
    float
        What the caseworker's help is worth this month; see `support.help_now`.
    """
    p = now.parameters
    helped = 0.0
    if tie.seat == NOBODY:
        client.met = 0
        client.silence += 1
    else:
        worker: Caseworker = town.assistance.caseworkers[tie.seat]
        trust = felt_trust(tie, town.assistance.frozen.client)
        office = town.assistance.office
        lost = client.arm == 1 and loses_meeting(client, worker, office, now.luck)
        if not lost and meet(client, worker, tie, trust, office.remote, now.luck, p.meetings, p.bonds):
            town.assistance.agencies[KEY_PARTNERS[client.obstacle, 0]].referred += 1.0
        else:
            now.tally[Count.LET_DOWN] += go_without(client, tie, p.meetings, p.bonds)
        if client.arm == 1:
            meet_further(client, worker, tie, office, town.assistance.frozen.client, now)
        ability = _skill_of(town, tie.seat, now)
        helped = help_now(client, trust, ability, p.support)
    come_nearer(client, helped, key_partners(client, town.assistance.reach[tie.seat]), p.support)
    return helped


@stage
def _skill_of(town: Town, seat: int, now: Now) -> float:
    """Return how well a household's caseworker does the work."""
    worker: Caseworker = town.assistance.caseworkers[seat]
    return skill(worker, now.mechanisms.local_knowledge, now.parameters.support)
