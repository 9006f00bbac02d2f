"""Support: a meeting brings the household nearer to self-support.

Faster with trust, with a competent caseworker, and with the right partner:
health care for the sick, language teaching for the newly arrived. Harmony alone
moves nobody (Behncke et al.): without skill or partner, trust has little to act on.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
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


class Support(NamedTuple):
    """Parameters of the way to self-support."""

    pace: Annotated[
        float,
        Par("1/meeting", 0.01, 0.25, "calibrated on spell lengths: Bergmark & Bäckman 2008", Grade.DERIVED),
    ] = 0.018
    """Distance that a meeting takes away, at full trust and skill, with the right partner."""
    alone: Annotated[
        float, Par("share", 0.1, 0.9, "control and service both: Byberg 2002", Grade.ASSUMED)
    ] = 0.35
    """Share of that without any trust."""
    own: Annotated[
        float, Par("share", 0.1, 0.9, "integrated agencies do better: Holzner & Munz 2012", Grade.ASSUMED)
    ] = 0.4
    """Share of that without any partner."""
    basic: Annotated[float, Par("share", 0.2, 0.9, "no published figure", Grade.ASSUMED)] = 0.4
    """Skill of an untrained caseworker who does not know the town."""
    training: Annotated[float, Par("share", 0.0, 0.5, "direction: account 000", Grade.ASSUMED)] = 0.35
    """Skill that full training adds."""
    local: Annotated[float, Par("share", 0.0, 0.5, "direction: account 000", Grade.ASSUMED)] = 0.25
    """Skill that knowing the town adds."""
    ordinary: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; only used without local_knowledge", Grade.ASSUMED)
    ] = 0.5
    """How well everybody knows the town when local knowledge is switched off."""
    first: Annotated[
        float, Par("share", 0.5, 1.0, "no published figure; one matters more", Grade.ASSUMED)
    ] = 0.6
    """Weight of the first of the two key partners; the second has the rest."""
    discouragement: Annotated[
        float, Par("1/month", 0.0, 0.03, "stock exits 3.6 % a month: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.001
    """Share of the nearness that a month without contact costs."""


@behaviour
def knowledge(worker: Caseworker, local_knowledge: int, p: Support) -> float:
    """Return how well the caseworker knows the town: as it is, or all alike."""
    return worker.local if local_knowledge == 1 else p.ordinary


@behaviour
def skill(worker: Caseworker, local_knowledge: int, p: Support) -> float:
    """Return how well the caseworker does the work, 0 to 1."""
    local = knowledge(worker, local_knowledge, p)
    return min(1.0, p.basic + p.training * worker.training + p.local * local)


@behaviour
def key_partners(client: Client, reach: NDArray[np.float64], p: Support) -> float:
    """Return how well the two partners that this household needs are reached."""
    first = KEY_PARTNERS[client.obstacle, 0]
    second = KEY_PARTNERS[client.obstacle, 1]
    reached: float = p.first * reach[first] + (1.0 - p.first) * reach[second]
    return reached


@behaviour
def bring_nearer(client: Client, trust: float, ability: float, partners: float, p: Support) -> None:
    """Take away distance at a kept meeting.

    Parameters
    ----------
    client
        The household.
    trust, ability, partners
        Trust in the caseworker, the caseworker's skill, and how well the key
        partners are reached; each 0 to 1.
    p
        Parameters.
    """
    step = p.pace * ability
    step *= p.alone + (1.0 - p.alone) * trust
    step *= p.own + (1.0 - p.own) * partners
    client.distance = max(0.0, client.distance - step)


@behaviour
def discourage(client: Client, p: Support) -> None:
    """Let a household without contact drift away from self-support."""
    client.distance += p.discouragement * (1.0 - client.distance)
