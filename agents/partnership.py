"""Partnership: a caseworker's own ties to agencies and employers.

Contacts take the hours that meetings leave over. They build a tie to one
contact person. When that person changes, as little of it is kept as of a client's trust
(Burt 2002 found that nine tenths of bridges which nobody maintains are gone in a year).
"""

from typing import Annotated, NamedTuple

from tillit.agents.agency import Agency
from tillit.agents.caseworker import Caseworker
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.handover import Handover
from tillit.agents.office import Office
from tillit.agents.tie import NOBODY, Bonds, Tie, begin, build_trust, cut, lose_trust

PAGES = 6
"""Employers in a caseworker's contact book."""


class Partnerships(NamedTuple):
    """Parameters of ties to partners."""

    hours: Annotated[
        float, Par("hours/contact", 0.5, 5.0, "no published figure; with travel", Grade.ASSUMED)
    ] = 1.5
    """Hours of the caseworker that one contact takes."""
    patience: Annotated[
        float, Par("1/month", 0.01, 0.5, "no published rate; how fast a memory moves", Grade.ASSUMED)
    ] = 0.2
    """Weight of the newest placement in an employer's memory."""
    wary: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; a bad memory makes wary", Grade.ASSUMED)
    ] = 0.45
    """Share of `bonds.rapport`, and of openness to who is recommended, left with nothing but bad memories."""
    delegation: Annotated[
        float, Par("share", 0.2, 1.0, "no published figure; a colleague's word is worth less", Grade.ASSUMED)
    ] = 0.8
    """What is left when a partner is reached, or got to know, through a colleague, beside both trusts."""


@behaviour
def contact_chance(worker: Caseworker, partners: int, p: Partnerships) -> float:
    """Return the chance that one given partner is contacted this month."""
    return min(1.0, worker.outward / p.hours / partners)


@behaviour
def contact_agency(  # noqa: PLR0913, PLR0917 - who, whom, by whom introduced, how likely, and by which rules
    worker: Caseworker,
    agency: Agency,
    tie: Tie,
    introduced: float,
    chance: float,
    office: Office,
    luck: Luck,
    p: Partnerships,
    bonds: Bonds,
) -> None:
    """Contact an agency, or let the tie fade.

    Who is introduced by a colleague who knows the same contact person builds trust faster:
    ties close triangles (Burt 2002). `introduced` is how well, 0 to 1.
    """
    if uniform(luck, worker.person, Decision.PARTNER_CONTACT + agency.partner) < chance:
        build_trust(tie, bonds.rapport + (1.0 - bonds.rapport) * p.delegation * introduced, luck.month)
    else:
        lose_trust(tie, bonds.fading * (1.0 - office.joint))


@behaviour
def meet_contact_person(
    tie: Tie, person: int, seat: int, office: Office, handover: int, luck: Luck, p: Handover
) -> None:
    """Notice that somebody else answers at the agency, and begin with them."""
    if tie.other == person:
        return
    lost = (1.0 - p.kept) * (1.0 - office.joint)
    kept = tie.trust * (1.0 - lost) if handover == 1 and tie.other != NOBODY else 0.0
    begin(tie, person, seat, luck.month, kept)


@behaviour
def contact_employer(  # noqa: PLR0913, PLR0917 - who, whom, how likely, and by which rules
    worker: Caseworker,
    employer: Employer,
    tie: Tie,
    page: int,
    chance: float,
    luck: Luck,
    p: Partnerships,
    bonds: Bonds,
) -> None:
    """Contact an employer from the contact book, or let the tie fade."""
    if uniform(luck, worker.person, Decision.PARTNER_CONTACT + 8 + page) < chance:
        employer.contacted += 1.0
        remembered = p.wary + (1.0 - p.wary) * employer.memory
        build_trust(tie, bonds.rapport * remembered, luck.month)
    else:
        lose_trust(tie, bonds.fading)


@behaviour
def pass_on(tie: Tie, kept: float, bonds: Bonds) -> None:
    """Keep a share of a tie for whoever comes next on the post; while nobody does, it fades."""
    if tie.other == NOBODY:
        return
    if kept == 0.0:
        cut(tie)
    lose_trust(tie, 1.0 - kept * (1.0 - bonds.fading))


@behaviour
def find_employer(worker: Caseworker, tie: Tie, page: int, employers: int, chance: float, luck: Luck) -> int:
    """Look for an employer to fill an empty page of the contact book; return the row or NOBODY."""
    if tie.other != NOBODY:
        return NOBODY
    draw = uniform(luck, worker.person, Decision.NEW_EMPLOYER + page)
    if draw >= chance:
        return NOBODY
    return min(employers - 1, int(draw / chance * employers))


@behaviour
def remember(employer: Employer, success: float, p: Partnerships) -> None:
    """Let the employer remember how a placement went, 1 well and 0 badly."""
    employer.memory += p.patience * (success - employer.memory)


@behaviour
def work_together(tie: Tie, both_here: bool, office: Office, bonds: Bonds, luck: Luck) -> None:
    """Let two colleagues of a team, who share some cases, get to know each other, or forget."""
    if both_here:
        build_trust(tie, min(1.0, bonds.rapport * (1.0 + office.together * office.shared_cases)), luck.month)
    else:
        lose_trust(tie, bonds.fading)


@behaviour
def know_colleague(tie: Tie, mate: Caseworker, seat: int, luck: Luck) -> None:
    """Notice that somebody else holds a colleague's post."""
    if tie.other != mate.person:
        begin(tie, mate.person, seat, luck.month, 0.0)


@behaviour
def lose_contacts(worker: Caseworker, tie: Tie, slot: int, share: float, luck: Luck) -> None:
    """Give this partner contact to somebody else in a reorganisation, perhaps."""
    if share > 0.0 and uniform(luck, worker.person, Decision.LOST_CONTACT + slot) < share:
        cut(tie)
