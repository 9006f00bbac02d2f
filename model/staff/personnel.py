"""Personnel: stress, sick leave, resignation, recruitment and learning."""

from tillit.agents.caseworker import TEAM, Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.hours import at_work
from tillit.agents.learning import is_gifted, learn
from tillit.agents.office import Office
from tillit.agents.staffing import (
    consultant_comes,
    consultant_goes,
    falls_ill,
    is_filled,
    recovers,
    resigns,
    strain,
    take_office,
    vacate,
)
from tillit.agents.stress import call_of_the_month, feel
from tillit.agents.tie import felt_trust
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.now import Now
from tillit.model.staff.workday import colleague_tie
from tillit.model.town.unit import Unit


@stage
def live_at_work(unit: Unit, now: Now) -> None:
    """Let every post live its month."""
    office = unit.office
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if worker.post == Post.PRESENT:
            _work_a_month(unit, seat, worker, now)
        elif worker.post == Post.SICK:
            worker.idle += 1
            worker.tenure += 1
            if recovers(worker, now.luck, now.parameters.staffing):
                worker.post = Post.PRESENT
                worker.idle = 0
        elif worker.post == Post.CONSULTANT:
            learn(worker, 0.0, now.parameters.learning)
            worker.tenure += 1
            if consultant_goes(worker, office, now.luck):
                vacate(worker, office.first_post + seat)
        else:
            worker.idle += 1
            if worker.post == Post.VACANT:
                _fill(worker, office, now)


@stage
def _work_a_month(unit: Unit, seat: int, worker: Caseworker, now: Now) -> None:
    """Feel the month, learn from it, and stay, fall ill or resign."""
    office = unit.office
    colleagues = _trust_in_colleagues(unit, seat)
    promised = now.parameters.meetings.promised
    call = call_of_the_month(worker, colleagues, promised, office, now.parameters.stress)
    feel(worker, call, now.parameters.stress)
    taught = office.teaching * office.lesson if office.teaching_months > 0 else 0.0
    learn(worker, taught + office.taught * office.guidance, now.parameters.learning)
    worker.tenure += 1
    stress = strain(worker, now.mechanisms.stress_turnover)
    if resigns(worker, stress, office.resignations, office.wave, now.luck, now.parameters.staffing):
        vacate(worker, office.first_post + seat)
        now.tally[Count.RESIGNED] += worker.part
    elif falls_ill(worker, stress, now.luck, now.parameters.staffing):
        worker.post = Post.SICK
        worker.idle = 0


@stage
def _fill(worker: Caseworker, office: Office, now: Now) -> None:
    """Fill a vacant post with an employee, or with a consultant."""
    p = now.parameters.learning
    if is_filled(worker, now.luck, now.parameters.staffing):
        take_office(worker, Post.PRESENT, p.recruit, is_gifted(worker, now.luck, p), p.calm)
        now.tally[Count.HIRED] += worker.part
        cost = now.parameters.prices.recruitment * now.place.wages
        book(now.page, Entry.RECRUITMENT, Party.MUNICIPALITY, Party.EMPLOYERS, cost)
    elif consultant_comes(worker, office, now.luck):
        gift = is_gifted(worker, now.luck, p)
        take_office(worker, Post.CONSULTANT, office.consultant_competence, gift, p.calm)


@stage
def _trust_in_colleagues(unit: Unit, seat: int) -> float:
    """Return the mean trust between a caseworker and the colleagues at work in the team."""
    total = 0.0
    number = 0
    first = seat - seat % TEAM
    for mate in range(first, min(first + TEAM, unit.office.seats)):
        if mate != seat and at_work(unit.caseworkers[mate]):
            total += felt_trust(colleague_tie(unit, seat, mate), unit.frozen.colleague)
            number += 1
    return total / number if number > 0 else 0.0
