"""Placement: a household becomes a trainee with an employer, and perhaps an employee.

Where the caseworker's word is worth something, an employer takes somebody who
is not ready yet. A placement that fails costs the caseworker that word.
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.tie import Tie, begin, build_trust, cut


class Placements(NamedTuple):
    """Parameters of placements with employers."""

    begin: Annotated[float, Par("1/month", 0.0, 0.4, "no published rate", Grade.ASSUMED)] = 0.04
    """Chance of a placement at full reach and help."""
    end: Annotated[
        float, Par("1/month", 0.1, 0.5, "no published figure; four months on average", Grade.ASSUMED)
    ] = 0.25
    """Chance that a placement ends this month."""
    success: Annotated[
        float,
        Par("share", 0.2, 0.7, "34-45 % leave labour-market units to work or study: Kolada", Grade.DERIVED),
    ] = 0.4
    """Share of placements that end in a job, at middling trust and readiness."""
    trusted: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; direction: Liechti 2020", Grade.ASSUMED)
    ] = 0.5
    """Share of it that full trust between trainee and employer adds, and no trust takes away."""
    ready: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; employers hire who is ready", Grade.ASSUMED)
    ] = 0.5
    """Share of it that full readiness adds, and none takes away."""
    market: Annotated[
        float,
        Par("share", 0.0, 1.0, "no published figure; trainees replace vacancies in part", Grade.ASSUMED),
    ] = 0.5
    """Share of it that goes with the labour market."""
    boom: Annotated[
        float, Par("factor", 1.0, 3.0, "no published figure; nobody hires without limit", Grade.ASSUMED)
    ] = 1.5
    """Labour market above which it makes no more jobs of placements."""
    surest: Annotated[
        float, Par("share", 0.7, 1.0, "no published figure; nobody is always hired", Grade.ASSUMED)
    ] = 0.95
    """Share of the best placements that end in a job."""
    learning: Annotated[float, Par("1/month", 0.0, 0.15, "no published rate", Grade.ASSUMED)] = 0.04
    """Distance that a month in a workplace takes away."""
    familiarity: Annotated[float, Par("1/month", 0.05, 0.6, "no published rate; swept", Grade.ASSUMED)] = 0.25
    """Share of the missing trust that a month builds between trainee and employer."""
    first: Annotated[
        float, Par("share", 0.0, 0.5, "no published figure; a trainee comes recommended", Grade.ASSUMED)
    ] = 0.1
    """Trust between trainee and employer when a placement begins."""
    most: Annotated[float, Par("share", 0.01, 0.5, "no published figure", Grade.ASSUMED)] = 0.1
    """Trainees that an employer takes at most, against its headcount."""


@behaviour
def placement_chance(client: Client, reach: float, helped: float, p: Placements) -> float:
    """Return the month's chance of a placement; `helped` is what the caseworker's help is worth."""
    return p.begin * reach * client.ability * helped


@behaviour
def takes_trainee(employer: Employer, p: Placements) -> bool:
    """Tell whether the employer has room for one more trainee."""
    return employer.trainees < max(1.0, p.most * employer.headcount)


@behaviour
def begin_placement(
    client: Client, tie: Tie, employer: Employer, seat: int, month: int, p: Placements
) -> None:
    """Begin as a trainee."""
    client.state = State.PLACED
    begin(tie, employer.person, seat, month, p.first)
    employer.trainees += 1


@behaviour
def work_as_trainee(client: Client, tie: Tie, month: int, p: Placements) -> None:
    """Spend a month in the workplace."""
    client.distance = max(0.0, client.distance - p.learning)
    build_trust(tie, p.familiarity, month)


@behaviour
def placement_ends(client: Client, luck: Luck, p: Placements) -> bool:
    """Decide whether the placement ends this month."""
    return uniform(luck, client.person, Decision.PLACEMENT_END) < p.end


@behaviour
def placement_succeeds(client: Client, tie: Tie, market: float, luck: Luck, p: Placements) -> bool:
    """Decide whether the employer hires its trainee."""
    trusted = 1.0 - p.trusted + 2.0 * p.trusted * tie.trust
    ready = 1.0 + p.ready - 2.0 * p.ready * client.distance
    wanted = 1.0 - p.market + p.market * min(p.boom, market)
    chance = p.success * trusted * ready * wanted
    return uniform(luck, client.person, Decision.MATCH) < min(p.surest, chance)


@behaviour
def end_placement(client: Client, tie: Tie, employer: Employer) -> None:
    """End the placement; the tie between trainee and employer ends with it."""
    client.state = State.ASSISTED
    cut(tie)
    employer.trainees -= 1
