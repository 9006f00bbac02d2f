"""Hours: what a caseworker's month is spent on, before anybody is met.

Statutory work comes first, then crises, then what is left. Crowding out is the
heart of the model: at sixty cases each nothing is left, at thirty much is.
"""

from typing import Annotated, NamedTuple

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office
from tillit.agents.specialists import Specialists


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
            "11 % pure administration: National coordinator 2016; the rest assumed",
            Grade.ASSUMED,
        ),
    ] = 0.28
    """Share of them for unit meetings, administration and travel."""
    statutory: Annotated[
        float, Par("hours/case/month", 0.8, 2.0, "so that 60 cases leave little: account 004", Grade.ASSUMED)
    ] = 0.85
    """Decisions, payments and documentation of one household."""
    first_month: Annotated[
        float,
        Par("hours/case", 1.0, 10.0, "no published figure; the investigation of a new case", Grade.ASSUMED),
    ] = 2.0
    """Further hours in the month in which a household is new to its caseworker."""
    mentoring: Annotated[
        float,
        Par(
            "hours/month", 0.0, 30.0, "no published figure; somebody introduces new colleagues", Grade.ASSUMED
        ),
    ] = 10.0
    """Hours that introducing one new colleague takes from the rest of the team together."""
    novice: Annotated[
        float, Par("share", 0.3, 1.0, "no published figure; new colleagues are introduced", Grade.ASSUMED)
    ] = 0.65
    """Share of a full month's casework that a new colleague manages."""
    introduction: Annotated[
        int, Par("months", 1, 12, "no published figure; new colleagues are introduced", Grade.ASSUMED)
    ] = 4
    """Months that somebody counts as new."""
    steering: Annotated[
        float, Par("hours/meeting", 0.0, 5.0, "no published figure; each caseworker prepares", Grade.ASSUMED)
    ] = 0.5
    """Hours that one meeting of a joint steering group costs each caseworker."""
    automated: Annotated[
        float,
        Par(
            "share",
            0.0,
            0.8,
            "no published figure; decisions and payments among statutory work",
            Grade.ASSUMED,
        ),
    ] = 0.3
    """Share of the statutory work that goes when a machine takes every decision."""
    second: Annotated[float, Par("hours/case/month", 0.0, 1.0, "no published figure", Grade.ASSUMED)] = 0.08
    """Time that a case takes of the second caseworker who knows it."""


@behaviour
def at_work(worker: Caseworker) -> bool:
    """Tell whether somebody works on the post this month."""
    return worker.post == Post.PRESENT or worker.post == Post.CONSULTANT


@behaviour
def begin_month(
    worker: Caseworker, newcomers: float, mates: float, office: Office, p: Hours, s: Specialists
) -> None:
    """Set the month's hours, less what the organisation takes of them.

    Parameters
    ----------
    worker
        The caseworker.
    newcomers
        New colleagues in the team, without the caseworker.
    mates
        Colleagues at work in the team who are not new, with the caseworker.
    office
        How the unit is organised.
    p, s
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
        hours *= p.novice + (1.0 - p.novice) * s.coached * office.guidance
    elif newcomers > 0.0:
        hours -= p.mentoring * newcomers / mates
    if office.teaching_months > 0:
        hours -= office.teaching
    hours -= p.steering * office.steering / 12.0
    hours -= office.employer_hours
    worker.worked = p.month
    worker.casework = max(0.0, hours)
    worker.hours = worker.casework


@behaviour
def statutory_hours(new: bool, office: Office, p: Hours, s: Specialists) -> float:
    """Return the hours that the law, and what the office adds to it, ask for one household this month."""
    hours = p.first_month if new else 0.0
    hours -= hours * s.guided * office.guidance
    duties = hours + p.statutory * (1.0 - s.eased * office.guidance) * (1.0 - p.automated * office.automation)
    return (duties + office.further_hours) * (1.0 - office.administration)


@behaviour
def spend_on_duties(worker: Caseworker, cover: float, crowding_out: int) -> None:
    """Do the statutory work, cover for absent colleagues, then answer the crises."""
    worker.statutory += cover
    worker.hours -= min(worker.hours, worker.statutory)
    answered = min(worker.hours, worker.acute)
    worker.calm = answered / worker.acute if worker.acute > 0.0 else 1.0
    if crowding_out == 1:
        worker.hours -= answered
