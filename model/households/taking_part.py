"""Taking part: what measures do with one household in a month.

Only called in a month in which the office has such measures; see `measures`.
"""

from tillit.agents.agency import Partner
from tillit.agents.arm import active_of
from tillit.agents.client import Client, Destination, Obstacle
from tillit.agents.control import be_checked, stop_chance
from tillit.agents.demands import FULL_TIME, withdraws
from tillit.agents.foundation.behaviours import chapter, stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import uniform
from tillit.agents.leaving import insurance_open
from tillit.agents.review import awaits_review, opened_way
from tillit.agents.sheltered import is_far, is_young, work_in_summer, work_sheltered
from tillit.agents.study import holds_place, learn_in_course, little_schooled, wants_course
from tillit.agents.tie import Tie
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.now import Now
from tillit.model.town.arrays import Town


@chapter
def take_part(town: Town, client: Client, tie: Tie, helped: float, known: float, now: Now) -> None:
    """Take part in what there is for this household, and weigh its ways out anew.

    Parameters
    ----------
    town
        The town, in whose `routes` the household's chances stand.
    client, tie
        The household, on assistance and not a trainee, and its tie to the caseworker.
    helped
        What the caseworker's help is worth this month; see `support.help_now`.
    known
        Chance of work through an employer whom the caseworker knows.
    now
        The month.
    """
    _be_active(town, client, now)
    if now.mechanisms.demands == 1:
        office = town.assistance.office
        be_checked(client, tie, office)
        town.routes[Destination.NOTHING] += stop_chance(office)
    _be_reviewed(town, client, tie.seat, helped, now)
    if not study(town, client, known, now):
        _work_in_a_place(town, client, now)


@stage
def study(town: Town, client: Client, known: float, now: Now) -> bool:
    """Study for a month, if there is a place or a duty; return whether one did."""
    office = town.assistance.office
    combined = wants_course(client, office) and holds_place(
        client, office.course_room, Decision.COURSE, now.luck
    )
    bound = little_schooled(client, office) and holds_place(
        client, office.duty, Decision.DUTY_TO_STUDY, now.luck
    )
    if not combined and not bound:
        return False
    learn_in_course(client, combined, office)
    alone = town.routes[Destination.WORK] - known
    town.routes[Destination.WORK] = known + alone * (1.0 - office.locked_in)
    town.routes[Destination.STUDIES] *= 1.0 + office.funded
    if combined:
        cost = now.parameters.prices.course_place * now.place.wages
        book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYEES, cost)
    return True


@stage
def _be_active(town: Town, client: Client, now: Now) -> None:
    """Do what is required in return for assistance, or withdraw."""
    office = town.assistance.office
    active = active_of(client, office)
    town.routes[Destination.NOTHING] += withdraws(client, active, office)
    able = client.obstacle == Obstacle.UNEMPLOYED or client.obstacle == Obstacle.LANGUAGE
    if able and active > 0.0:
        hours = max(office.activity_hours, client.arm * office.arm_hours)
        cost = now.parameters.prices.activity * hours / FULL_TIME * now.place.wages
        book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYEES, cost)


@stage
def _be_reviewed(town: Town, client: Client, seat: int, helped: float, now: Now) -> None:
    """Have the medical history read, perhaps; afterwards the way to a benefit is more open."""
    office = town.assistance.office
    if (
        awaits_review(client, office)
        and uniform(now.luck, client.person, Decision.REVIEW) < office.review_room
    ):
        client.reviewed = 1
        cost = now.parameters.prices.review * now.place.wages
        book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.EMPLOYERS, cost)
        town.assistance.agencies[Partner.HEALTH_CARE].referred += office.review_care
    if client.reviewed == 1:
        insured = insurance_open(town.assistance.reach[seat], now.parameters.support)
        way = opened_way(client, helped, insured, office)
        town.routes[Destination.SICKNESS_BENEFIT] += now.parameters.leaving.sickness * way


@stage
def _work_in_a_place(town: Town, client: Client, now: Now) -> None:
    """Work for a month in a sheltered place, or in summer."""
    office = town.assistance.office
    p = now.parameters.prices
    if is_far(client, office) and holds_place(
        client, office.sheltered_room, Decision.SHELTERED_PLACE, now.luck
    ):
        work_sheltered(client, office)
        cost = p.sheltered_place * now.place.wages
        book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.HOUSEHOLDS, cost)
    elif is_young(client, office) and holds_place(
        client, office.summer_room, Decision.SUMMER_PLACE, now.luck
    ):
        work_in_summer(client, office)
        cost = p.summer_place * now.place.wages
        book(now.page, Entry.MEASURES, Party.MUNICIPALITY, Party.HOUSEHOLDS, cost)
