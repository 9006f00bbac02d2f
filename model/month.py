"""Month: one month in the municipality, in order."""

from typing import NamedTuple

import numpy as np

from tillit.agents.foundation.behaviours import kernel, stage
from tillit.agents.foundation.lending import lent
from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.model.arrivals import receive
from tillit.model.assumptions import Assumptions
from tillit.model.cases import close_ranks, open_cases
from tillit.model.child_month import live_child_month
from tillit.model.encounters import meet_households
from tillit.model.measures import prepare_measures
from tillit.model.now import Now
from tillit.model.observers import observe_staff, observe_ties
from tillit.model.organisation import adjust_posts, end_of_month, happen_all, has_room
from tillit.model.partners import live_at_agencies, live_at_employers
from tillit.model.payments import pay
from tillit.model.personnel import live_at_work
from tillit.model.town import Town
from tillit.model.unit import assistance_unit
from tillit.model.workday import count_out_hours, divide_hours, keep_contacts


@stage
def live_month(town: Town, now: Now) -> None:
    """Live one month.

    1. Events of the scenario.
    2. Labour market and inflow; those come back whose job or benefit ended.
    3. Assignment of households without a caseworker.
    4. Hours: leave, reorganisation and mentoring; then statutory work.
    5. Crises of households without enough contact.
    6. Contacts with partners, meetings with households. Ties change.
    7. Referrals, placements with employers, demands.
    8. Exits.
    9. Child cases: the same month in the child and family unit, if there is one.
    10. Staff: stress, sick leave, resignation, recruitment, competence.
    11. Ledger.
    12. Observers.
    """
    unit = assistance_unit(town)
    adjust_posts(unit)  # 1
    prepare_measures(town, now)
    live_at_employers(town, now)  # 2
    receive(town, now)
    count_out_hours(unit, now)  # 4, before the households ask for them
    open_cases(town, now)  # 2 returns, 3, 5
    divide_hours(unit, now)  # 4, 5
    keep_contacts(unit, now)  # 6
    meet_households(town, now)  # 6, 7, 8
    live_at_agencies(unit, now)
    pay(town, now)  # 11, before anybody leaves the staff who is to be paid
    observe_staff(unit, now)  # 12
    observe_ties(unit, now)
    live_at_work(unit, now)  # 10
    end_of_month(unit)
    close_ranks(town)
    if len(town.office) > 1:
        live_child_month(town, now)  # 9


class Span(NamedTuple):
    """Which months to live, and with whose luck."""

    key: np.uint64
    """Key of the replicate's luck."""
    philox: int
    """1 to draw with the checking generator."""
    start: int
    """Office's month in which the comparison begins; the run-in ends before it."""
    page: int
    """First page of the ledger and the counts to write."""
    months: int
    """How many months to live."""


@stage
def borrowed(town: Town) -> Town:
    """Return the same town with arrays whose references nobody counts; see `lending`."""
    return Town(
        lent(town.clients),
        lent(town.ties),
        lent(town.traineeships),
        lent(town.caseworkers),
        lent(town.colleagues),
        lent(town.partners),
        lent(town.books),
        lent(town.employers),
        lent(town.agencies),
        lent(town.desks),
        lent(town.office),
        lent(town.events),
        lent(town.own),
        lent(town.reach),
        lent(town.wanted),
        lent(town.routes),
        lent(town.roll),
        lent(town.away),
        lent(town.called),
        lent(town.lots),
        lent(town.inflow),
        lent(town.leavers),
        lent(town.supported),
        lent(town.ledger),
        lent(town.counts),
        lent(town.lives),
        lent(town.children),
        lent(town.child_ties),
        lent(town.child_workers),
        lent(town.child_colleagues),
        lent(town.child_partners),
        lent(town.child_books),
        lent(town.child_agencies),
        lent(town.child_desks),
        lent(town.child_own),
        lent(town.child_reach),
        lent(town.child_wanted),
        lent(town.child_costs),
        lent(town.child_lives),
    )


@kernel
def live(town: Town, a: Assumptions, b: Assumptions, on: Mechanisms, span: Span) -> int:
    """Live some months.

    Parameters
    ----------
    town
        The town.
    a, b
        Behavioural parameters with the norms of the assistance unit, and of the children's.
    on
        Which mechanisms act.
    span
        Which months.

    Returns
    -------
    int
        Months lived; fewer than asked for if the town has no rows for those who come.
    """
    town = borrowed(town)
    for index in range(span.months):
        month = town.office[0].month
        luck = Luck(span.key, span.philox, month)
        happen_all(town, month - span.start)
        if not has_room(town, luck):
            return index
        page = span.page + index
        now = Now(a, b, on, luck, town.ledger[page], town.counts[page], month - span.start)
        live_month(town, now)
        town.office[0].month = month + 1
    return span.months
