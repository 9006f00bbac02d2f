"""Bridge: from one world's figure to the other's, one step a share."""

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.figures import scaled

ENDS = "#7a7a7a"
FALL, RISE = "#0b6e8a", "#c8553d"
"""Of steps down and up; they differ in lightness too."""
INCH = 0.52
"""Height of one step."""
WIDE, ACROSS = 44, 92
"""Letters in a line of a label, and of the headline."""
FULL = 0.15
"""Share of the width from which the figure does not begin at 0."""


def draw_bridge(frame: pd.DataFrame, title: str, over: str) -> Figure:
    """Return the figure of a frame as `Explanation.frame` has it."""
    scale, unit = scaled(str(frame["unit"].iloc[0]))
    nothing = (frame["part"] == "share") & (frame["low"] == 0.0) & (frame["high"] == 0.0)
    steps = frame[frame["part"].isin(["a", "rest", "share", "b"]) & ~nothing]
    values = steps["value"].to_numpy(float) * scale
    inner, ends = values[1:-1], values[[0, -1]]
    levels = values[0] + np.concatenate([[0.0], np.cumsum(inner)])
    lefts = np.concatenate([[0.0], levels[:-1], [0.0]])
    spread = lefts[:, None] + steps[["low", "high"]].to_numpy(float) * scale
    figure = Figure(figsize=(10.5, 1.7 + INCH * len(steps)), layout="constrained")
    axes = figure.subplots()
    colours = [ENDS, *(FALL if value < 0.0 else RISE for value in inner), ENDS]
    axes.barh(range(len(values)), values, 0.62, left=lefts, color=colours)
    for at, level in enumerate(levels):
        axes.plot([level, level], [at - 0.31, at + 1.31], color="#333333", linewidth=0.8)
    axes.hlines(np.arange(len(values)), *spread.T, color="#111111", linewidth=1.2)
    largest, whole = np.abs(ends).max(), float(ends[1] - ends[0])
    decimals = max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 2
    for at, value in enumerate(values):
        end = at in {0, len(values) - 1}
        words = f"{value:{'' if end else '+'},.{decimals}f}"
        if whole and not end:
            words += f"  ({round(100.0 * value / whole)} %)"
        edge = max(lefts[at], lefts[at] + value, *spread[at])
        weight = "bold" if end else "normal"
        axes.annotate(words, (edge, at), (6, 0), textcoords="offset points", va="center", weight=weight)
    every = np.concatenate([levels, ends, spread.ravel()])
    low, high = float(every.min()), float(every.max())
    if low > 0.0 and 0.0 < high - low < FULL * high:
        room = 0.35 * (high - low)
        axes.set_xlim(low - room, high + room)
        axes.set_title("the axis does not begin at 0", loc="right", fontsize=9, color="#555555")
    else:
        low, high = min(low, 0.0), max(high, 0.0)
        room = (high - low) or 1.0
        axes.set_xlim(low - 0.02 * room if low < 0.0 else 0.0, high + 0.25 * room)
        axes.axvline(0.0, color="#333333", linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(steps)), [fill(label, WIDE) for label in steps["label"]], fontsize=10)
    axes.invert_yaxis()
    axes.set_xlabel(f"{unit}, {over}; thin lines: where 90 % of the pairs end")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    figure.suptitle(fill(title, ACROSS), fontsize=12, x=0.01, ha="left")
    return figure
