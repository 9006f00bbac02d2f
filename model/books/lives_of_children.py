"""Child history: each child's life as rows, written on demand, as `history` does for households."""

from enum import IntEnum
from typing import Annotated

import numpy as np

from tillit.agents.child import Child
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.records import Field, Record
from tillit.agents.tie import NOBODY, Tie


class ChildEvent(IntEnum):
    """What happened in a month to where a child lives."""

    NONE = 0
    PLACED_PLANNED = 1
    """Placed outside its home, prepared by a caseworker who knew the family."""
    PLACED_ACUTELY = 2
    BROKE_DOWN = 3
    """The placement broke down; the child lives somewhere else now."""
    MOVED = 4
    """A planned move to another form."""
    RETURNED_HOME = 5


AFTER_TURN = np.array(
    [ChildEvent.NONE, ChildEvent.BROKE_DOWN, ChildEvent.MOVED, ChildEvent.RETURNED_HOME], dtype=np.int64
)
"""The event that each `agents.staying.Turn` of a placement is, shape (4,)."""


class ChildLife(Record):
    """One month of one child case."""

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """The child."""
    caseworker: Annotated[int, Field("id, -1 for none", -1, 2**40, "i8")]
    """The family's caseworker."""
    month: Annotated[int, Field("month", 0, 4095, "i4")]
    """Month of the comparison, 1 is the first."""
    trust: Annotated[float, Field("share", 0.0, 1.0)]
    """The family's trust in the caseworker."""
    risk: Annotated[float, Field("share", 0.0, 1.0)]
    """Risk of harm at home at the end of the month."""
    anxiety: Annotated[float, Field("share", 0.0, 1.0)]
    """The family's frustration with the authority."""
    paid: Annotated[float, Field("the town's currency", 0.0, 1e9)]
    """What the placement, or preventive support at home, cost."""
    age: Annotated[int, Field("months", 0, 1300, "i2")]
    """Age of the child."""
    spell: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months with an open case, this one among them."""
    arm: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether the lot has drawn it, in a trial within the office."""
    form: Annotated[int, Field("Form", 0, 4, "i2")]
    """Where the child lives at the end of the month."""
    event: Annotated[int, Field("ChildEvent", 0, 5, "i2")]
    """What happened to where the child lives."""
    end: Annotated[int, Field("End", 0, 3, "i2")]
    """How the case ended, in the month in which it was closed."""
    supported: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether the family got preventive support at home."""
    met: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether the family met its caseworker."""
    in_crisis: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """Whether it had a crisis."""


@behaviour
def tell_child(
    life: ChildLife, child: Child, tie: Tie, month: int, paid: float, event: int, end: int
) -> None:
    """Write one month of a child's life down, before its case is closed or goes on."""
    life.person = child.person
    life.caseworker = tie.other if tie.seat != NOBODY else NOBODY
    life.month = month
    life.trust = tie.trust
    life.risk = child.risk
    life.anxiety = child.anxiety
    life.paid = paid
    life.age = child.age
    life.spell = child.spell
    life.arm = child.arm
    life.form = child.form
    life.event = event
    life.end = end
    life.supported = child.supported
    life.met = child.met
    life.in_crisis = child.in_crisis
