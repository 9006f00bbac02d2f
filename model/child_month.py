"""Child month: a month in the child and family unit, by the same stages as in the assistance unit; step 9."""

from tillit.agents.foundation.behaviours import chapter
from tillit.agents.foundation.lending import lent
from tillit.model.child_cases import close_child_ranks, open_child_cases, receive_children
from tillit.model.child_encounters import meet_families
from tillit.model.counts import UNIT
from tillit.model.measures import prepare_child_measures
from tillit.model.now import Now
from tillit.model.observers import observe_staff, observe_ties
from tillit.model.organisation import adjust_posts, end_of_month
from tillit.model.partners import live_at_agencies
from tillit.model.payments import pay_organisation, pay_staff
from tillit.model.personnel import live_at_work
from tillit.model.town import Town
from tillit.model.unit import child_unit
from tillit.model.workday import count_out_hours, divide_hours, keep_contacts


@chapter
def live_child_month(town: Town, whole: Now) -> None:
    """Live a month with children and their families.

    The numbers are those of the steps in `month.live_month`.
    """
    unit = lent(child_unit(town))
    now = lent(Now(whole.b, whole.b, whole.on, whole.luck, whole.page, whole.tally[UNIT:], whole.number))
    adjust_posts(unit)  # 1
    prepare_child_measures(town, unit, now)
    receive_children(town, unit, now)  # 2
    count_out_hours(unit, now)  # 4
    open_child_cases(town, unit, now)  # 3, 5
    divide_hours(unit, now)  # 4, 5
    keep_contacts(unit, now)  # 6
    meet_families(town, unit, now)  # 6, 9
    live_at_agencies(unit, now)
    pay_staff(unit, now)  # 11
    pay_organisation(unit, now)
    observe_staff(unit, now)  # 12
    observe_ties(unit, now)
    live_at_work(unit, now)  # 10
    end_of_month(unit)
    close_child_ranks(town, unit.office[0])
