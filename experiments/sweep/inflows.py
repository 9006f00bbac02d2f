"""Inflows: the usual inflow of each row's place, found once and then handed on.

To find it takes as many run-ins as a place has replicates, several times the
work of a run. So whoever has found one tells the launcher, which keeps it in
the folder and gives it to all who run the row's other replications.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.source import source_hash
from tillit.experiments.sweep.chunks import file_name, files_in
from tillit.experiments.worlds.durable import write_durably
from tillit.model.households.arrivals import FLOWS

Inflow = NDArray[np.float64]
COLUMNS = [f"flow_{turn}" for turn in range(FLOWS)]


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
        self._known = np.full((rows, FLOWS), np.nan)
        for path in files_in(folder).values():
            found = pd.read_parquet(path, partitioning=None)
            # Another version of the model may have found something else.
            if found.attrs == {"source": source_hash()}:
                self._known[found["design_id"]] = found[COLUMNS]

    def of(self, rows: Sequence[int]) -> Inflow:
        """Return the inflow of some rows, shape (rows, FLOWS); NaN where it is not known."""
        known: Inflow = self._known[rows]
        return known

    def learn(self, number: int, rows: Sequence[int], inflows: Inflow) -> None:
        """Take over what was found with a chunk, and keep it if any of it is new."""
        found = pd.DataFrame(inflows, columns=COLUMNS).assign(design_id=rows).dropna()
        found = found.drop_duplicates("design_id", ignore_index=True)
        if np.isnan(self._known[found["design_id"], 0]).any():
            self._known[found["design_id"]] = found[COLUMNS]
            found.attrs = {"source": source_hash()}
            write_durably(self._folder / file_name(number), found.to_parquet)
