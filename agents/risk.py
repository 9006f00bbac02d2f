"""Risk: how likely a child is to come to harm at home, and what moves it.

The risk moves towards the strain on the family, less what help takes of it: more
with trust, with a skilled caseworker, and with the partners around the child: school,
school psychologist, child health nurse. When the help ends, so does what it did.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.people import People
from tillit.agents.support import Support

AROUND = np.array(
    [
        [Partner.CHILD_HEALTH, Partner.DAY_CARE, Partner.CHILD_PSYCHIATRY],
        [Partner.SCHOOL, Partner.SCHOOL_PSYCHOLOGIST, Partner.CHILD_PSYCHIATRY],
    ],
    dtype=np.int64,
) - int(Partner.SCHOOL)
"""Slots of the three partners around a child before and in school age, shape (2, 3)."""


class Risks(NamedTuple):
    """Parameters of risk."""

    drift: Annotated[
        float, Par("1/month", 0.01, 0.2, "no published rate; months, not years", Grade.ASSUMED)
    ] = 0.04
    """Share of the way to the family's strain that the risk goes in a month at home."""
    relief: Annotated[
        float, Par("share", 0.0, 0.9, "direction: account 001; no published rate", Grade.ASSUMED)
    ] = 0.72
    """Share of the strain that full help keeps from the child, with the right partners."""
    shock: Annotated[float, Par("share", 0.0, 0.6, "no published rate", Grade.ASSUMED)] = 0.2
    """Share of the missing risk that a crisis at home adds."""


@behaviour
def at_school(child: Child, people: People) -> int:
    """Return 1 if school is around the child, 0 if day care still is: a row of `AROUND`."""
    return 1 if child.age >= people.school_age else 0


@behaviour
def partners_around(child: Child, reach: NDArray[np.float64], people: People) -> float:
    """Return how well the partners around a child of its age are reached, in the mean."""
    age = at_school(child, people)
    reached: float = 0.0
    for place in range(AROUND.shape[1]):
        reached += reach[AROUND[age, place]]
    mean: float = reached / AROUND.shape[1]
    return mean


@behaviour
def live_with_strain(child: Child, helped: float, partners: float, p: Risks, support: Support) -> None:
    """Let the risk move towards the strain that help leaves, and rise in a crisis.

    Parameters
    ----------
    child
        The child.
    helped
        What the caseworker's help is worth, 0 to 2; see `support.help_now`.
    partners
        How well the partners around the child are reached, 0 to 1.
    p
        Parameters of risk.
    support
        What help is worth without partners: as for a household.
    """
    kept = min(1.0, p.relief * helped * (support.own + (1.0 - support.own) * partners))
    child.risk += p.drift * (child.strain * (1.0 - kept) - child.risk)
    if child.in_crisis == 1 and child.form == Form.HOME:
        child.risk += p.shock * (1.0 - child.risk)
