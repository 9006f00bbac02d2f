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
from tillit.agents.household import between

ADULT = 216
"""Months of age at which nobody is a child any more."""


class Families(NamedTuple):
    """Parameters of whose cases begin."""

    heavy: Annotated[
        float,
        Par("share", 0.05, 0.6, "no published figure; so that a third of the cases is placed", Grade.ASSUMED),
    ] = 0.3
    """Share of families under heavy strain."""
    heavy_in_stock: Annotated[
        float, Par("share", 0.1, 0.9, "no published figure; the run-in puts it right", Grade.ASSUMED)
    ] = 0.4
    """The same share in the stock that a town begins with."""
    heavy_strain: Annotated[float, Par("share", 0.4, 0.8, "no published figure", Grade.ASSUMED)] = 0.6
    """Least strain of those; the greatest is 1, and that of the others below it."""
    youngest: Annotated[
        int, Par("months", 0, 60, "no published figure; concern is reported even before birth", Grade.ASSUMED)
    ] = 0
    """Youngest age at which a case begins."""
    oldest: Annotated[
        int, Par("months", 180, 214, "no published figure; nearly the age of majority", Grade.ASSUMED)
    ] = 204
    """Oldest age at which a case begins."""
    warning: Annotated[
        float, Par("share", 0.3, 1.0, "no published figure; reported before it is too late", Grade.ASSUMED)
    ] = 0.6
    """Risk against strain when a case begins late: one end of what is drawn evenly."""
    early: Annotated[
        float, Par("share", 0.0, 0.5, "no published figure; reported at the first signs", Grade.ASSUMED)
    ] = 0.3
    """The same when it begins early: the other end."""
    placed: Annotated[
        float, Par("share", 0.0, 0.8, "no published figure; the run-in puts it right", Grade.ASSUMED)
    ] = 0.3
    """Share of the first stock that is with a foster family already."""
    longest: Annotated[
        int, Par("months", 12, 120, "no published figure; the run-in puts it right", Grade.ASSUMED)
    ] = 48
    """Months, at most, that those have been there."""


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
    draw = uniform(luck, person, Decision.STRAIN)
    if uniform(luck, person, Decision.HEAVY) < p.heavy:
        child.strain = p.heavy_strain + (1.0 - p.heavy_strain) * draw
    else:
        child.strain = p.heavy_strain * draw
    child.risk = child.strain * between(luck, person, Decision.FIRST_RISK, p.early, p.warning)
    child.age = int(between(luck, person, Decision.CHILD_AGE, p.youngest * 1.0, p.oldest * 1.0))
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
def be_a_case_already(child: Child, luck: Luck, p: Families) -> None:
    """Be older than those who come, and perhaps with a foster family: for the stock that a town begins with.

    If cases begin at all ages alike and go on until the child is grown, as many
    are open at each age as there are younger ages to begin at: hence the root.
    """
    span = p.oldest - p.youngest
    child.age = p.youngest + int(span * np.sqrt((child.age - p.youngest) / span))
    draw = uniform(luck, child.person, Decision.FIRST_PLACEMENT)
    if draw < p.placed:
        child.form = Form.FOSTER
        child.placed = 1 + int(p.longest * draw / p.placed)
