"""Reading: one output of all runs out of their files, and which months make its one figure."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.comparison.statistics import YEAR, in_window
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]

END = "end"
SUM = "sum"
Over = str | int
"""``end``: the mean of the last twelve months; ``sum``: the sum of all; a number: that month."""
AT_ONCE = os.cpu_count() or 1


def usual_window(output: str) -> Over:
    """Return the window over which an output is taken if nothing is said."""
    return SUM if INDICATORS[output].adds else END


def reducer(output: str, over: Over, months: int) -> Callable[[Array], Array]:
    """Return what makes of figures of shape (n, months) one figure a run.

    RefusedError if there is no such month, or months of the output do not add up.
    """
    indicator = INDICATORS[output]
    if over == END:
        return lambda figures: in_window(figures, indicator, YEAR)
    if over == SUM:
        if not indicator.adds:
            raise RefusedError(
                f"{output} ({indicator.unit}): its months do not add up; ask for it at the end (end)"
            )
        return lambda figures: figures.sum(axis=-1)
    if not (str(over).isdecimal() and 1 <= int(over) <= months):
        raise RefusedError(f"{over}: not a window; say 'end', 'sum', or a month from 1 to {months}")
    return lambda figures: figures[:, int(over) - 1]


def window_in_words(over: Over, months: int) -> str:
    """Return what a title says of the window."""
    if over == END:
        return "at the end"
    return f"sum of {months} months" if over == SUM else f"month {over}"


def read_output(
    files: Sequence[Path],
    output: str,
    shape: tuple[int, int],
    reduce: Callable[[Array], Array] | None = None,
) -> Array:
    """Return an output of every run, NaN where a run is not there, shape (runs, months).

    With `reduce`, which makes of figures of shape (n, months) one figure a run, shape (runs,).
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


def _each(files: Sequence[Path], output: str, months: int) -> Iterator[tuple[Numbers, Array]]:
    """Yield the numbers of the runs of each file, and the output, shape (n, months)."""

    def read(file: Path) -> tuple[Numbers, Array]:
        table = parquet.read_table(file, columns=["run_id", output], partitioning=None, use_threads=False)
        return table["run_id"].to_numpy()[::months], table[output].to_numpy().reshape(-1, months)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Not all at once: their figures would not fit into memory.
        for begin in range(0, len(files), 4 * AT_ONCE):
            yield from pool.map(read, files[begin : begin + 4 * AT_ONCE])
