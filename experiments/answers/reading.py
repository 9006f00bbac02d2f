"""Reading: one output of all runs, out of the files in which they lie.

Only the columns that are asked for are read, one file at a time for each
processor, and each run is put in its place by its number.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]


def runs_in(files: Sequence[Path], runs: int, months: int) -> NDArray[np.bool_]:
    """Tell of each run number whether the run is there, shape (runs,)."""
    present = np.zeros(runs, bool)
    for numbers, _ in _each(files, None, months):
        present[numbers] = True
    return present


def read_output(
    files: Sequence[Path],
    output: str,
    shape: tuple[int, int],
    reduce: Callable[[Array], Array] | None = None,
) -> Array:
    """Return an output of every run, NaN where a run is not there.

    Parameters
    ----------
    files
        Files of runs, each sorted by run and month.
    output
        Column of the output.
    shape
        Number of runs, and of months of each.
    reduce
        Makes of figures of shape (n, months) one figure a run, shape (n,);
        without it, all months are kept.

    Returns
    -------
    numpy.ndarray
        Shape (runs, months), or (runs,) if they were reduced.
    """
    runs, months = shape
    figures = np.full(runs if reduce else shape, np.nan)
    for numbers, found in _each(files, output, months):
        if reduce is None:
            figures[numbers] = found
        else:
            # A run that has no number somewhere is not to be trusted elsewhere.
            whole = np.isfinite(found).all(axis=1)
            figures[numbers] = np.where(whole, reduce(found), np.nan)
    return figures


def _each(files: Sequence[Path], output: str | None, months: int) -> Iterator[tuple[Numbers, Array]]:
    """Yield the numbers of the runs of each file, and the output, shape (n, months)."""
    columns = ["run_id"] if output is None else ["run_id", output]

    def read(file: Path) -> tuple[Numbers, Array]:
        table = parquet.read_table(file, columns=columns, partitioning=None, use_threads=False)
        return table["run_id"].to_numpy()[::months], table[columns[-1]].to_numpy().reshape(-1, months)

    at_once = os.cpu_count() or 1
    with ThreadPoolExecutor(at_once) as pool:
        # Not all at once: their figures would not fit into memory.
        for begin in range(0, len(files), 4 * at_once):
            yield from pool.map(read, files[begin : begin + 4 * at_once])
