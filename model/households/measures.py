"""Measures: places and officers are shared out among those who need them.

A measure is there for some households only, and seldom for all of them. How far
it suffices is worked out as the month begins; in a town without measures, which
is most, nobody is counted.
"""

from tillit.agents.client import Client, State
from tillit.agents.demands import ORDINARY, activity, demands_with
from tillit.agents.foundation.behaviours import stage
from tillit.agents.review import awaits_review
from tillit.agents.sheltered import is_far, is_summer, is_young
from tillit.agents.specialists import help_of_specialists
from tillit.agents.study import wants_course
from tillit.model.now import Now
from tillit.model.town.arrays import Town


@stage
def prepare_measures(town: Town, now: Now) -> None:
    """Decide what is asked of households this month, and how far each measure suffices."""
    office = town.assistance.office
    office.active = 0.0
    office.asked = ORDINARY
    control = 0.0
    if now.mechanisms.demands == 1:
        office.active = activity(office.activity_hours, office.activity_days, office)
        office.asked = demands_with(office.demands, office.active, office)
        control = office.control * office.control_hours
    office.further_hours = (
        office.shared_cases * office.second_hours + office.followup * office.active + control
    )
    places = office.courses + office.sheltered + office.summer + office.reviews
    taking_part = places + office.duty + office.active + control > 0.0
    office.measures = 1 if taking_part else 0
    office.housing_help = 0.0
    office.guidance = help_of_specialists(office)
    if taking_part or office.housing_officers > 0.0:
        _share_out(town, now)


@stage
def suffices(places: float, needing: int) -> float:
    """Return the share of those who need a place that can have one."""
    return min(1.0, places / max(1.0, needing))


@stage
def _share_out(town: Town, now: Now) -> None:
    """Count those who need something, and compare with what there is of it."""
    office = town.assistance.office
    homeless = learners = far = young = unread = 0
    for row in range(office.rows):
        client: Client = town.households[row]
        if client.state == State.ASSISTED or client.state == State.PLACED:
            homeless += client.homeless
        if client.state == State.ASSISTED:
            learners += wants_course(client, office)
            far += is_far(client, office)
            young += is_young(client, office)
            unread += awaits_review(client, office)
    office.housing_help = suffices(office.housing_officers * office.officer_cases, homeless)
    office.course_room = suffices(office.courses, learners)
    office.sheltered_room = suffices(office.sheltered, far)
    summer = is_summer(now.place.calendar + now.number)
    office.summer_room = suffices(office.summer, young) if summer else 0.0
    office.review_room = suffices(office.reviews, unread)
