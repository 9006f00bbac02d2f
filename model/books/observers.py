"""Observers: they count, and change nothing.

Yes or no is counted as 1 or 0, without asking: a processor that guesses wrong
loses more time than an addition takes.
"""

from tillit.agents.agency import AGENCIES, PARTNERS
from tillit.agents.case import YEAR
from tillit.agents.caseworker import TEAM, Caseworker, Post
from tillit.agents.client import Client, State
from tillit.agents.foundation.behaviours import stage
from tillit.agents.hours import at_work
from tillit.agents.queue import CLASSES, visited_together
from tillit.agents.tie import NOBODY, Tie
from tillit.model.books.counts import Count
from tillit.model.now import Now
from tillit.model.town.unit import Unit, pages_of

LONG = 10
"""Months of the last twelve that make somebody a long-term recipient (Socialstyrelsen)."""


@stage
def observe_household(client: Client, tie: Tie, now: Now) -> None:
    """Count a household on assistance."""
    tally = now.tally
    tally[Count.HOUSEHOLDS] += 1
    _observe_year(client, now)
    tally[Count.MET] += client.met
    tally[Count.CRISES] += client.in_crisis
    tally[Count.HOMELESS] += client.homeless
    tally[Count.ANXIETY] += client.anxiety
    tally[Count.DISTANCE] += client.distance
    tally[Count.TRAINEES] += client.state == State.PLACED
    tally[Count.PLANNED] += client.turn < CLASSES
    if tie.seat == NOBODY:
        tally[Count.UNASSIGNED] += 1
        tally[Count.WAITED] += client.waited
        return
    tally[Count.CLIENT_TRUST] += tie.trust
    observe_tie(tie, Count.CLIENT_TIES, now)
    tally[Count.YEAR_LONG] += client.spell >= YEAR
    tally[Count.SAME_CASEWORKER] += (client.spell >= YEAR) & is_old(tie, now)


@stage
def is_old(tie: Tie, now: Now) -> bool:
    """Tell whether the two persons have had each other for a year."""
    return (tie.since != NOBODY) & (now.luck.month - tie.since >= YEAR)


@stage
def observe_tie(tie: Tie, kind: int, now: Now) -> None:
    """Count a tie, and whether it is older than a year."""
    now.tally[kind] += 1
    now.tally[Count.ALL_TIES] += 1
    now.tally[Count.OLD_TIES] += is_old(tie, now)


@stage
def observe_staff(unit: Unit, now: Now) -> None:
    """Count the staff in full-time posts."""
    office = unit.office
    tally = now.tally
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post != Post.NONE:
            tally[Count.POSTS] += worker.part
        if worker.post == Post.VACANT:
            tally[Count.VACANT] += worker.part
        elif worker.post == Post.SICK:
            tally[Count.SICK] += worker.part
        elif at_work(worker):
            _observe_worker(worker, now)
    tally[Count.PROGRAMME] = office.on_programme
    if office.present == 0.0:
        tally[Count.UNDONE_HOURS] += office.uncovered


@stage
def observe_ties(unit: Unit, now: Now) -> None:
    """Count the staff's ties to partners, employers and colleagues, and whom they reach."""
    office = unit.office
    tally = now.tally
    for seat in range(office.seats):
        for slot in range(AGENCIES):
            _observe_trust(unit.partners[seat, slot], Count.AGENCY_TIES, Count.AGENCY_TRUST, now)
        for page in range(pages_of(unit)):
            _observe_trust(unit.books[seat, page], Count.EMPLOYER_TIES, Count.EMPLOYER_TRUST, now)
        for slot in range(TEAM):
            _observe_trust(unit.colleagues[seat, slot], Count.COLLEAGUE_TIES, Count.COLLEAGUE_TRUST, now)
        for partner in range(PARTNERS):
            tally[Count.REACH] += unit.caseworkers[seat].part * unit.reach[seat, partner]


@stage
def _observe_year(client: Client, now: Now) -> None:
    """Count a household among those of the last twelve months."""
    now.tally[Count.YEAR_HOUSEHOLDS] += client.year_months > 0
    now.tally[Count.YEAR_MONTHS] += client.year_months
    now.tally[Count.LONG_TERM] += client.year_months >= LONG


@stage
def _observe_worker(worker: Caseworker, now: Now) -> None:
    """Count somebody who is at work; who works half time counts half."""
    tally, part = now.tally, worker.part
    tally[Count.PRESENT] += part
    if worker.post == Post.CONSULTANT:
        tally[Count.CONSULTANTS] += part
    tally[Count.TENURE] += part * worker.tenure
    tally[Count.STRESS] += part * worker.stress
    tally[Count.TRAINING] += part * worker.training
    tally[Count.LOCAL] += part * worker.local
    tally[Count.CASES] += worker.cases
    casework = worker.casework
    tally[Count.HOURS] += worker.worked
    tally[Count.OVERHEAD_HOURS] += worker.worked - casework
    tally[Count.STATUTORY_HOURS] += worker.duties
    tally[Count.UNDONE_HOURS] += worker.statutory * worker.late
    tally[Count.ACUTE_HOURS] += worker.acute * worker.calm
    tally[Count.MEETING_HOURS] += worker.kept
    tally[Count.OUTWARD_HOURS] += worker.outward - visited_together(worker, now.parameters.hours)


@stage
def _observe_trust(tie: Tie, kind: int, trust: int, now: Now) -> None:
    """Count a tie that exists, and its trust."""
    if tie.other != NOBODY:
        observe_tie(tie, kind, now)
        now.tally[trust] += tie.trust
