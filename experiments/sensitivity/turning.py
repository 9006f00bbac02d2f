"""Turning: which assumption alone turns a town's effect around, and at about which value."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy.stats import t as student

from tillit.experiments.answers.figures import MOST, number, scaled
from tillit.experiments.sensitivity.designs import Array, Designs

LEVEL = 0.9
"""Probability with which an interval holds the mean."""
FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS = "flips", "unsure", "unclear", "failed", "holds"
ORDER = (FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS)
"""Of the verdicts at two ends, the first of these is the assumption's."""
AGAINST = {1: HOLDS, 0: MAY_FLIP, -1: FLIPS}
"""Verdict where the effect is clear, by its sign times that at an end."""
SIDES = {"low": ("#e0a030", -0.18), "high": ("#0b6e8a", 0.18)}
"""Colours of the two ends, which differ in lightness too, and places: both may lie on the same side."""


def turning_table(designs: Designs, output: str, effects: Array) -> pd.DataFrame:
    """Return one row an assumption: the effect at both ends of its range, and where it turns.

    `effects` are those of `Designs.alone`, shape (1 + ends, replications), two of these or more. Columns:
    output, assumption, default, low, high, unit; effect (at the default), at_low, at_high (at the ends), each
    the mean with its 90 % interval (…_from, …_to); swing (between the ends); turns_at (the nearest value at
    which the mean is 0 if it changes evenly towards the end; empty for none); verdict: ``flips`` (the effect
    is clear before and after, and has another sign), ``unsure`` (clear before, it may have any sign after),
    ``unclear`` (no clear sign to begin with), ``failed`` (a run is missing, so there is no mean: that of the
    others would be over another luck) or ``holds``.
    """
    mean, replications = effects.mean(axis=1), effects.shape[1]
    half = student.ppf((1.0 + LEVEL) / 2.0, replications - 1) * effects.std(axis=1, ddof=1)
    half = half / np.sqrt(replications)
    sign = np.sign(mean) * (np.abs(mean) > half)
    at = {("", 0.0): 0} | {move: turn for turn, move in enumerate(designs.ends(), 1)}
    rows = []
    for factor in designs.factors:
        default, crossed, verdicts, moved = designs.defaults[factor.name], [], [], {"effect": 0}
        for side in SIDES:
            end = getattr(factor, side)
            moved[f"at_{side}"] = turn = at.get((factor.name, end), 0)
            if mean[0] * mean[turn] < 0.0:
                crossed.append(default + (end - default) * mean[0] / (mean[0] - mean[turn]))
            if np.isnan(mean[turn]):
                verdicts.append(FAILED)
            else:
                verdicts.append(AGAINST[sign[0] * sign[turn]] if sign[0] else UNCLEAR)
        row = {"output": output, "assumption": factor.name.removeprefix("parameters."), "default": default}
        row |= {"low": factor.low, "high": factor.high, "unit": factor.unit}
        for name, turn in moved.items():
            ends = mean[turn] - half[turn], mean[turn] + half[turn]
            row |= {name: mean[turn], f"{name}_from": ends[0], f"{name}_to": ends[1]}
        tried = mean[list(moved.values())]
        row["swing"] = float(np.nanmax(tried) - np.nanmin(tried))
        row["turns_at"] = min(crossed, key=lambda value: abs(value - default), default=np.nan)
        row["verdict"] = min(verdicts, key=ORDER.index)
        rows.append(row)
    return pd.DataFrame(rows).sort_values("swing", ascending=False, ignore_index=True)


def draw_tornado(frame: pd.DataFrame, title: str, unit: str) -> Figure:
    """Return the figure of a table as `turning_table` makes it, the widest first."""
    shown = frame.head(MOST)
    scale, unit = scaled(unit, float(frame[["at_low", "at_high"]].abs().max().max()))
    base = float(frame["effect"].iloc[0]) * scale
    figure = Figure(figsize=(9.5, 2.0 + 0.32 * len(shown)), layout="constrained")
    axes = figure.subplots()
    places = np.arange(len(shown))
    for side, (colour, beside) in SIDES.items():
        ends = shown[f"at_{side}"].to_numpy(float) * scale
        axes.barh(places + beside, ends - base, 0.36, left=base, color=colour, label=f"at its {side} end")
    for place, row in enumerate(shown.to_dict("records")):
        turn = f", turns at {number(row['turns_at'])}" if np.isfinite(row["turns_at"]) else ""
        words = " | ".join(number(row[name]) for name in ("low", "default", "high")) + turn
        where, bold = axes.get_yaxis_transform(), "bold" if turn else "normal"
        axes.text(1.01, place, words, transform=where, va="center", fontsize=8, weight=bold)
    axes.axvline(base, color="#333333", linewidth=0.8)
    axes.axvline(0.0, color="#aa3333", linewidth=1.4, linestyle="--", label="no effect")
    axes.set_yticks(places, shown["assumption"], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel(f"{unit}; on the right: low | default | high")
    figure.legend(frameon=False, fontsize=9, loc="outside lower center", ncols=3)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    left = f" (the {len(shown)} widest of {len(frame)})" if len(frame) > len(shown) else ""
    figure.suptitle(f"{title}, one assumption changed at a time{left}", fontsize=11, x=0.01, ha="left")
    return figure
