"""Turning: which assumption alone turns a town's effect around, and at which value."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from scipy.stats import t as student

from tillit.experiments.answers.figures import MOST, number, scaled
from tillit.experiments.sensitivity.designs import Array, Designs, Move

LEVEL = 0.9
"""Probability with which an interval holds the mean."""
FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS = "flips", "unsure", "unclear", "failed", "holds"
ORDER = (FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS)
"""Of the verdicts at two ends, the first of these is the assumption's."""
SIDES = {"low": ("#e0a030", -0.18), "high": ("#0b6e8a", 0.18)}
"""Colours of the two ends, which differ in lightness too, and places: both may lie on the same side."""


def effects_at(moves: Sequence[Move], effects: Array) -> pd.DataFrame:
    """Return the effect at the defaults, and then with each move: name, value, mean, low, high, sign.

    `effects` are of shape (1 + moves, replications), at least two of these; low and high are a 90 % interval
    of the mean, and the sign is 0 if that holds 0. A point of which a run is missing has none: the mean of
    the others would be over another luck than its neighbours'.
    """
    frame = pd.DataFrame([("", np.nan), *moves], columns=["name", "value"])
    mean, replications = effects.mean(axis=1), effects.shape[1]
    half = student.ppf((1.0 + LEVEL) / 2.0, replications - 1) * effects.std(axis=1, ddof=1)
    half = half / np.sqrt(replications)
    sign = (mean - half > 0.0).astype(int) - (mean + half < 0.0)
    return frame.assign(mean=mean, low=mean - half, high=mean + half, sign=sign)


def turning_table(designs: Designs, output: str, ends: pd.DataFrame, between: pd.DataFrame) -> pd.DataFrame:
    """Return one row an assumption: the effect at both ends of its range, and where it turns.

    `ends` and `between` are as of `effects_at`. Columns: output, assumption, default, low, high, unit,
    effect (at the default), at_low, at_high (effect at the ends, each with its interval), swing
    (between the ends), turns_at (the nearest value at which the mean effect is 0, between two that were tried
    a straight line; empty for none), verdict.
    """
    base, tried, rows = ends.iloc[0], pd.concat([ends.iloc[1:], between.iloc[1:]]), []
    for factor in designs.factors:
        default, own = designs.defaults[factor.name], tried[tried["name"] == factor.name]
        row = {"output": output, "assumption": factor.name.removeprefix("parameters."), "default": default}
        row |= {"low": factor.low, "high": factor.high, "unit": factor.unit, "effect": base["mean"]}
        turns_at, verdicts, means = [], [], [base["mean"]]
        for side in SIDES:
            end = getattr(factor, side)
            at_end = base if end == default else own[own["value"] == end].iloc[0]
            row |= {f"at_{side}": at_end["mean"]}
            row |= {f"at_{side}_from": at_end["low"], f"at_{side}_to": at_end["high"]}
            means.append(at_end["mean"])
            verdicts.append(_verdict(base, at_end))
            way = own[(own["value"] - default) * (end - default) > 0.0].dropna(subset="mean")
            way = way.iloc[np.argsort(np.abs(way["value"] - default))]
            values, on_way = np.array([default, *way["value"]]), np.array([base["mean"], *way["mean"]])
            turns_at.append(_turning_point(values, on_way))
        row["swing"] = float(np.nanmax(means) - np.nanmin(means))
        far = np.abs(np.array(turns_at) - default)
        row["turns_at"] = np.nan if np.isnan(far).all() else turns_at[int(np.nanargmin(far))]
        row["verdict"] = min(verdicts, key=ORDER.index)
        rows.append(row)
    return pd.DataFrame(rows).sort_values("swing", ascending=False, ignore_index=True)


def _verdict(base: pd.Series, moved: pd.Series) -> str:
    """Return whether a move turns the effect around.

    ``flips``: the effect is clear before and after, and has another sign. ``unsure``: clear before, it may
    have any sign after. ``unclear``: it has no clear sign to begin with.
    """
    if np.isnan(moved["mean"]):
        return FAILED
    if base["sign"] == 0:
        return UNCLEAR
    return {1: HOLDS, 0: MAY_FLIP, -1: FLIPS}[base["sign"] * moved["sign"]]


def _turning_point(values: Array, means: Array) -> float:
    """Return the first value, from the default outwards, at which the mean effect is 0; NaN for none."""
    crossed = np.flatnonzero(means * means[0] <= 0.0)
    if means[0] == 0.0 or not len(crossed):
        return np.nan
    after, at = crossed[0], crossed[0] - 1
    return float(values[at] + (values[after] - values[at]) * means[at] / (means[at] - means[after]))


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
