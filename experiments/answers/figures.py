"""Figures: how those of all answers look, and the numbers in their sentences."""

from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from tillit.experiments.claims.measuring import MILLION
from tillit.experiments.telling.numbers import scale_of
from tillit.model.indicators import INDICATORS

COLOURS = ("#7a7a7a", "#0b6e8a", "#c8553d", "#d9a02b", "#5b8c5a", "#7b5ea7", "#1f3a5f", "#b5658a")
"""Of lines that are told apart; the first two are those of all charts."""
ACROSS, MOST, THOUSAND = 95, 20, 1_000.0
"""Characters of a headline that fit into the width, factors that are drawn of those in the frame, and from
where on decimals say nothing."""


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


def caption(axes: Axes, text: str) -> None:
    """Write over a panel what it shows, and take away what shows nothing."""
    axes.set_title(text, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))


def draw_bars(frame: pd.DataFrame, index: str | int, title: str, unit: str, *, mark: str = "") -> Figure:
    """Return the figure of one kind of index, in the order of its size, with a further kind as a mark.

    The frame has columns index, factor, value, and perhaps low and high.
    """
    bars = frame[frame["index"] == index].set_index("factor").sort_values("value", ascending=False)
    shown = bars.head(MOST)
    scale, unit = scaled(unit, float(bars["value"].abs().max()))
    figure, (axes,) = panels(1, 1.6 + 0.32 * len(shown))
    names, value = [it.removeprefix("parameters.") for it in shown.index], scale * shown["value"]
    ends = [np.abs(scale * shown[end] - value) for end in ("low", "high") if end in shown]
    axes.barh(names, value, 0.8, xerr=ends or None, color=COLOURS[1], label=index)
    if mark:
        marks = scale * frame[frame["index"] == mark].set_index("factor").loc[shown.index, "value"]
        axes.plot(marks, names, "D", color="white", mec="#222222", ms=5, label=mark)
        axes.legend(frameon=False, fontsize=9, loc="lower right")
    left = f" (the {len(shown)} largest of {len(bars)})" if len(bars) > len(shown) else ""
    headline(figure, f"{title}{left}")
    axes.spines[["top", "right"]].set_visible(False)
    axes.invert_yaxis()
    axes.axvline(0.0, color="#333333", linewidth=0.8)
    axes.set_xlabel(unit)
    return figure


def label_of(output: str) -> str:
    """Return what a reader calls an output."""
    return INDICATORS[output].labels["en"]


def scaled(unit: str, largest: float | None = None) -> tuple[float, str]:
    """Return a factor, and the unit after it, that give figures which are easy to read.

    Amounts of a town are shown in millions; where the largest figure is given, only if it is large.
    """
    millions = (1.0 / MILLION, f"million {unit}")
    if largest is not None:
        return millions if unit[:3].isupper() and largest >= MILLION / 10.0 else (1.0, unit)
    if unit.removesuffix("/month").isupper():
        return millions
    return scale_of(unit), unit.replace("share", "%")


def number(value: float, *, signed: bool = False, digits: int = 4) -> str:
    """Return a number as a sentence has it: with digits that mean something, and no powers of ten."""
    sign = "+" if signed else ""
    return f"{value:{sign},.0f}" if abs(value) >= THOUSAND else f"{value:{sign}.{digits}g}"
