"""Lives: the same households in both worlds, month by month."""

import numpy as np
import pyarrow as pa

from agents.client import Destination, Obstacle, State
from agents.foundation.records import Rows
from experiments.comparison import Comparison

WORDS = {"obstacle": Obstacle, "state": State, "destination": Destination}
"""Columns that hold numbers of these kinds."""


def lives_of(comparison: Comparison) -> pa.Table:
    """Return the histories that were kept, one row for each pair, world, household and month.

    A household has the same number in both worlds of a pair.
    """
    parts = [of_world(rows, pair, side) for (pair, side), rows in comparison.lives.items()]
    return pa.concat_tables(parts)


def of_world(rows: Rows, pair: int, side: int) -> pa.Table:
    """Return the histories of one world, each household's months together."""
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
