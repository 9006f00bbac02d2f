"""Array: how the figures of all answers look, and the numbers in their sentences."""

from collections.abc import Sequence
from textwrap import fill, wrap
from typing import Any

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
BARS = ("#0b6e8a", "#e0a030", "#7a7a7a")
"""Of bars beside each other; they differ in lightness too."""
SIGN = ("#0b6e8a", "#c8553d")
"""Of what agrees with the whole, and of what does not."""
WIDTH, HEIGHT = 10.0, 5.4
ACROSS = 95
"""Characters of a headline that fit into the width."""
MOST = 20
"""Factors that are drawn; the frame has all."""
INCH = 0.32
"""Height of one factor in the figure."""
LEGEND = {
    "total": "total: with its interplay",
    "first": "first: alone",
    "mu_star": "mu_star: mean size of the change",
    "mu": "mu: mean change, with its sign",
}
"""What kinds of index are, for the legend."""
THOUSAND = 1_000.0
"""From here on, decimals say nothing."""


def panels(number: int) -> tuple[Figure, list[Axes]]:
    """Return a figure, and its panels, two side by side."""
    columns = min(number, 2)
    rows = (number + 1) // 2
    figure = Figure(figsize=(WIDTH, HEIGHT if rows == 1 else 3.6 * rows), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False)
    axes = list(grid.flat)
    for empty in axes[number:]:
        empty.set_axis_off()
    return figure, axes[:number]


def headline(figure: Figure, title: str, what: str) -> None:
    """Write over the whole figure which sweep it is of, and below that what is shown."""
    lines = [line for text in (title, what) for line in wrap(text, ACROSS)]
    figure.suptitle("\n".join(lines), fontsize=12)


def caption(axes: Axes, text: str) -> None:
    """Write over a panel what it shows, and take away what shows nothing."""
    axes.set_title(text, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))


def scaled(unit: str, largest: float | None = None) -> tuple[float, str]:
    """Return a factor, and the unit after it, that give figures which are easy to read.

    Amounts of a town are shown in millions; where the largest figure is given, only if it is large.
    """
    millions = (1.0 / MILLION, f"million {unit}")
    if largest is not None:
        return millions if unit[:3].isupper() and largest >= MILLION / 10.0 else (1.0, unit)
    currency, _, rest = unit.partition("/")
    if currency.isupper() and rest in {"", "month"}:
        return millions
    return scale_of(unit), unit.replace("share", "%")


def label_of(output: str) -> str:
    """Return what a reader calls an output."""
    return INDICATORS[output].labels["en"]


def legend_below(figure: Figure, axes: Axes, columns: int = 4) -> None:
    """Say under the figure what the lines are."""
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        figure.legend(
            handles, labels, loc="outside lower center", ncols=min(columns, len(handles)), frameon=False
        )


def draw_bars(
    frame: pd.DataFrame,
    kinds: Sequence[str],
    title: str,
    unit: str,
    *,
    mark: str = "",
    line: tuple[float, str] | None = None,
) -> Figure:
    """Return the figure of some kinds of index; factors are ordered by the first of them.

    The frame has columns index, factor, value, low, high; `mark` is a further kind of index, drawn as a
    mark, and `line` a value to draw across, with what it is.
    """
    order = frame[frame["index"] == kinds[0]].sort_values("value", ascending=False)["factor"].tolist()
    shown = order[:MOST]
    largest = float(frame[frame["index"].isin(kinds)]["value"].abs().max())
    scale, unit = scaled(unit, largest)
    figure = Figure(figsize=(8.0, 1.6 + INCH * len(shown)), layout="constrained")
    axes = figure.subplots()
    thick = 0.8 / len(kinds)
    look: dict[str, Any]
    for turn, (kind, colour) in enumerate(zip(kinds, BARS, strict=False)):
        rows = frame[frame["index"] == kind].set_index("factor").loc[shown, ["value", "low", "high"]] * scale
        at = np.arange(len(shown)) + (turn - (len(kinds) - 1) / 2) * thick
        ends = np.abs(rows[["low", "high"]].to_numpy().T - rows["value"].to_numpy())
        look = {"color": colour, "label": LEGEND.get(kind, kind), "error_kw": {"linewidth": 1.0}}
        axes.barh(at, rows["value"], thick, xerr=ends, **look)
    if mark:
        rows = frame[frame["index"] == mark].set_index("factor").loc[shown]
        look = {"color": "white", "mec": "#222222", "ms": 5, "label": LEGEND.get(mark, mark)}
        axes.plot(rows["value"] * scale, np.arange(len(shown)), "D", **look)
    if line is not None:
        axes.axvline(line[0], color="#aa3333", linewidth=1.0, linestyle="--", label=line[1])
    axes.set_yticks(np.arange(len(shown)), [short(name) for name in shown], fontsize=9)
    axes.invert_yaxis()
    axes.axvline(0.0, color="#333333", linewidth=0.8)
    axes.set_xlabel(unit)
    left = f" (the {len(shown)} largest of {len(order)})" if len(order) > len(shown) else ""
    figure.suptitle(fill(f"{title}{left}", ACROSS), fontsize=11, x=0.01, ha="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if len(kinds) > 1 or mark or line:
        axes.legend(frameon=False, fontsize=9, loc="lower right")
    return figure


def short(name: str) -> str:
    """Return a factor's name as figures show it."""
    return name.removeprefix("parameters.")


def number(value: float, *, signed: bool = False, digits: int = 4) -> str:
    """Return a number as a sentence has it: with digits that mean something, and no powers of ten."""
    sign = "+" if signed else ""
    return f"{value:{sign},.0f}" if abs(value) >= THOUSAND else f"{value:{sign}.{digits}g}"
