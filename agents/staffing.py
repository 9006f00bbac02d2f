"""Staffing: caseworkers fall ill, recover, resign, and are replaced after a while."""

from typing import Annotated, NamedTuple

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.handover import next_holder
from tillit.agents.office import Office

CAREER = 360
"""Months after which everybody has left a post: hired at 35 in the mean, retired at 65."""


class Staffing(NamedTuple):
    """Parameters of turnover and sick leave."""

    resignation: Annotated[
        float,
        Par("1/month", 0.0005, 0.02, "45 % of municipalities at 0-10 % a year: Humana 2018", Grade.DERIVED),
    ] = 0.0005
    """Chance that somebody without stress resigns."""
    flight: Annotated[
        float,
        Par(
            "1/month", 0.0, 0.15, "11 % of municipalities at 30 % a year or more: Humana 2018", Grade.DERIVED
        ),
    ] = 0.033
    """What full stress adds; it grows with stress."""
    settled: Annotated[int, Par("months", 6, 60, "30-34 % left the position: SCB for SSR", Grade.ASSUMED)] = (
        24
    )
    """Months on a post until somebody, at first twice as likely to resign, is half as likely again."""
    sickness: Annotated[float, Par("1/month", 0.0, 0.02, "no published rate", Grade.ASSUMED)] = 0.003
    """Chance that somebody without stress goes on long sick leave."""
    burnout: Annotated[
        float, Par("1/month", 0.0, 0.06, "over 65 % psychiatric diagnoses: AFA 2017", Grade.DERIVED)
    ] = 0.015
    """What full stress adds; it grows with stress."""
    recovery: Annotated[float, Par("1/month", 0.1, 0.6, "no published rate", Grade.ASSUMED)] = 0.25
    """Chance that somebody on long sick leave comes back."""
    recruitment: Annotated[
        float,
        Par(
            "1/month", 0.1, 0.7, "no published rate; a post is vacant for two to three months", Grade.ASSUMED
        ),
    ] = 0.48
    """Chance that a vacant post is filled."""


@behaviour
def strain(worker: Caseworker, stress_turnover: int) -> float:
    """Return the stress that acts; none does when its mechanism is switched off."""
    return worker.stress if stress_turnover == 1 else 0.0


@behaviour
def usual_departure(stress: float, p: Staffing) -> float:
    """Return the chance a month that somebody resigns who is no longer new on the post."""
    return p.resignation + p.flight * stress


@behaviour
def departure(tenure: int, stress: float, pull: float, p: Staffing) -> float:
    """Return the chance a month that somebody resigns: at first twice what it is later on."""
    restless = p.settled / (p.settled + tenure)
    return usual_departure(stress, p) * pull * (1.0 + restless)


@behaviour
def tenure_there(stress: float, pull: float, lot: float, p: Staffing) -> int:
    """Draw how long somebody is on the post, where people have long come and gone under this stress."""
    months = 0.0
    staying = 1.0
    for tenure in range(CAREER):
        months += staying
        staying *= 1.0 - departure(tenure, stress, pull, p)
    left = lot * months
    staying = 1.0
    for tenure in range(CAREER):
        left -= staying
        if left < 0.0:
            return tenure
        staying *= 1.0 - departure(tenure, stress, pull, p)
    return CAREER - 1


@behaviour
def resigns(worker: Caseworker, stress: float, pull: float, wave: float, luck: Luck, p: Staffing) -> bool:
    """Decide whether somebody resigns, alone or together with others, or retires."""
    chance = departure(worker.tenure, stress, pull, p)
    if worker.tenure >= CAREER or uniform(luck, worker.person, Decision.RESIGNATION) < chance:
        return True
    return wave > 0.0 and uniform(luck, worker.person, Decision.WAVE) < wave


@behaviour
def falls_ill(worker: Caseworker, stress: float, luck: Luck, p: Staffing) -> bool:
    """Decide whether somebody goes on long sick leave."""
    return uniform(luck, worker.person, Decision.SICK_LEAVE) < p.sickness + p.burnout * stress


@behaviour
def recovers(worker: Caseworker, luck: Luck, p: Staffing) -> bool:
    """Decide whether somebody comes back from sick leave."""
    return uniform(luck, worker.person, Decision.RECOVERY) < p.recovery


@behaviour
def is_filled(worker: Caseworker, luck: Luck, p: Staffing) -> bool:
    """Decide whether a vacant post finds somebody."""
    return uniform(luck, worker.person, Decision.RECRUITMENT) < p.recruitment


@behaviour
def consultant_comes(worker: Caseworker, office: Office, luck: Luck) -> bool:
    """Decide whether a consultant is found for a vacant post."""
    found = office.consultant_found * office.consultants
    return uniform(luck, worker.person, Decision.CONSULTANT) < found


@behaviour
def consultant_goes(worker: Caseworker, office: Office, luck: Luck) -> bool:
    """Decide whether a consultant's assignment ends."""
    return uniform(luck, worker.person, Decision.CONSULTANT) < office.consultant_goes


@behaviour
def vacate(worker: Caseworker, post: int) -> None:
    """Leave the post. The next holder's id is there from now on, so all ties are gone."""
    worker.post = Post.VACANT
    worker.holder += 1
    worker.person = next_holder(post, worker.holder)
    worker.tenure = 0
    worker.idle = 0


@behaviour
def take_office(worker: Caseworker, kind: int, training: float, talent: float, stress: float) -> None:
    """Begin on the post, as an employee or as a consultant."""
    worker.talent = talent
    worker.post = kind
    worker.tenure = 0
    worker.idle = 0
    worker.training = training
    worker.local = 0.0
    worker.stress = stress
