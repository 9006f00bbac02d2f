"""Tornado: the effect with one assumption at either end of its range, the widest on top."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.figures import number, scaled

MOST = 20
COLOURS = {"low": "#e0a030", "high": "#0b6e8a"}
"""Of the two ends; they differ in lightness too."""
PLACES = {"low": -0.18, "high": 0.18}
"""Above and below the middle of an assumption's row: both ends may lie on the same side."""


def draw_tornado(frame: pd.DataFrame, title: str, unit: str) -> Figure:
    """Return the figure.

    Parameters
    ----------
    frame
        One row an assumption, the widest first, as `turning_table` makes them.
    title, unit
        What the effect is, and its unit.
    """
    shown = frame.head(MOST)
    scale, unit = scaled(unit, float(frame[["at_low", "at_high"]].abs().max().max()))
    base = float(frame["effect"].iloc[0]) * scale
    figure = Figure(figsize=(9.5, 2.0 + 0.32 * len(shown)), layout="constrained")
    axes = figure.subplots()
    for side, colour in COLOURS.items():
        ends = shown[f"at_{side}"].to_numpy(float) * scale
        at = np.arange(len(shown)) + PLACES[side]
        axes.barh(at, ends - base, 0.36, left=base, color=colour, label=f"at its {side} end")
    for place, row in enumerate(shown.to_dict("records")):
        turn = f", turns at {number(row['turns_at'])}" if np.isfinite(row["turns_at"]) else ""
        words = " | ".join(number(row[name]) for name in ("low", "default", "high")) + turn
        where = axes.get_yaxis_transform()
        bold = "bold" if turn else "normal"
        axes.text(1.01, place, words, transform=where, va="center", fontsize=8, weight=bold)
    axes.axvline(base, color="#333333", linewidth=0.8)
    axes.axvline(0.0, color="#aa3333", linewidth=1.4, linestyle="--", label="no effect")
    axes.set_yticks(np.arange(len(shown)), shown["assumption"], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(f"{unit}; on the right: low | default | high")
    figure.legend(frameon=False, fontsize=9, loc="outside lower center", ncols=3)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    left = f" (the {len(shown)} widest of {len(frame)})" if len(frame) > len(shown) else ""
    figure.suptitle(f"{title}, one assumption changed at a time{left}", fontsize=11, x=0.01, ha="left")
    return figure
