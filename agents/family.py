"""Family: who a child is when its case begins, the same in all worlds.

Like `household`: everything is drawn from the child's own luck, in a month of
its own, so that nothing which happens in the town changes who comes.
"""

from typing import Annotated, NamedTuple

import numpy as np

from tillit.agents.child import Child, Form
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par

ADULT = 216
"""Months of age at which nobody is a child any more."""


class Families(NamedTuple):
    """Parameters of whose cases begin, at any age alike."""

    strain: Annotated[
        float,
        Par(
            "share", 0.35, 0.65, "no published figure; so that a third of the cases is placed", Grade.ASSUMED
        ),
    ] = 0.56
    """Mean strain of the families; above a half, more of them are under heavy strain than under little."""
    change: Annotated[
        float,
        Par(
            "1/month",
            0.0,
            0.08,
            "of placed children 28 % are new in a year: Danmarks Statistik",
            Grade.DERIVED,
        ),
    ] = 0.033
    """Chance that a family's life changes: somebody moves in or out, falls ill, finds work."""


@behaviour
def be_reported(child: Child, person: int, luck: Luck, p: Families) -> None:
    """Become a case: somebody reported concern for the child, or the family asked for help.

    Parameters
    ----------
    child
        An empty row.
    person
        Id of the child.
    luck
        Luck of the month in which the case begins.
    p
        Parameters.
    """
    child.person = person
    child.running = 1
    child.strain = _on_a_slope(uniform(luck, person, Decision.STRAIN), p.strain)
    child.risk = child.strain * uniform(luck, person, Decision.FIRST_RISK)
    child.age = int(ADULT * uniform(luck, person, Decision.CHILD_AGE))
    child.anxiety = 0.0
    child.form = Form.HOME
    child.placed = 0
    child.acute = 0
    child.breakdowns = 0
    child.supported = 0
    child.spell = 0
    child.caseworkers = 0
    child.silence = 0
    child.contact = 0.0
    child.waited = 0
    child.in_crisis = 0
    child.turn = 0
    child.met = 0
    child.arm = 0


@behaviour
def change_family(child: Child, luck: Luck, p: Families) -> None:
    """Let the family's life change, perhaps: its strain is now as that of any family that is reported."""
    if uniform(luck, child.person, Decision.FAMILY_CHANGE) < p.change:
        child.strain = _on_a_slope(uniform(luck, child.person, Decision.STRAIN), p.strain)


@behaviour
def be_a_case_already(child: Child) -> None:
    """Be older than those who come, for the stock that a town begins with.

    If cases begin at all ages alike and go on until the child is grown, as many
    are open at each age as there are younger ages to begin at: hence the root.
    """
    child.age = int(ADULT * np.sqrt(child.age / ADULT))


@behaviour
def _on_a_slope(draw: float, mean: float) -> float:
    """Return a number from 0 to 1 whose density is a straight line, with a mean of 1/3 to 2/3."""
    least = 4 - 6 * mean
    number: float = 2 * draw / (least + np.sqrt(least * least + 4 * (1 - least) * draw))
    return number
