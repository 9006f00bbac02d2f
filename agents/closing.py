"""Closing: a child case ends, because all is well at home, or the child grows up or moves away."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from tillit.agents.child import Child, Form
from tillit.agents.family import ADULT
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.leaving import Leaving
from tillit.agents.prevention import Prevention


class End(IntEnum):
    """How a case ends."""

    OPEN = 0
    WELL = 1
    """All is well enough at home."""
    GROWN = 2
    MOVED = 3


class Closing(NamedTuple):
    """Parameters of how cases end."""

    well: Annotated[
        float,
        Par("share", 0.05, 0.6, "no published figure; well below what leads to a placement", Grade.ASSUMED),
    ] = 0.35
    """Risk at home below which all is well and support ends; and strain below which the case may be closed,
    for when the help ends, so does what it did."""


@behaviour
def close_case(child: Child, luck: Luck, p: Closing, leaving: Leaving, prevention: Prevention) -> int:
    """Return how the case ends this month, `End.OPEN` if it goes on."""
    if child.age >= ADULT:
        return End.GROWN
    if child.form != Form.HOME:
        return End.OPEN
    draw = uniform(luck, child.person, Decision.CASE_CLOSED)
    if draw < leaving.elsewhere:
        return End.MOVED
    if (
        child.met == 1
        and max(child.risk, child.strain) < p.well
        and draw < leaving.elsewhere + prevention.offer
    ):
        return End.WELL
    return End.OPEN
