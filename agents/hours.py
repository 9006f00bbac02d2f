"""Hours: what a caseworker's month is spent on, before anybody is met.

Time is elastic at both ends. A share of the month is kept for planned meetings whatever
comes: street-level workers ration their clients, they do not abandon them (Lipsky 1980).
Crises and the duties of the law have the rest; where it does not suffice, duties give way
and decisions come late. Hours that are left are free, and are divided: longer and more
meetings, partners and employers, and more care with the cases themselves.

References
----------
Lipsky, M. (1980). Street-level bureaucracy. Russell Sage Foundation.
"""

from typing import Annotated, NamedTuple

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office


class Hours(NamedTuple):
    """Parameters of a caseworker's time."""

    month: Annotated[
        float,
        Par(
            "hours/month",
            120.0,
            165.0,
            "no source looked up; full time less holidays, 1,650 hours a year",
            Grade.ASSUMED,
        ),
    ] = 137.0
    """Hours that a full-time caseworker is at work."""
    overhead: Annotated[
        float,
        Par(
            "share",
            0.15,
            0.45,
            "11 % pure administration: National coordinator 2017; the rest assumed",
            Grade.ASSUMED,
        ),
    ] = 0.28
    """Share of them for unit meetings, administration and travel."""
    statutory: Annotated[
        float,
        Par("hours/case/month", 0.3, 1.5, "no published figure; what 120 cases leave", Grade.ASSUMED),
    ] = 0.3
    """Decisions, payments and documentation of one household, at the least."""
    planned: Annotated[
        float, Par("share", 0.05, 0.25, "12.6 % direct time under full load: PwC for Vision", Grade.DERIVED)
    ] = 0.131
    """Share of the hours for casework that is kept for planned meetings, whatever comes."""
    clients: Annotated[
        float, Par("share", 0.1, 0.7, "direct time 12.6 to 16 % with half the cases: PwC", Grade.DERIVED)
    ] = 0.14
    """Share of the free hours that goes to further meetings."""
    partners: Annotated[
        float,
        Par("share", 0.05, 0.5, "no published figure; the rest is more care", Grade.ASSUMED),
    ] = 0.25
    """Share of the free hours that goes to partners and employers."""
    along: Annotated[
        float,
        Par("share", 0.0, 1.0, "joint visits: account 004", Grade.STATEMENT),
    ] = 0.3
    """Share of the hours beyond a meeting a month with everybody in which both visit a partner."""
    first_month: Annotated[
        float,
        Par("hours/case", 1.0, 10.0, "no published figure; the investigation of a new case", Grade.ASSUMED),
    ] = 2.0
    """Further hours in the month in which a household is new to its caseworker."""
    novice: Annotated[
        float, Par("share", 0.3, 1.0, "no published figure; new colleagues are introduced", Grade.ASSUMED)
    ] = 0.82
    """Share of a full month's casework that a new colleague adds, less what introducing takes of others."""
    introduction: Annotated[
        int, Par("months", 1, 12, "no published figure; new colleagues are introduced", Grade.ASSUMED)
    ] = 4
    """Months that somebody counts as new."""


@behaviour
def at_work(worker: Caseworker) -> bool:
    """Tell whether somebody works on the post this month."""
    return worker.post == Post.PRESENT or worker.post == Post.CONSULTANT


@behaviour
def begin_month(worker: Caseworker, office: Office, p: Hours) -> None:
    """Set the month's hours, less what the organisation takes of them; half of both on half a post.

    Parameters
    ----------
    worker
        The caseworker.
    office
        How the unit is organised.
    p
        Parameters.
    """
    worker.worked = 0.0
    worker.casework = 0.0
    worker.hours = 0.0
    if not at_work(worker):
        return
    hours = p.month * (1.0 - p.overhead)
    if office.reorganising > 0:
        hours -= hours * office.reorganisation_hours
    if worker.tenure < p.introduction:
        hours *= p.novice + (1.0 - p.novice) * office.coached * office.guidance
    if office.teaching_months > 0:
        hours -= office.teaching * (1.0 - p.overhead)
    hours -= office.steering_hours * office.steering / 12.0
    if office.employer_staff == 0:
        hours -= office.employer_hours
    worker.worked = p.month * worker.part
    worker.casework = max(0.0, hours) * worker.part
    worker.hours = worker.casework


@behaviour
def statutory_hours(new: bool, office: Office, p: Hours) -> float:
    """Return the hours that the law, and what the office adds to it, ask for one household this month."""
    hours = p.first_month if new else 0.0
    hours -= hours * office.guided * office.guidance
    duties = hours + p.statutory * (1.0 - office.eased * office.guidance) * (
        1.0 - office.automated * office.automation
    )
    return (duties + office.further_hours) * (1.0 - office.administration)


@behaviour
def spend_on_duties(worker: Caseworker, cover: float, crowding_out: int, p: Hours) -> None:
    """Answer the crises, do the statutory work and a part of absent colleagues', as far as hours go."""
    worker.statutory += cover * worker.part
    kept = p.planned * worker.casework
    room = worker.casework - kept
    answered = min(room, worker.acute)
    worker.calm = answered / worker.acute if worker.acute > 0.0 else 1.0
    if crowding_out == 1:
        room -= answered
    done = min(room, worker.statutory)
    worker.late = 1.0 - done / worker.statutory if worker.statutory > 0.0 else 0.0
    free = room - done
    worker.outward = p.partners * free
    worker.hours = kept + p.clients * free
    worker.duties = done + free - worker.outward - p.clients * free
