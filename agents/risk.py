"""Risk: how likely a child is to come to harm at home, and what moves it.

Left alone the risk moves towards the strain on the family. A meeting takes
some of it away, more with trust, with a skilled caseworker, and with the
partners around the child: school, school psychologist, child health nurse.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.support import Support

AROUND = np.array(
    [
        [Partner.CHILD_HEALTH - Partner.SCHOOL, Partner.DAY_CARE - Partner.SCHOOL],
        [0, Partner.SCHOOL_PSYCHOLOGIST - Partner.SCHOOL],
    ],
    dtype=np.int64,
)
"""Slots of the two partners that matter most before and in school age, shape (2, 2)."""

PSYCHIATRY = Partner.CHILD_PSYCHIATRY - Partner.SCHOOL
"""Slot of health care and psychiatry for children."""


class Risks(NamedTuple):
    """Parameters of risk."""

    drift: Annotated[
        float, Par("1/month", 0.01, 0.2, "no published rate; months, not years", Grade.ASSUMED)
    ] = 0.04
    """Share of the way to the family's strain that the risk goes in a month at home."""
    apart: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; a family works on itself, or not", Grade.ASSUMED)
    ] = 0.4
    """Share of that while the child is placed."""
    relief: Annotated[
        float, Par("1/meeting", 0.02, 0.4, "direction: account 001; no published rate", Grade.ASSUMED)
    ] = 0.03
    """Share of the risk that a meeting takes away, at full trust and skill, with the right partners."""
    lasting: Annotated[float, Par("share", 0.0, 1.0, "no published rate", Grade.ASSUMED)] = 0.3
    """Part of that relief that the family's strain shares in."""
    shock: Annotated[float, Par("share", 0.0, 0.6, "no published rate", Grade.ASSUMED)] = 0.2
    """Share of the missing risk that a crisis at home adds."""
    school_age: Annotated[
        int, Par("months", 60, 84, "no source looked up; from six years", Grade.ASSUMED)
    ] = 72
    """Months of age from which school is around the child, and before which day care is."""
    first: Annotated[
        float, Par("share", 0.3, 0.6, "no published figure; who sees the child most", Grade.ASSUMED)
    ] = 0.5
    """Weight of the partner who matters most: child health, or school."""
    second: Annotated[
        float, Par("share", 0.1, 0.4, "no published figure; who sees the child too", Grade.ASSUMED)
    ] = 0.3
    """Weight of day care, or the school psychologist; health care and psychiatry have the rest."""


@behaviour
def at_school(child: Child, p: Risks) -> int:
    """Return 1 if school is around the child, 0 if day care still is: a row of `AROUND`."""
    return 1 if child.age >= p.school_age else 0


@behaviour
def partners_around(child: Child, reach: NDArray[np.float64], p: Risks) -> float:
    """Return how well the partners around a child of its age are reached."""
    age = at_school(child, p)
    first: float = p.first * reach[AROUND[age, 0]] + p.second * reach[AROUND[age, 1]]
    both: float = first + (1.0 - p.first - p.second) * reach[PSYCHIATRY]
    return both


@behaviour
def live_with_strain(child: Child, p: Risks) -> None:
    """Let the risk move towards the strain, and rise in a crisis."""
    pace = p.drift if child.form == Form.HOME else p.drift * p.apart
    child.risk += pace * (child.strain - child.risk)
    if child.in_crisis == 1 and child.form == Form.HOME:
        child.risk += p.shock * (1.0 - child.risk)


@behaviour
def relieve(child: Child, trust: float, ability: float, partners: float, p: Risks, support: Support) -> None:
    """Take risk away at a kept meeting.

    Parameters
    ----------
    child
        The child.
    trust, ability, partners
        The family's trust in the caseworker, the caseworker's skill, and how well the
        partners around the child are reached; each 0 to 1.
    p
        Parameters of risk.
    support
        What a meeting is worth without trust, and without partners: as for a household.
    """
    step = p.relief * ability
    step *= support.alone + (1.0 - support.alone) * trust
    step *= support.own + (1.0 - support.own) * partners
    child.risk -= step * child.risk
    child.strain -= p.lasting * step * child.strain
