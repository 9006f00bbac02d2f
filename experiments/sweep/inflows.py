"""Inflows: the usual inflow of each row's place, found once and then handed on.

To find it takes as many run-ins as a place has replicates, several times the
work of a run. So whoever has found one tells the launcher, which keeps it in
the folder and gives it to all who run the row's other replications.
"""

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.agents.foundation.source import source_hash
from tillit.experiments.durable import write_durably
from tillit.experiments.sweep.chunks import Span, file_name, files_in
from tillit.model.households.arrivals import FLOWS
from tillit.model.origin import Origin
from tillit.model.simulation import usual_inflow

Inflow = NDArray[np.float64]

MOST = 10_000
"""Places that a worker remembers."""


class FoundInflows:
    """What a worker knows of the inflows of places; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, Inflow] = OrderedDict()
        self._searches: dict[str, Lock] = {}

    def of(self, origin: Origin) -> Inflow:
        """Return the usual inflow of a place; of threads that ask at once, one finds it."""
        with self._lock:
            search = self._searches.setdefault(origin.digest, Lock())
        with search:
            inflow = self._known.get(origin.digest)
            if inflow is None:
                inflow = usual_inflow(origin)
                self.learn(origin, inflow)
        with self._lock:
            self._searches.pop(origin.digest, None)
        return inflow

    def learn(self, origin: Origin, inflow: Inflow) -> None:
        """Remember the inflow of a place."""
        with self._lock:
            self._known[origin.digest] = inflow
            if len(self._known) > MOST:
                self._known.popitem(last=False)


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
        folder.mkdir(exist_ok=True)
        for _, path in files_in(folder):
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
            path = self._folder / file_name(Span(number, number))
            write_durably(path, lambda draft: parquet.write_table(table, draft))

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
