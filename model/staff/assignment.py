"""Assignment: those who have no caseworker are shared out by room.

Before anybody looks for a caseworker it is reckoned how many will, and how many
cases each caseworker keeps. Room is what these are below a ceiling: somewhat more
than everybody's mean, and never more than the limit. Each household takes one of the
free places by its own luck, so nobody chooses before anybody else; and where somebody
goes, nobody else is turned away. If there is less room than is sought, some wait.

Who has more than somewhat above the mean gives a share of what is too much to others, whatever the
limit: so a new post gets cases, by an ordinary handover, and hiring costs ties. The limit alone makes
nobody give cases away; it only keeps new ones waiting.
"""

from tillit.agents.arm import share_of_cases
from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import uniform
from tillit.agents.handover import begin_with, expected_cases, handed_over, level_cases
from tillit.agents.hours import at_work
from tillit.agents.tie import NOBODY, Tie
from tillit.model.now import Now
from tillit.model.town.unit import Unit


@stage
def make_room(unit: Unit, cases: int, now: Now) -> None:
    """Reckon how many of the unit's cases will seek a caseworker, and the room for them."""
    office = unit.office
    mean = cases / max(1.0, office.present)
    fair = (1.0 + now.parameters.handover.headroom) * mean
    ceiling = min(office.caseload_limit, fair)
    seeking = cases * 1.0
    room = 0.0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        level_cases(worker, share_of_cases(worker, office) * fair, now.parameters.handover)
        kept = expected_cases(worker, office, now.parameters.handover)
        seeking -= kept
        if at_work(worker):
            room += max(0.0, share_of_cases(worker, office) * ceiling - kept)
        worker.room = room
    office.seeking = max(seeking, room)


@stage
def find_caseworker(unit: Unit, client: Case, tie: Tie, now: Now) -> None:
    """Take one of the free places, if there are enough."""
    office = unit.office
    place = uniform(now.luck, client.person, Decision.ASSIGNMENT) * office.seeking
    seat = _seat_of(unit, place)
    if seat == office.seats:
        client.waited += 1
        return
    chosen: Caseworker = unit.caseworkers[seat]
    chosen.cases += 1
    trust = tie.trust
    if tie.other != NOBODY and tie.other != chosen.person:
        trust = keep_trust(tie, unit, now)
    begin_with(client, tie, chosen, seat, trust, now.luck.month)


@stage
def keep_trust(tie: Tie, unit: Unit, now: Now) -> float:
    """Return what of the trust is handed over to the next caseworker."""
    p = now.parameters
    return handed_over(tie, unit.office, now.mechanisms.handover, p.handover)


@stage
def _seat_of(unit: Unit, place: float) -> int:
    """Return the row of the post that a place belongs to; the row after the last if to none."""
    seat = 0
    end = unit.office.seats * 1
    while seat < end:
        middle = (seat + end) // 2
        if unit.caseworkers[middle].room > place:
            end = middle
        else:
            seat = middle + 1
    return seat
