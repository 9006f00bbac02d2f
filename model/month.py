"""Month: one month in the municipality, in order."""

from typing import NamedTuple

import numpy as np

from tillit.agents.foundation.behaviours import kernel, stage
from tillit.agents.foundation.lending import lent, taker
from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.model.arrivals import receive
from tillit.model.assumptions import Assumptions, assume
from tillit.model.budget import keep_norms
from tillit.model.cases import close_ranks, open_cases
from tillit.model.child_month import live_child_month
from tillit.model.encounters import meet_households
from tillit.model.measures import prepare_measures
from tillit.model.now import Now
from tillit.model.observers import observe_staff, observe_ties
from tillit.model.organisation import adjust_posts, end_of_month, has_room
from tillit.model.partners import live_at_agencies, live_at_employers
from tillit.model.payments import pay
from tillit.model.personnel import live_at_work
from tillit.model.town import Town, empty_town
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
    unit = lent(assistance_unit(town))
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


take_town = taker(empty_town(clients=1, posts=1, employers=1, desks=1, months=1))
take_assumptions = taker(assume())
take_mechanisms = taker(Mechanisms())


@kernel
def live(town_at: int, a_at: int, b_at: int, on_at: int, span: Span) -> int:
    """Live some months.

    Parameters
    ----------
    town_at
        The town, as it was handed over; see `lending`.
    a_at, b_at
        Behavioural parameters with the norms of the assistance unit, and of the children's.
    on_at
        Which mechanisms act.
    span
        Which months.

    Returns
    -------
    int
        Months lived; fewer than asked for if the town has no rows for those who come.
    """
    town: Town = take_town(town_at)
    a: Assumptions = take_assumptions(a_at)
    b: Assumptions = take_assumptions(b_at)
    on: Mechanisms = take_mechanisms(on_at)
    for index in range(span.months):
        month = town.office[0].month
        luck = Luck(span.key, span.philox, month)
        keep_norms(town, month - span.start)
        if not has_room(town, luck):
            return index
        page = span.page + index
        now = Now(a, b, on, luck, town.ledger[page], town.counts[page], month - span.start)
        live_month(town, lent(now))
        town.office[0].month = month + 1
    return span.months
