"""Reading: one output of all runs, out of the files in which they lie.

Only the columns that are asked for are read, one file at a time for each
processor, and each run is put in its place by its number: in whatever files
the runs lie, and however often, they come out once and in order.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

Figures = NDArray[np.float64]
Numbers = NDArray[np.int64]


def runs_in(files: Sequence[Path], runs: int, months: int) -> NDArray[np.bool_]:
    """Tell of each run number whether the run is there, shape (runs,)."""
    present = np.zeros(runs, bool)

    def mark(file: Path) -> None:
        with parquet.ParquetFile(file, memory_map=True) as opened:
            present[run_numbers(opened, months)] = True

    each(files, mark)
    return present


def read_output(
    files: Sequence[Path],
    output: str,
    shape: tuple[int, int],
    reduce: Callable[[Figures], Figures] | None = None,
) -> Figures:
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

    def put(file: Path) -> None:
        places, column = figures_in(file, output, months)
        if reduce:
            # A run that has no number somewhere is not to be trusted elsewhere.
            whole = np.isfinite(column).all(axis=1)
            figures[places] = np.where(whole, reduce(column), np.nan)
        else:
            figures[places] = column

    each(files, put)
    return figures


def read_by_month(files: Sequence[Path], output: str, shape: tuple[int, int]) -> Figures:
    """Return an output of every run, shape (months, runs), NaN where a run is not there.

    The months' figures lie side by side, which is four times faster for
    whatever takes one month after the other.
    """
    runs, months = shape
    figures = np.full((months, runs), np.nan)

    def put(numbers: Numbers | slice, column: Figures) -> None:
        figures[:, numbers] = column.T

    each(files, lambda file: put(*figures_in(file, output, months)))
    return figures


def figures_in(file: Path, output: str, months: int) -> tuple[Numbers | slice, Figures]:
    """Return an output of the runs in a file, shape (n, months), and the places of these runs."""
    with parquet.ParquetFile(file, memory_map=True) as opened:
        numbers = run_numbers(opened, months)
        # Several files are read at once already.
        figures = opened.read([output], use_threads=False).column(0).to_numpy().reshape(-1, months)
    # Numbers in a row are a slice, which NumPy copies several times faster.
    return slice(numbers[0], numbers[-1] + 1) if in_a_row(numbers) else numbers, figures


def run_numbers(opened: parquet.ParquetFile, months: int) -> Numbers:
    """Return the numbers of the runs in a file, in the order in which they lie there."""
    ends = ends_of(opened, months)
    if ends is not None:
        return np.arange(ends[0], ends[1] + 1)
    numbers: Numbers = opened.read(["run_id"]).column(0).to_numpy()[::months]
    return numbers


def ends_of(opened: parquet.ParquetFile, months: int) -> tuple[int, int] | None:
    """Return the first and last run of a file; None if others between them are not there.

    This is known without reading the file, from what Parquet notes of its columns.
    """
    about = opened.metadata
    column = about.schema.names.index("run_id")
    notes = [about.row_group(group).column(column).statistics for group in range(about.num_row_groups)]
    if not notes or not all(note is not None and note.has_min_max for note in notes):
        return None
    first, last = min(note.min for note in notes), max(note.max for note in notes)
    return (first, last) if (last - first + 1) * months == about.num_rows else None


def in_a_row(numbers: Numbers) -> bool:
    """Tell whether numbers are consecutive."""
    return len(numbers) > 0 and int(numbers[-1] - numbers[0]) + 1 == len(numbers)


def each(files: Sequence[Path], work: Callable[[Path], None]) -> None:
    """Do something with each file, with as many at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(work, files):
            pass
