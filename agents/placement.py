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
from tillit.agents.tie import Bonds, Tie, begin, build_trust, cut


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
    """Share of placements that end in a job, where trust weighs as much as distance."""
    learning: Annotated[float, Par("1/month", 0.0, 0.15, "no published rate", Grade.ASSUMED)] = 0.04
    """Distance that a month in a workplace takes away."""


@behaviour
def placement_chance(client: Client, reach: float, helped: float, p: Placements) -> float:
    """Return the month's chance of a placement; `helped` is what the caseworker's help is worth."""
    return p.begin * reach * client.ability * helped


@behaviour
def takes_trainee(employer: Employer) -> bool:
    """Tell whether the employer has room for one more trainee: no more than there are employees."""
    return employer.trainees < employer.headcount


@behaviour
def begin_placement(
    client: Client, tie: Tie, employer: Employer, seat: int, month: int, recommended: float
) -> None:
    """Begin as a trainee, who is trusted as far as whoever recommended them."""
    client.state = State.PLACED
    begin(tie, employer.person, seat, month, recommended)
    employer.trainees += 1


@behaviour
def work_as_trainee(client: Client, tie: Tie, month: int, p: Placements, bonds: Bonds) -> None:
    """Spend a month in the workplace."""
    client.distance = max(0.0, client.distance - p.learning)
    build_trust(tie, bonds.rapport, month)


@behaviour
def placement_ends(client: Client, luck: Luck, p: Placements) -> bool:
    """Decide whether the placement ends this month."""
    return uniform(luck, client.person, Decision.PLACEMENT_END) < p.end


@behaviour
def placement_succeeds(client: Client, trust: float, market: float, luck: Luck, p: Placements) -> bool:
    """Decide whether the employer hires its trainee; `trust` is that between the two."""
    chance = p.success * (1.0 + trust - client.distance) * min(1.0, market)
    return uniform(luck, client.person, Decision.MATCH) < chance


@behaviour
def end_placement(client: Client, tie: Tie, employer: Employer) -> None:
    """End the placement; the tie between trainee and employer ends with it."""
    client.state = State.ASSISTED
    cut(tie)
    employer.trainees -= 1
