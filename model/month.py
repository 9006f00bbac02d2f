"""Month: one month in the municipality, in order."""

from typing import NamedTuple

import numpy as np

from tillit.agents.foundation.behaviours import kernel, stage
from tillit.agents.foundation.lending import lent, taker
from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import Assumptions, assume
from tillit.model.books.counts import UNIT
from tillit.model.books.observers import observe_staff, observe_ties
from tillit.model.children.month import live_child_month
from tillit.model.households.arrivals import receive
from tillit.model.households.cases import give_up_rows, open_cases
from tillit.model.households.measures import prepare_measures
from tillit.model.households.meetings import meet_households
from tillit.model.money.payments import pay
from tillit.model.now import Now
from tillit.model.room import has_room
from tillit.model.staff.arms import draw_arms
from tillit.model.staff.norms import keep_norms
from tillit.model.staff.partners import live_at_agencies, live_at_employers
from tillit.model.staff.personnel import live_at_work
from tillit.model.staff.posts import adjust_posts
from tillit.model.staff.workday import count_out_hours, divide_hours, keep_contacts
from tillit.model.town.arrays import Town, empty_town
from tillit.model.town.passing import end_measures, end_of_month


@stage
def live_month(town: Town, now: Now) -> None:
    """Live one month of households and their unit.

    What happens to the town has happened when the month begins; a child and family unit lives its
    month afterwards, in the same order.

    1. Posts are created, or closed.
    2. Places, officers and demands are shared out among households.
    3. Employers open up, as the labour market lets them.
    4. Households apply.
    5. Caseworkers' hours: leave, reorganisation and being new come off.
    6. Cases open: those come back whose job or benefit ended, everybody without a caseworker is
       assigned one, duties and crises ask for hours, and meetings are planned.
    7. Hours are divided: duties, crises, meetings.
    8. Contacts with partners, employers and colleagues; ties change.
    9. Households meet their caseworker, are paid, and find a way out or stay.
    10. Agencies work off their referrals.
    11. Everybody else is paid, before anybody leaves the staff who is to be.
    12. Observers count.
    13. Staff: stress, sick leave, resignation, recruitment, competence.
    14. What lasts some months counts down.
    """
    unit = town.assistance
    adjust_posts(unit)  # 1
    prepare_measures(town, now)  # 2
    live_at_employers(town, now)  # 3
    receive(town, now)  # 4
    draw_arms(unit, town.households, now)  # 4
    count_out_hours(unit, now)  # 5
    open_cases(town, now)  # 6
    divide_hours(unit, now)  # 7
    keep_contacts(unit, town.employers, now)  # 8
    meet_households(town, now)  # 9
    live_at_agencies(unit, now)  # 10
    pay(town, now)  # 11
    observe_staff(unit, now)  # 12
    observe_ties(unit, now)  # 12
    live_at_work(unit, now)  # 13
    end_measures(unit.office)  # 14
    give_up_rows(town)


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


take_town = taker(empty_town(households=1, posts=1, employers=1, desks=1, months=1))
take_assumptions = taker(assume())
take_mechanisms = taker(Mechanisms())


@kernel
def live(town_at: int, households_at: int, children_at: int, mechanisms_at: int, span: Span) -> int:
    """Live some months.

    Parameters
    ----------
    town_at
        The town, as it was handed over; see `lending`.
    households_at, children_at
        Behavioural parameters with the norms of the assistance unit, and of the children's.
    mechanisms_at
        Which mechanisms act.
    span
        Which months.

    Returns
    -------
    int
        Months lived; fewer than asked for if the town has no rows for those who come.
    """
    town: Town = take_town(town_at)
    for_households: Assumptions = take_assumptions(households_at)
    for_children: Assumptions = take_assumptions(children_at)
    mechanisms: Mechanisms = take_mechanisms(mechanisms_at)
    place = town.place
    for index in range(span.months):
        month = place.month
        luck = Luck(span.key, span.philox, month)
        keep_norms(town, month - span.start)
        if not has_room(town, luck):
            return index
        page, counts = town.ledger[span.page + index], town.counts[span.page + index]
        number = month - span.start
        live_month(town, lent(Now(place, for_households, mechanisms, luck, page, counts, number)))
        if len(town.children.caseworkers) > 0:
            counts = counts[UNIT:]
            live_child_month(town, lent(Now(place, for_children, mechanisms, luck, page, counts, number)))
        end_of_month(place)
    return span.months
