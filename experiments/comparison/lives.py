"""Lives: the same households, and the same children, in both worlds, month by month."""

from collections.abc import Mapping
from enum import IntEnum

import numpy as np
import pyarrow as pa

from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle, State
from tillit.agents.closing import End
from tillit.agents.foundation.records import Rows
from tillit.experiments.comparison.outcomes import Comparison
from tillit.model.books.lives_of_children import ChildEvent

WORDS: dict[str, type[IntEnum]] = {
    "obstacle": Obstacle,
    "state": State,
    "destination": Destination,
    "form": Form,
    "event": ChildEvent,
    "end": End,
}
"""Columns that hold numbers of these kinds."""


def lives_of(comparison: Comparison) -> pa.Table:
    """Return the histories that were kept, one row for each pair, world, household and month.

    A household has the same number in both worlds of a pair.
    """
    return _of_worlds(comparison.lives)


def child_lives_of(comparison: Comparison) -> pa.Table:
    """Return the same of children: one row for each pair, world, child case and month.

    What its columns mean is said in `model.books.lives_of_children.ChildLife`.
    """
    return _of_worlds(comparison.child_lives)


def _of_worlds(lives: Mapping[tuple[int, int], Rows]) -> pa.Table:
    return pa.concat_tables([_of_world(rows, pair, side) for (pair, side), rows in lives.items()])


def _of_world(rows: Rows, pair: int, side: int) -> pa.Table:
    """Return the histories of one world, each client's months together."""
    rows = rows[np.lexsort((rows["month"], rows["person"]))]
    columns: dict[str, pa.Array] = {
        "pair": pa.array(np.full(len(rows), pair + 1)),
        "world": pa.array(np.full(len(rows), "ab"[side])),
    }
    for name in rows.dtype.names or ():
        column = np.ascontiguousarray(rows[name])
        if name in WORDS:
            words = [it.name.lower() for it in WORDS[name]]
            columns[name] = pa.DictionaryArray.from_arrays(pa.array(column.astype(np.int8)), words)
        else:
            columns[name] = pa.array(column)
    return pa.table(columns)
