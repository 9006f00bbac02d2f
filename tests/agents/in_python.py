"""Behaviours as plain Python, for single calls that are not worth compiling.

That compiled and plain runs agree, byte for byte, is tested on a whole town.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numpy as np

from tillit.agents.foundation.behaviours import plain
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row")

LUCK = Luck(np.uint64(0x9D3C_51A7_64F0_2E8B), 0, 7)
"""Some month's luck; tests that count outcomes vary the person."""

COPIES: dict[Any, Any] = {}
"""The plain functions that were made, by behaviour."""

PEOPLE = range(4000)
"""Ids for counting outcomes: a share lies within 0.04 of its chance but once in 400,000 times."""

NEAR = 0.04
"""Five standard errors of a share among so many people."""


def in_python(behaviour: Callable[P, R]) -> Callable[P, R]:
    """Return a behaviour, and all that it calls, as ordinary Python functions."""
    any_behaviour: Any = behaviour
    if not hasattr(any_behaviour, "py_func"):
        return behaviour
    if any_behaviour not in COPIES:
        python = plain(any_behaviour)
        names: dict[str, Any] = {}
        COPIES[any_behaviour] = FunctionType(python.__code__, names, python.__name__)
        # Filled afterwards, because a parameter may bear the name of its own behaviour.
        names |= python.__globals__
        names |= {name: in_python(names[name]) for name in python.__code__.co_names if name in names}
    copy: Callable[P, R] = COPIES[any_behaviour]
    return copy


def row(kind: type[Row], **fields: float) -> Row:
    """Return one record of zeros with some fields set, as the kernel's plain mode sees it."""
    owner: Any = kind
    rows = np.zeros(1, owner.dtype)
    for name, value in fields.items():
        rows[name] = value
    record: Row = rows.view(np.recarray)[0]
    return record


def lots(decision: Decision) -> list[float]:
    """Return everybody's draw for a decision."""
    return [in_python(uniform)(LUCK, person, decision) for person in PEOPLE]


def values(record: object) -> dict[str, Any]:
    """Return all fields of a record, to compare before and after."""
    any_record: Any = record
    return {name: any_record[name].item() for name in any_record.dtype.names}


def share(outcomes: list[bool]) -> float:
    """Return how often something happened."""
    return sum(outcomes) / len(outcomes)
