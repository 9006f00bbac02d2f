"""Inflows: the usual inflow of each row's place, found once and then handed on.

To find it takes as many run-ins as a place has replicates, several times the
work of a run. So whoever has found one tells the launcher, which keeps it in
the folder and gives it to all who run the row's other replications.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.agents.foundation.source import source_hash
from tillit.experiments.sweep.chunks import file_name, files_in
from tillit.experiments.worlds.durable import write_durably
from tillit.model.households.arrivals import FLOWS

Inflow = NDArray[np.float64]


class KnownInflows:
    """What the launcher knows of the inflows of a design's rows, in memory and in the folder.

    Parameters
    ----------
    folder
        Where it is kept.
    rows
        Rows of the design.
    """

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder = folder
        self._source = {b"source": source_hash().encode()}
        self._known = np.full((rows, FLOWS), np.nan)
        for path in files_in(folder).values():
            self._read(path)

    def of(self, rows: Iterable[int]) -> Inflow:
        """Return the inflow of some rows, shape (rows, FLOWS); NaN where it is not known."""
        known: Inflow = self._known[list(rows)]
        return known

    def learn(self, number: int, rows: Iterable[int], inflows: Inflow) -> None:
        """Take over what was found with a chunk, and keep it if any of it is new."""
        found = {row: inflow for row, inflow in zip(rows, inflows, strict=True) if not np.isnan(inflow[0])}
        if any(np.isnan(self._known[row, 0]) for row in found):
            self._known[list(found)] = list(found.values())
            table = self._table(found)
            write_durably(self._folder / file_name(number), lambda draft: parquet.write_table(table, draft))

    def _table(self, found: dict[int, Inflow]) -> pa.Table:
        columns = {"design_id": pa.array(list(found), pa.int32())}
        values = np.array(list(found.values()))
        columns |= {f"flow_{turn}": pa.array(values[:, turn]) for turn in range(FLOWS)}
        return pa.table(columns, metadata=self._source)

    def _read(self, path: Path) -> None:
        table = parquet.read_table(path, partitioning=None)
        # Another version of the model may have found something else.
        if table.schema.metadata == self._source:
            values = np.column_stack([table[f"flow_{turn}"].to_numpy() for turn in range(FLOWS)])
            self._known[table["design_id"].to_numpy()] = values
