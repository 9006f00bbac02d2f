"""Bridge: from one world's figure to the other's, one step a share."""

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.figures import scaled

ENDS = "#7a7a7a"
FALL, RISE = "#0b6e8a", "#c8553d"
"""Of steps down and up; they differ in lightness too."""
INCH = 0.52
"""Height of one step."""
WIDE = 44
"""Letters in a line of a label."""
ACROSS = 92
"""Letters in a line of the headline."""
MOST = 12
"""Steps that are drawn; those that are smaller are drawn as one."""
FULL = 0.15
"""Share of the width from which the figure does not begin at 0."""


def draw_bridge(frame: pd.DataFrame, title: str, over: str) -> Figure:
    """Return the figure of a frame as `Explanation.frame` has it."""
    scale, unit = scaled(str(frame["unit"].iloc[0]))
    steps = _drawn(frame)
    figure = Figure(figsize=(10.5, 1.7 + INCH * len(steps)), layout="constrained")
    axes = figure.subplots()
    _draw_steps(axes, steps, scale)
    axes.set_yticks(range(len(steps)), [fill(label, WIDE) for label in steps["label"]], fontsize=10)
    axes.invert_yaxis()
    axes.set_xlabel(f"{unit}, {over}; thin lines: where 90 % of the pairs end")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    figure.suptitle(fill(title, ACROSS), fontsize=12, x=0.01, ha="left")
    return figure


def _drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that become bars: both ends, and every step that is not nothing."""
    bars = frame[frame["part"].isin(["a", "rest", "share", "b"])]
    nothing = (bars["part"] == "share") & (bars["low"] == 0.0) & (bars["high"] == 0.0)
    bars = bars[~nothing]
    steps = bars[bars["part"].isin(["rest", "share"])]
    if len(steps) <= MOST:
        return bars.reset_index(drop=True)
    small = steps.iloc[MOST - 1 :]
    label = f"{len(small)} smaller ones together"
    none = {"low": np.nan, "high": np.nan}
    others = {"part": "share", "label": label, "value": small["value"].sum(), **none}
    parts = [bars.iloc[:MOST], pd.DataFrame([others]), bars.iloc[-1:]]
    return pd.concat(parts, ignore_index=True)


def _draw_steps(axes: Axes, steps: pd.DataFrame, scale: float) -> None:
    """Draw the bars, what they are worth, and the thread from each to the next."""
    values = steps["value"].to_numpy(float) * scale
    inner = values[1:-1]
    after = values[0] + np.concatenate([[0.0], np.cumsum(inner)])
    lefts = np.concatenate([[0.0], after[:-1], [0.0]])
    colours = [ENDS, *(FALL if value < 0.0 else RISE for value in inner), ENDS]
    axes.barh(range(len(values)), values, 0.62, left=lefts, color=colours)
    for at, level in enumerate(after):
        axes.plot([level, level], [at - 0.31, at + 1.31], color="#333333", linewidth=0.8)
    ends = lefts[:, None] + steps[["low", "high"]].to_numpy(float) * scale
    axes.hlines(np.arange(len(values)), *ends.T, color="#111111", linewidth=1.2)
    reached = np.nanmax(np.column_stack([lefts, lefts + values, ends]), axis=1)
    whole = float(values[-1] - values[0])
    decimals = _decimals_of(np.abs(values[[0, -1]]).max())
    for at, (value, edge) in enumerate(zip(values, reached, strict=True)):
        end = at in {0, len(values) - 1}
        text = f"{value:,.{decimals}f}" if end else f"{value:+,.{decimals}f}"
        if whole and not end:
            text += f"  ({round(100.0 * value / whole)} %)"
        weight = "bold" if end else "normal"
        axes.annotate(text, (edge, at), (6, 0), textcoords="offset points", va="center", weight=weight)
    _bound(axes, np.concatenate([after, values[[0, -1]], ends[np.isfinite(ends)]]))


def _decimals_of(largest: float) -> int:
    return max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 2


def _bound(axes: Axes, levels: NDArray[np.float64]) -> None:
    """Leave room for the figures, and begin near the lowest level if all are far from 0."""
    low, high = float(levels.min()), float(levels.max())
    span = high - low
    if low > 0.0 and 0.0 < span < FULL * high:
        axes.set_xlim(low - 0.35 * span, high + 0.35 * span)
        axes.set_title("the axis does not begin at 0", loc="right", fontsize=9, color="#555555")
        return
    low, high = min(low, 0.0), max(high, 0.0)
    room = (high - low) or 1.0
    axes.set_xlim(low - 0.02 * room if low < 0.0 else 0.0, high + 0.25 * room)
    axes.axvline(0.0, color="#333333", linewidth=0.8, zorder=0)
