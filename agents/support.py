"""Support: what a caseworker's help is worth to a case this month.

A meeting helps most in its own month and less in those that follow (van den Berg, Kjærsgaard &
Rosholm 2014). It helps more with a caseworker who is good at it (Cederlöf, Söderström & Vikström
2021; Schiprowski 2020) and whom the client trusts. A tie that is cut takes all of that away at
once: the successor has met nobody yet. One function, `help_now`, says how much there is, and every
way that a caseworker opens goes by it, for households and for children. So harmony alone moves
nobody (Behncke, Frölich & Lechner 2010): without a meeting, skill or a partner there is nothing
for trust to act on.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par

KEY_PARTNERS = np.array(
    [
        [Partner.EMPLOYMENT_SERVICE, Partner.ADULT_EDUCATION],
        [Partner.HEALTH_CARE, Partner.INSURANCE_AGENCY],
        [Partner.ADULT_EDUCATION, Partner.EMPLOYMENT_SERVICE],
        [Partner.ADDICTION_CARE, Partner.HEALTH_CARE],
        [Partner.INSURANCE_AGENCY, Partner.HEALTH_CARE],
    ],
    dtype=np.int64,
)
"""The two partners that matter most for each obstacle, shape (OBSTACLES, 2)."""


MOST_HELP = 2.0
"""Help is never worth more: the best caseworker, met without end, by somebody who trusts fully."""


class Support(NamedTuple):
    """Parameters of a caseworker's help."""

    carried: Annotated[
        float,
        Par("share", 0.1, 0.9, "smaller in the weeks after: van den Berg 2014", Grade.DERIVED),
    ] = 0.77
    """Share of the contact that is left after a month."""
    half: Annotated[
        float, Par("meetings", 0.3, 6.0, "twice as many meetings do not help twice: trials", Grade.DERIVED)
    ] = 0.72
    """Contact at which help is half of the most that it can be; two meetings in a row are about so much."""
    alone: Annotated[
        float, Par("share", 0.1, 0.9, "control and service both: Byberg 2002", Grade.ASSUMED)
    ] = 0.41
    """Share of the help without any trust."""
    training: Annotated[float, Par("share", 0.0, 0.5, "direction: account 000", Grade.ASSUMED)] = 0.4
    """Skill that full training adds; what it and knowing the town do not add, everybody has."""
    local: Annotated[float, Par("share", 0.0, 0.5, "direction: account 000", Grade.ASSUMED)] = 0.2
    """Skill that knowing the town adds; as much of the worth of a contact book."""
    pace: Annotated[
        float, Par("1/month", 0.0, 0.15, "effects that outlast the meetings: Maibom et al.", Grade.DERIVED)
    ] = 0.00413
    """Distance to self-support that a month of full help takes away, with the right partners."""
    own: Annotated[
        float, Par("share", 0.1, 0.9, "not merged is no better: Holzner & Munz 2013", Grade.ASSUMED)
    ] = 0.4
    """Share of that without any partner; of a new home, and the way to sickness benefit, likewise."""
    discouragement: Annotated[
        float, Par("1/month", 0.0, 0.1, "no published rate; half the fall is selection", Grade.DERIVED)
    ] = 0.026
    """Share of the nearness to self-support that a month on assistance costs."""


@behaviour
def knowledge(worker: Caseworker, local_knowledge: int) -> float:
    """Return how well the caseworker knows the town: as it is, or all fully."""
    return worker.local if local_knowledge == 1 else 1.0


@behaviour
def skill(worker: Caseworker, local_knowledge: int, p: Support) -> float:
    """Return how well the caseworker does the work: talent times what was learnt, 0 to 2."""
    local = knowledge(worker, local_knowledge)
    return worker.talent * (1.0 - p.training * (1.0 - worker.training) - p.local * (1.0 - local))


@behaviour
def let_contact_fade(case: Case, p: Support) -> None:
    """Keep what a month leaves of the meetings that there were."""
    case.contact *= p.carried


@behaviour
def held(case: Case, trust: float, p: Support) -> float:
    """Return how well a case is in its caseworker's hands, 0 to 1: met of late, and trusting."""
    return case.contact / (case.contact + p.half) * (p.alone + (1.0 - p.alone) * trust)


@behaviour
def help_now(case: Case, trust: float, ability: float, p: Support) -> float:
    """Return what the caseworker's help is worth this month, 0 to 2.

    Parameters
    ----------
    case
        The household, or the child with its family.
    trust
        Trust in the caseworker, 0 to 1.
    ability
        The caseworker's skill, 0 to 2; see `skill`.
    p
        Parameters.
    """
    return held(case, trust, p) * ability


@behaviour
def key_partners(client: Client, reach: NDArray[np.float64]) -> float:
    """Return how well the two partners that this household needs are reached, in the mean."""
    first = KEY_PARTNERS[client.obstacle, 0]
    second = KEY_PARTNERS[client.obstacle, 1]
    mean: float = (reach[first] + reach[second]) / KEY_PARTNERS.shape[1]
    return mean


@behaviour
def come_nearer(client: Client, helped: float, partners: float, p: Support) -> None:
    """Come nearer to self-support with help, and drift away with time.

    Parameters
    ----------
    client
        The household.
    helped
        What the caseworker's help is worth; see `help_now`.
    partners
        How well the key partners are reached, 0 to 1.
    p
        Parameters.
    """
    step = p.pace * helped * (p.own + (1.0 - p.own) * partners)
    client.distance -= step * client.distance
    client.distance += p.discouragement * (1.0 - client.distance)
