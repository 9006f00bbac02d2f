"""Figure of pairs: the difference at each point, from the least to the greatest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tillit.experiments.answers.paired import POINT, Pairs
from tillit.experiments.answers.picture import SIGN, caption, headline, label_of, panels, scaled
from tillit.experiments.answers.reading import Figures
from tillit.experiments.answers.window import END, SUM, Over, usual_window

if TYPE_CHECKING:
    from tillit.experiments.answers.study import Study

MOST_PANELS = 4
"""Outputs that a figure shows; the table has all."""
FEW = 40
"""Points up to which each is drawn by itself."""


def draw_pairs(
    study: "Study", pairs: Pairs, outputs: Sequence[str], over: Over | None, frame: pd.DataFrame
) -> Figure:
    """Return the figure: one panel an output, a line or a dot a point."""
    shown = list(outputs)[:MOST_PANELS]
    figure, axes = panels(len(shown))
    for panel, output in zip(axes, shown, strict=True):
        rows = frame[(frame["output"] == output) & (frame["scope"] == POINT)]
        if len(rows) > 1:
            draw_points(panel, rows, output, study.months)
        else:
            window = usual_window(output) if over is None else over
            values = np.sort(pairs.difference(study.figures(output, window)).ravel())
            draw_replications(panel, values, rows.iloc[0], study.months)
    more = len(outputs) - len(shown)
    rest = f"; {more} more outputs in the table" if more else ""
    what = f"{words(pairs.b)} less {words(pairs.a)}, median and 90 % of the replications"
    headline(figure, study.design.title, f"{what}{rest}")
    return figure


def draw_points(axes: Axes, rows: pd.DataFrame, output: str, months: int) -> None:
    """Draw median and 90 % interval of each point, in order of the medians."""
    factor, unit = scaled(str(rows["unit"].iloc[0]))
    ordered = rows.sort_values("difference", kind="stable")
    low, middle, high = (
        ordered[name].to_numpy() * factor for name in ("difference_low", "difference", "difference_high")
    )
    share = (np.arange(len(ordered)) + 0.5) / len(ordered) * 100.0
    usual = np.sign(np.median(middle)) or 1.0
    for way, colour, label in ((usual, SIGN[0], ""), (-usual, SIGN[1], "the other sign")):
        mine = (np.sign(middle) == way) | ((middle == 0.0) & (way == usual))
        if not mine.any():
            continue
        if len(ordered) <= FEW:
            ends = np.maximum([middle - low, high - middle], 0.0)[:, mine]
            axes.errorbar(share[mine], middle[mine], ends, fmt="o", color=colour, markersize=4, label=label)
        else:
            axes.fill_between(share, low, high, where=mine, color=colour, alpha=0.2, linewidth=0.0)
            axes.plot(share[mine], middle[mine], color=colour, linewidth=1.8, label=label)
    other = float((np.sign(middle) == -usual).mean())
    note = f"the other sign in {100.0 * other:.3g} % of {len(ordered):,} points"
    finish(axes, f"{label_of(output)}, {unit}, {window_of(rows, months)}\n{note}", "points")


def draw_replications(axes: Axes, values: Figures, row: "pd.Series[Any]", months: int) -> None:
    """Draw the difference of each pair, in order."""
    factor, unit = scaled(str(row["unit"]))
    share = (np.arange(len(values)) + 0.5) / len(values) * 100.0
    negative = values < 0.0
    usual = negative if negative.mean() >= 0.5 else ~negative  # noqa: PLR2004 - the greater half
    for mine, colour in ((usual, SIGN[0]), (~usual, SIGN[1])):
        axes.plot(share[mine], values[mine] * factor, "o", color=colour, markersize=4)
    window = window_of(pd.DataFrame([row]), months)
    note = f"the other sign in {100.0 * (~usual).mean():.3g} % of {len(values):,} pairs"
    finish(axes, f"{label_of(str(row['output']))}, {unit}, {window}\n{note}", "pairs")


def finish(axes: Axes, title: str, what: str) -> None:
    """Write what a panel shows, and draw where there is no difference."""
    axes.axhline(0.0, color="black", linewidth=0.8)
    caption(axes, title)
    axes.set_xlabel(f"{what}, from least to greatest difference, %")
    axes.set_xlim(0.0, 100.0)


def window_of(rows: pd.DataFrame, months: int) -> str:
    """Return which months the figures are of."""
    over = rows["over"].iloc[0]
    if over == SUM:
        return f"over {months} months"
    return "at the end" if over == END else f"in month {over}"


def words(name: str) -> str:
    """Return a name as one reads it."""
    return name.replace("_", " ")
