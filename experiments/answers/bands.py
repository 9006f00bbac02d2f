"""Bands: between which figures an output lies, month by month."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.names import one_of
from tillit.experiments.answers.reading import Figures
from tillit.experiments.answers.words import in_words
from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tillit.experiments.answers.study import Study

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
GROUPS = ("town", "variant")
MOST_LINES = 8
"""Groups that a figure shows; the table has all."""


def bands(
    study: "Study", output: str, quantiles: Sequence[float] = QUANTILES, by: Sequence[str] = GROUPS
) -> Answer:
    """Return quantiles of an output for each group of rows and each month.

    Parameters
    ----------
    study
        The sweep.
    output
        Name of the output.
    quantiles
        Between 0 and 1.
    by
        Columns of the design whose values make the groups: ``design_id``,
        ``point``, ``town``, ``variant`` or a factor. Without any, all runs are
        one group.

    Returns
    -------
    Answer
        With columns `by`, month, runs, and one a quantile: ``q5``, ``q50``.

    Raises
    ------
    RefusedError
        If runs are not there or not numbers, there is no such column, or the towns have several currencies.
    """
    marks = checked(quantiles)
    study.unit(output)
    rows = study.rows.reset_index()
    groups = groups_of(rows, [one_of("column", name, rows.columns) for name in by])
    found = quantiles_by_month(study.by_month(output), groups, marks, len(rows))
    frame = as_frame(rows, list(by), groups, found, study.replications)
    frame[[name_of(mark) for mark in marks]] = found.reshape(-1, len(marks))

    def draw() -> "Figure":
        from tillit.experiments.answers.bands_figure import draw_bands  # noqa: PLC0415 - lazy: Matplotlib takes a second

        return draw_bands(study, output, frame, tuple(by), marks)

    return Answer(frame, said(study, output, frame, tuple(by), marks), draw)


def checked(quantiles: Sequence[float]) -> tuple[float, ...]:
    """Return the quantiles in order.

    Raises
    ------
    RefusedError
        If there are none, or one is not between 0 and 1.
    """
    marks = tuple(sorted({float(mark) for mark in quantiles}))
    if not marks or not all(0.0 <= mark <= 1.0 for mark in marks):
        message = f"quantiles {list(quantiles)}: give one or more between 0 and 1, such as 0.05 0.5 0.95"
        raise RefusedError(message)
    return marks


def groups_of(rows: pd.DataFrame, by: list[str]) -> list[NDArray[np.int64]]:
    """Return the rows of each group, in the order in which the groups first appear."""
    if not by:
        return [np.arange(len(rows))]
    codes = rows.groupby(by, sort=False, dropna=False).ngroup().to_numpy()
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)


def quantiles_by_month(
    figures: Figures, groups: list[NDArray[np.int64]], marks: tuple[float, ...], rows: int
) -> Figures:
    """Return quantiles over all runs of each group, shape (groups, months, quantiles)."""
    months = len(figures)
    found = np.empty((len(groups), months, len(marks)))
    alike = {
        size: np.array([turn for turn, it in enumerate(groups) if len(it) == size])
        for size in {len(it) for it in groups}
    }
    members = {size: np.stack([groups[turn] for turn in turns]) for size, turns in alike.items()}

    def one_month(month: int) -> None:
        by_replication = figures[month].reshape(-1, rows)
        for size, turns in alike.items():
            # (replications, groups, rows of a group) -> (groups, runs of a group)
            gathered = by_replication[:, members[size]].transpose(1, 0, 2).reshape(len(turns), -1)
            gathered.sort(axis=1)
            found[turns, month] = sorted_quantiles(gathered, marks)

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(one_month, range(months)):
            pass
    return found


def sorted_quantiles(ordered: Figures, marks: tuple[float, ...]) -> Figures:
    """Return quantiles of figures in order, shape (n, quantiles), as `numpy.quantile` does.

    Sorting and reading off is twice as fast as NumPy's own way for several
    quantiles of many small groups.
    """
    place = np.array(marks) * (ordered.shape[1] - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, ordered.shape[1] - 1)
    low, high = ordered[:, below], ordered[:, above]
    between: Figures = low + (high - low) * (place - below)
    return between


def as_frame(
    rows: pd.DataFrame, by: list[str], groups: list[NDArray[np.int64]], found: Figures, replications: int
) -> pd.DataFrame:
    """Return the columns before the quantiles: what group, which month, how many runs."""
    months = found.shape[1]
    firsts = np.repeat([group[0] for group in groups], months)
    frame = rows.loc[firsts, by].reset_index(drop=True)
    frame["month"] = np.tile(np.arange(1, months + 1), len(groups))
    frame["runs"] = np.repeat([len(group) * replications for group in groups], months)
    return frame


def name_of(mark: float) -> str:
    """Return the name of a quantile's column: ``q5`` for 0.05."""
    return f"q{100.0 * mark:.6g}"


def said(
    study: "Study", output: str, frame: pd.DataFrame, by: tuple[str, ...], marks: tuple[float, ...]
) -> str:
    """Return what the bands say of the last month."""
    last = frame[frame["month"] == study.months]
    middle = name_of(min(marks, key=lambda mark: abs(mark - 0.5)))
    ordered = last.sort_values(middle, kind="stable").to_dict("records")
    low, high = ordered[0], ordered[-1]
    begin = f"{output} in month {study.months}, {study.unit(output)}"
    if len(last) == 1:
        ends = f"{in_words(low[name_of(marks[0])])} to {in_words(low[name_of(marks[-1])])}"
        return f"{begin}: {middle} is {in_words(low[middle])} ({ends}) over {int(low['runs']):,} runs."
    names = [" ".join(f"{name}={row[name]}" for name in by) for row in (low, high)]
    return (
        f"{begin}: {middle} is lowest, {in_words(low[middle])}, at {names[0]}, "
        f"and highest, {in_words(high[middle])}, at {names[1]}."
    )
