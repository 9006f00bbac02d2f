"""Lives: the same households, and the same children, in both worlds, month by month."""

from collections.abc import Mapping
from enum import IntEnum

import numpy as np
import pyarrow as pa

from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle, State
from tillit.agents.closing import End
from tillit.agents.foundation.records import Rows
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


def lives_of(lives: Mapping[tuple[int, int], Rows]) -> pa.Table:
    """Return the histories that a comparison kept, one row for each pair, world, person and month.

    A household, or a child, has the same number in both worlds of a pair, and its months stand together.
    What the columns of children mean is said in `model.books.lives_of_children.ChildLife`.
    """
    tables = []
    for (pair, side), kept in lives.items():
        rows = kept[np.lexsort((kept["month"], kept["person"]))]
        columns = {
            "pair": pa.array(np.full(len(rows), pair + 1)),
            "world": pa.array(np.full(len(rows), "ab"[side])),
        }
        for name in rows.dtype.names or ():
            column = np.ascontiguousarray(rows[name])
            columns[name] = pa.array(column)
            if name in WORDS:
                words = [it.name.lower() for it in WORDS[name]]
                numbers = pa.array(column.astype(np.int8))
                columns[name] = pa.DictionaryArray.from_arrays(numbers, words)
        tables.append(pa.table(columns))
    return pa.concat_tables(tables)
