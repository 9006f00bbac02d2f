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
from tillit.experiments.answers.sql import connected
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
GROUPS = ("town", "variant")
MOST_LINES = 8
"""Groups that a figure shows; the table has all."""
FAINT = 0.16
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
    marks = tuple(sorted({float(mark) for mark in quantiles}))
    if not marks or not all(0.0 <= mark <= 1.0 for mark in marks):
        raise RefusedError(
            f"quantiles {list(quantiles)}: give one or more between 0 and 1, such as 0.05 0.5 0.95"
        )
    converted = sweep.told_conversions(output)
    sweep.refuse_incomplete(output)
    names = [one_of("column", name, ["design_id", *sweep.rows.columns]) for name in by]
    frame = _quantiles(sweep, output, marks, names)
    return Answer(
        frame,
        _said(sweep, output, frame, names, marks) + converted,
        lambda: _draw(sweep, output, frame, names, marks),
    )


def _name_of(mark: float) -> str:
    return f"q{100.0 * mark:.6g}"


def _quantiles(sweep: Sweep, output: str, marks: tuple[float, ...], by: list[str]) -> pd.DataFrame:
    """Return a row for each group, in the order in which they first appear, and month."""
    spread = ", ".join(f'quantile_cont("{output}" * rate, {mark!r}) AS "{_name_of(mark)}"' for mark in marks)
    keys = ", ".join([*(f'"{name}"' for name in by), "month"])
    # Every name is one of the design's own columns or outputs.
    query = (
        f"SELECT {keys}, count(*) AS runs, {spread} FROM runs JOIN design USING (design_id) "  # noqa: S608
        f"JOIN rates USING (design_id) GROUP BY {keys} ORDER BY min(design_id), month"
    )
    rates = pd.DataFrame({"design_id": sweep.rows.index, "rate": sweep.rates(output).ravel()})
    with connected(sweep) as connection:
        connection.register("rates", rates)
        return connection.execute(query).df()


def _said(sweep: Sweep, output: str, frame: pd.DataFrame, by: list[str], marks: tuple[float, ...]) -> str:
    last = frame[frame["month"] == sweep.months]
    middle = _name_of(min(marks, key=lambda mark: abs(mark - 0.5)))
    ordered = last.sort_values(middle, kind="stable").to_dict("records")
    low, high = ordered[0], ordered[-1]
    begin = f"{output} in month {sweep.months}, {sweep.unit(output)}"
    if len(last) == 1:
        ends = f"{number(low[_name_of(marks[0])])} to {number(low[_name_of(marks[-1])])}"
        return f"{begin}: {middle} is {number(low[middle])} ({ends}) over {int(low['runs']):,} runs."
    names = [" ".join(f"{name}={row[name]}" for name in by) for row in (low, high)]
    return (
        f"{begin}: {middle} is lowest, {number(low[middle])}, at {names[0]}, "
        f"and highest, {number(high[middle])}, at {names[1]}."
    )


def _draw(sweep: Sweep, output: str, frame: pd.DataFrame, by: list[str], marks: tuple[float, ...]) -> Figure:
    """Return the figure: the middle quantile as a line, the others as bands around it."""
    figure, (axes,) = panels(1)
    factor, unit = scaled(sweep.unit(output))
    # What is the same for all tells no lines apart.
    telling = [name for name in by if len(frame[name].unique()) > 1] or by
    groups = [group for _, group in frame.groupby(by, sort=False)] if by else [frame]
    half, middle = len(marks) // 2, marks[len(marks) // 2]
    pairs = list(zip(marks[:half], marks[::-1][:half], strict=True))
    # Several bands in each of many groups hide each other.
    shown = pairs if len(groups) <= FEW else pairs[:1]
    for group, colour in zip(groups[:MOST_LINES], COLOURS, strict=False):
        years = group["month"].to_numpy() / YEAR
        for low, high in shown:
            lower, upper = (group[_name_of(mark)].to_numpy() * factor for mark in (low, high))
            axes.fill_between(years, lower, upper, color=colour, alpha=FAINT, linewidth=0.0)
        label = ", ".join(_value_in_words(name, group.iloc[0][name]) for name in telling) or "all runs"
        line = group[_name_of(middle)].to_numpy() * factor
        axes.plot(years, line, color=colour, linewidth=1.8, label=label)
    what = "median" if middle == 0.5 else f"{100 * middle:.4g} % quantile"  # noqa: PLR2004 - the median is one half
    shares = " and ".join(f"{100 * (high - low):.4g} %" for low, high in reversed(shown))
    caption(axes, f"{label_of(output)}, {unit}: {what}{f', and {shares} of the runs' if shares else ''}")
    axes.set_xlabel("years from the start")
    axes.set_xlim(0.0, sweep.months / YEAR)
    if (frame[_name_of(marks[0])] >= 0.0).all():
        axes.set_ylim(bottom=0.0)
    if by:
        legend_below(figure, axes)
    more = len(groups) - MOST_LINES
    rest = f"; the first {MOST_LINES} of {len(groups):,} groups" if more > 0 else ""
    headline(figure, sweep.design.title, f"{sweep.design.runs:,} runs{rest}")
    return figure


def _value_in_words(name: str, value: object) -> str:
    if isinstance(value, str):
        return value.replace("_", " ")
    number = f"{value:.4g}" if isinstance(value, float | np.floating) else str(value)
    return f"{name} {number}"
