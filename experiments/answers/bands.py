"""Bands: between which figures an output lies, month by month."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import (
    COLOURS,
    caption,
    headline,
    label_of,
    legend_below,
    number,
    panels,
    scaled,
)
from tillit.experiments.answers.sweep import Array, Sweep, one_of
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
GROUPS = ("town", "variant")
FEW = 3
"""Groups that are shown with all their bands; of more only the outermost is drawn."""


def bands(
    sweep: Sweep, output: str, quantiles: Sequence[float] = QUANTILES, by: Sequence[str] = GROUPS
) -> Answer:
    """Return quantiles of an output, from 0 to 1, for each group of rows and each month.

    `by` are columns of the design whose values make the groups: ``design_id``, ``point``, ``town``,
    ``variant`` or a factor. Without any, all runs are one group. The frame has these columns, month, runs,
    and one a quantile: ``q5``, ``q50``. RefusedError if runs are not there or not numbers, there is no such
    column, or nothing says what the money of one town buys in another.
    """
    marks = sorted({float(mark) for mark in quantiles})
    if not marks or not all(0.0 <= mark <= 1.0 for mark in marks):
        raise RefusedError(
            f"quantiles {list(quantiles)}: give one or more between 0 and 1, such as 0.05 0.5 0.95"
        )
    design = sweep.rows.reset_index()
    names = [one_of("column", name, design.columns) for name in by]
    figures, unit, told = sweep.converted(output)
    heads = design.drop_duplicates(names) if names else design.iloc[:1]
    group_of = design.groupby(names, sort=False).ngroup() if names else np.zeros(len(design), int)
    runs = [figures[group_of == group].reshape(-1, sweep.months) for group in range(len(heads))]
    values = np.stack([np.quantile(each, marks, axis=0) for each in runs])
    frame = heads[names].loc[heads.index.repeat(sweep.months)].reset_index(drop=True)
    frame["month"] = np.tile(np.arange(1, sweep.months + 1), len(heads))
    frame["runs"] = np.repeat([len(each) for each in runs], sweep.months)
    columns = [f"q{100.0 * mark:.6g}" for mark in marks]
    frame[columns] = values.swapaxes(1, 2).reshape(-1, len(marks))
    says = _said(frame[frame["month"] == sweep.months], names, columns)
    return Answer(
        frame,
        f"{output} in month {sweep.months}, {unit}: {says}{told}",
        lambda: _drawn(sweep, (label_of(output), unit), heads[names], values, marks),
    )


def _said(last: pd.DataFrame, by: list[str], columns: list[str]) -> str:
    """Return what a sentence says of the last month."""
    middle = min(columns, key=lambda it: abs(float(it[1:]) - 50.0))
    low, high = last.sort_values(middle, kind="stable").iloc[[0, -1]].to_dict("records")
    if len(last) == 1:
        ends = f"{number(low[columns[0]])} to {number(low[columns[-1]])}"
        return f"{middle} is {number(low[middle])} ({ends}) over {low['runs']:,} runs."
    where = [" ".join(f"{name}={row[name]}" for name in by) for row in (low, high)]
    return (
        f"{middle} is lowest, {number(low[middle])}, at {where[0]}, "
        f"and highest, {number(high[middle])}, at {where[1]}."
    )


def _drawn(
    sweep: Sweep, what: tuple[str, str], groups: pd.DataFrame, values: Array, marks: list[float]
) -> Figure:
    """Return the figure: the middle quantile as a line, the others as bands around it."""
    figure, (axes,) = panels(1)
    factor, unit = scaled(what[1])
    # What is the same for all tells no lines apart.
    telling = groups.loc[:, [groups[name].duplicated().sum() < len(groups) - 1 for name in groups]]
    rows = (groups if telling.empty else telling).to_dict("records")
    middle, years = len(marks) // 2, np.arange(1, sweep.months + 1) / YEAR
    # Several bands in each of many groups hide each other.
    pairs = [(turn, len(marks) - 1 - turn) for turn in range(middle)][: None if len(groups) <= FEW else 1]
    for row, lines, colour in zip(rows, values * factor, COLOURS, strict=False):
        for low, high in pairs:
            axes.fill_between(years, lines[low], lines[high], color=colour, alpha=0.16, linewidth=0.0)
        words = [it if isinstance(it, str) else f"{name} {it:.4g}" for name, it in row.items()]
        label = ", ".join(words).replace("_", " ") or "all runs"
        axes.plot(years, lines[middle], color=colour, linewidth=1.8, label=label)
    shares = " and ".join(f"{100 * (marks[high] - marks[low]):.4g} %" for low, high in reversed(pairs))
    name = {0.5: "median"}.get(marks[middle], f"{100 * marks[middle]:.4g} % quantile")
    shown = f"{name}{f', and {shares} of the runs' if shares else ''}"
    caption(axes, f"{what[0]}, {unit}: {shown}")
    axes.set_xlabel("years from the start")
    axes.set_xlim(0.0, sweep.months / YEAR)
    if (values[:, 0] >= 0.0).all():
        axes.set_ylim(bottom=0.0)
    legend_below(figure, axes)
    rest = f"; the first {len(COLOURS)} of {len(groups):,} groups" if len(groups) > len(COLOURS) else ""
    headline(figure, sweep.design.title, f"{sweep.design.runs:,} runs{rest}")
    return figure
