"""Figures: how those of all answers look."""

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from tillit.experiments.answers.wording import factor_in_words, in_words, scaled
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import plain

COLOURS = ("#7a7a7a", "#0b6e8a", "#c8553d", "#d9a02b", "#5b8c5a", "#7b5ea7", "#1f3a5f", "#b5658a")
"""Of lines that are told apart; the first two are those of all charts."""
ACROSS, MOST = 95, 20
"""Characters of a headline that fit into the width, and factors that are drawn of those in the frame."""


def panels(count: int, height: float = 5.4) -> tuple[Figure, list[Axes]]:
    """Return a figure, and its panels, two side by side; height in inches, of a row if there are several."""
    rows = (count + 1) // 2
    figure = Figure(figsize=(10.0, height if rows == 1 else 3.6 * rows), layout="constrained")
    axes = list(figure.subplots(rows, min(count, 2), squeeze=False).flat)
    for empty in axes[count:]:
        empty.set_axis_off()
    return figure, axes[:count]


def headline(figure: Figure, *texts: str) -> None:
    """Write over the whole figure which sweep it is of, and below that what is shown."""
    lines = [line for text in texts for line in wrap(text, ACROSS)]
    figure.suptitle("\n".join(lines), fontsize=12)


def caption(axes: Axes, text: str, spoken: Words) -> None:
    """Write over a panel what it shows, and take away what shows nothing."""
    axes.set_title(text, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: plain(value, spoken, decimals=9)))


def draw_bars(
    frame: pd.DataFrame, index: str, title: str, unit: str, spoken: Words, mark: str = ""
) -> Figure:
    """Return the figure of one kind of index, in the order of its size, with a further kind as a mark.

    The frame has columns index, factor, value, and perhaps low and high.
    """
    bars = frame[frame["index"] == index].set_index("factor").sort_values("value", ascending=False)
    shown = bars.head(MOST)
    scale, unit = scaled(unit, spoken, float(bars["value"].abs().max()))
    figure, (axes,) = panels(1, 1.6 + 0.32 * len(shown))
    names = [factor_in_words(it, spoken).removeprefix("parameters.") for it in shown.index]
    value = scale * shown["value"]
    ends = [np.abs(scale * shown[end] - value) for end in ("low", "high") if end in shown]
    axes.barh(names, value, 0.8, xerr=ends or None, color=COLOURS[1], label=in_words(index, "index", spoken))
    if mark:
        marks = scale * frame[frame["index"] == mark].set_index("factor").loc[shown.index, "value"]
        told = in_words(mark, "index", spoken)
        axes.plot(marks, names, "D", color="white", mec="#222222", ms=5, label=told)
        axes.legend(frameon=False, fontsize=9, loc="lower right")
    if len(bars) > len(shown):
        title += spoken.gettext(" (the {shown} largest of {all})", shown=len(shown), all=len(bars))
    headline(figure, title)
    axes.spines[["top", "right"]].set_visible(False)
    axes.invert_yaxis()
    axes.axvline(0.0, color="#333333", linewidth=0.8)
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: plain(value, spoken, decimals=9)))
    return figure
