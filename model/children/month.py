"""Child month: a month in the child and family unit, by the same stages as in the assistance unit."""

from tillit.agents.foundation.behaviours import chapter
from tillit.model.books.observers import observe_staff, observe_ties
from tillit.model.children.cases import give_up_case_rows, open_child_cases, receive_children
from tillit.model.children.measures import prepare_child_measures
from tillit.model.children.meetings import meet_families
from tillit.model.money.payments import pay_organisation, pay_staff
from tillit.model.now import Now
from tillit.model.staff.arms import draw_arms
from tillit.model.staff.partners import live_at_agencies
from tillit.model.staff.personnel import live_at_work
from tillit.model.staff.posts import adjust_posts
from tillit.model.staff.workday import count_out_hours, divide_hours, keep_contacts
from tillit.model.town.arrays import Town
from tillit.model.town.passing import end_measures


@chapter
def live_child_month(town: Town, now: Now) -> None:
    """Live a month with children and their families.

    The numbers are those of the steps in `month.live_month`.
    """
    unit = town.children
    adjust_posts(unit)  # 1
    prepare_child_measures(town)  # 2
    receive_children(town, now)  # 4
    draw_arms(unit, town.cases, now)  # 4
    count_out_hours(unit, now)  # 5
    open_child_cases(town, now)  # 6
    divide_hours(unit, now)  # 7
    keep_contacts(unit, town.employers, now)  # 8
    meet_families(town, now)  # 9
    live_at_agencies(unit, now)  # 10
    pay_staff(unit, now)  # 11
    pay_organisation(unit, now)  # 11
    observe_staff(unit, now)  # 12
    observe_ties(unit, now)  # 12
    live_at_work(unit, now)  # 13
    end_measures(unit.office)  # 14
    give_up_case_rows(town)
