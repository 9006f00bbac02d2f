"""Closing: a child case ends, because all is well at home, or the child grows up or moves away."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from tillit.agents.child import Child, Form
from tillit.agents.family import ADULT
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par


class End(IntEnum):
    """How a case ends."""

    OPEN = 0
    WELL = 1
    """All is well enough at home."""
    GROWN = 2
    MOVED = 3


class Closing(NamedTuple):
    """Parameters of how cases end."""

    well: Annotated[float, Par("share", 0.05, 0.4, "no published figure", Grade.ASSUMED)] = 0.2
    """Risk at home below which all is well: support ends, and the case may be closed."""
    pace: Annotated[float, Par("1/month", 0.02, 0.6, "no published rate", Grade.ASSUMED)] = 0.15
    """Chance that it is closed then, if the family was met."""
    moved: Annotated[
        float, Par("1/month", 0.0, 0.02, "no published rate; moves to another municipality", Grade.ASSUMED)
    ] = 0.003
    """Chance that a family moves away."""


@behaviour
def close_case(child: Child, luck: Luck, p: Closing) -> int:
    """Return how the case ends this month, `End.OPEN` if it goes on."""
    if child.age >= ADULT:
        return End.GROWN
    if child.form != Form.HOME:
        return End.OPEN
    draw = uniform(luck, child.person, Decision.CASE_CLOSED)
    if draw < p.moved:
        return End.MOVED
    if child.met == 1 and child.risk < p.well and draw < p.moved + p.pace:
        return End.WELL
    return End.OPEN
