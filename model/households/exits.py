"""Ways out: how a household leaves assistance, or becomes a trainee first."""

from tillit.agents.agency import Partner
from tillit.agents.arm import asked_of
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Destination, State
from tillit.agents.demands import pushed_out, urge
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import uniform
from tillit.agents.leaving import Outlook, choose_route, leave, share_known, weigh_routes
from tillit.agents.partnership import PAGES, remember
from tillit.agents.placement import (
    begin_placement,
    end_placement,
    placement_chance,
    placement_ends,
    placement_succeeds,
    takes_trainee,
    work_as_trainee,
)
from tillit.agents.study import better_match
from tillit.agents.support import MOST_HELP
from tillit.agents.tie import NOBODY, Tie, felt_trust, lose_trust
from tillit.model.households.taking_part import take_part
from tillit.model.now import Now
from tillit.model.town.arrays import Town


@stage
def take_a_way_out(
    town: Town, row: int, client: Client, tie: Tie, helped: float, place: int, now: Now
) -> int:
    """Leave assistance, begin or end a placement, or stay; return the destination.

    Parameters
    ----------
    town, row, client, tie
        The household, and where it stands.
    helped
        What the caseworker's help is worth this month; see `support.help_now`.
    place
        Where the lots are that it drew.
    now
        The month.
    """
    office = town.assistance.office
    if client.state == State.PLACED:
        return _live_as_trainee(town, row, client, tie, now)
    asked = asked_of(client, office)
    met = client.contact / (client.contact + now.parameters.support.half)
    push = pushed_out(client, asked, met, now.parameters.demands)
    outlook = Outlook(
        now.place.market * now.place.vacancies,
        office.programme_room * office.programme_chance,
        urge(asked, now.parameters.demands),
        push,
        now.parameters.people.pension,
    )
    known = weigh_routes(
        town.routes,
        client,
        helped,
        town.assistance.reach[tie.seat],
        outlook,
        now.parameters.leaving,
        now.parameters.support,
    )
    if office.measures == 1:
        take_part(town, client, tie, helped, known, now)
    destination = choose_route(town.routes, town.lots[0, place])
    if destination != Destination.NONE:
        match = share_known(town.routes, known)
        go(town, client, tie, destination, better_match(client, match, office), now)
        return destination
    if tie.seat != NOBODY:
        _try_placement(town, row, client, tie.seat, helped, place, now)
    return Destination.NONE


@stage
def go(town: Town, client: Client, tie: Tie, destination: int, match: float, now: Now) -> None:
    """Leave for a destination, and close the case. The tie stays; it fades with time."""
    leave(client, destination, match, now.luck.month)
    client.state = State.AWAY
    town.supported[destination] += 1
    if town.place.balance == 1:
        town.leavers[client.obstacle] += 1
    if tie.seat != NOBODY:
        town.assistance.caseworkers[tie.seat].cases -= 1
        tie.seat = NOBODY


@stage
def _try_placement(
    town: Town, row: int, client: Client, seat: int, helped: float, place: int, now: Now
) -> None:
    """Become a trainee with an employer from the caseworker's, or a colleague's, contact book."""
    # Nobody's chance is greater, and most draw more: they need not be weighed.
    if town.lots[1, place] >= MOST_HELP * now.parameters.placements.begin:
        return
    worker: Caseworker = town.assistance.caseworkers[seat]
    reach = town.assistance.reach[seat, Partner.EMPLOYERS]
    chance = placement_chance(client, reach, helped, now.parameters.placements)
    if town.lots[1, place] >= chance:
        return
    page = int(uniform(now.luck, client.person, Decision.PLACEMENT_EMPLOYER) * PAGES)
    contact: Tie = town.assistance.books[worker.through, page]
    if contact.other == NOBODY:
        return
    employer: Employer = town.employers[contact.seat]
    if takes_trainee(employer):
        begin_placement(client, town.traineeships[row], employer, contact.seat, now.luck.month, contact.trust)


@stage
def _live_as_trainee(town: Town, row: int, client: Client, tie: Tie, now: Now) -> int:
    """Work as a trainee for a month; perhaps the placement ends, in a job or without."""
    place: Tie = town.traineeships[row]
    employer: Employer = town.employers[place.seat]
    work_as_trainee(client, place, now.luck.month, now.parameters.placements, now.parameters.bonds)
    if not placement_ends(client, now.luck, now.parameters.placements):
        return Destination.NONE
    market = now.place.market
    trust = felt_trust(place, town.assistance.frozen.employer)
    success = placement_succeeds(client, trust, market, now.luck, now.parameters.placements)
    remember(employer, 1.0 if success else 0.0, now.parameters.partnerships)
    if not success and tie.seat != NOBODY:
        _disappoint(town, tie.seat, place.seat, now)
    end_placement(client, place, employer)
    if not success:
        return Destination.NONE
    go(town, client, tie, Destination.WORK, 1.0, now)
    return Destination.WORK


@stage
def _disappoint(town: Town, seat: int, employer: int, now: Now) -> None:
    """Let the caseworker's word lose worth with an employer whose placement failed."""
    for page in range(PAGES):
        contact: Tie = town.assistance.books[seat, page]
        if contact.seat == employer:
            lose_trust(contact, now.parameters.bonds.broken_promise)
