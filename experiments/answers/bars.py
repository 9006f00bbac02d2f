"""Bars: indices of the factors with their intervals, the largest on top."""

from collections.abc import Sequence
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.scales import MILLION

COLOURS = ("#0b6e8a", "#e0a030", "#7a7a7a")
"""They differ in lightness too."""
MOST = 20
"""Factors that are drawn; the frame has all."""
INCH = 0.32
"""Height of one factor in the figure."""
WIDE = 95
"""Letters in a line of a title."""
WORDS = {
    "total": "total: with its interplay",
    "first": "first: alone",
    "mu_star": "mu_star: mean size of the change",
    "mu": "mu: mean change, with its sign",
}
"""What kinds of index are, for the legend."""
THOUSAND = 1_000.0


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

    Parameters
    ----------
    frame
        Columns index, factor, value, low, high.
    kinds
        Kinds of index to draw.
    title, unit
        What the figure says above and below.
    mark
        A further kind of index, drawn as a mark.
    line
        A value to draw across, and what it is.
    """
    order = frame[frame["index"] == kinds[0]].sort_values("value", ascending=False)["factor"].tolist()
    shown = order[:MOST]
    largest = float(frame[frame["index"].isin(kinds)]["value"].abs().max())
    scale, unit = scale_of(largest, unit)
    figure = Figure(figsize=(8.0, 1.6 + INCH * len(shown)), layout="constrained")
    axes = figure.subplots()
    thick = 0.8 / len(kinds)
    for turn, (kind, colour) in enumerate(zip(kinds, COLOURS, strict=False)):
        rows = frame[frame["index"] == kind].set_index("factor").loc[shown, ["value", "low", "high"]] * scale
        at = np.arange(len(shown)) + (turn - (len(kinds) - 1) / 2) * thick
        ends = np.abs(rows[["low", "high"]].to_numpy().T - rows["value"].to_numpy())
        axes.barh(
            at,
            rows["value"],
            thick,
            xerr=ends,
            color=colour,
            label=WORDS.get(kind, kind),
            error_kw={"linewidth": 1.0},
        )
    if mark:
        rows = frame[frame["index"] == mark].set_index("factor").loc[shown]
        axes.plot(
            rows["value"] * scale,
            np.arange(len(shown)),
            "D",
            color="white",
            mec="#222222",
            ms=5,
            label=WORDS.get(mark, mark),
        )
    if line is not None:
        axes.axvline(line[0], color="#aa3333", linewidth=1.0, linestyle="--", label=line[1])
    axes.set_yticks(np.arange(len(shown)), [short(name) for name in shown], fontsize=9)
    axes.invert_yaxis()
    axes.axvline(0.0, color="#333333", linewidth=0.8)
    axes.set_xlabel(unit)
    left = f" (the {len(shown)} largest of {len(order)})" if len(order) > len(shown) else ""
    figure.suptitle(fill(f"{title}{left}", WIDE), fontsize=11, x=0.01, ha="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if len(kinds) > 1 or mark or line:
        axes.legend(frameon=False, fontsize=9, loc="lower right")
    return figure


def scale_of(largest: float, unit: str) -> tuple[float, str]:
    """Return a factor, and the unit after it, that give figures which are easy to read."""
    if unit[:3].isupper() and largest >= MILLION / 10.0:
        return 1.0 / MILLION, f"million {unit}"
    return 1.0, unit


def short(name: str) -> str:
    """Return a factor's name as figures show it."""
    return name.removeprefix("parameters.")


def number(value: float) -> str:
    """Return a number as a sentence has it."""
    return f"{value:,.0f}" if abs(value) >= THOUSAND else f"{value:.3g}"
