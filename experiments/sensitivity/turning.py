"""Turning: which assumption alone turns a town's effect around, and at which value."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.stats import t as student

from tillit.experiments.answers.figures import MOST, number, scaled
from tillit.experiments.sensitivity.designs import Designs, Move

LEVEL = 0.9
"""Probability with which an interval holds the mean."""
FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS = "flips", "unsure", "unclear", "failed", "holds"
ORDER = (FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS)
"""Of the verdicts at two ends, the first of these is the assumption's."""
SIDES = {"low": ("#e0a030", -0.18), "high": ("#0b6e8a", 0.18)}
"""Colours of the two ends, which differ in lightness too, and places: both may lie on the same side."""

Array = NDArray[np.float64]


class Point(NamedTuple):
    """The effect with one assumption moved to a value: mean over the replications, and its 90 % interval."""

    value: float
    mean: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """Sign of the effect if it is clear, else 0."""
        return int(self.low > 0.0) - int(self.high < 0.0)


def points_of(moves: list[Move], effects: Array) -> tuple[Point, dict[Move, Point]]:
    """Return the effect at the defaults, and with each move.

    `effects` are at the defaults and with each move, shape (1 + moves, replications), at least two of these.
    A point of which a run is missing has none: the mean of the others would be over another luck than its
    neighbours'.
    """
    mean, replications = effects.mean(axis=1), effects.shape[1]
    half = student.ppf((1.0 + LEVEL) / 2.0, replications - 1) * effects.std(axis=1, ddof=1)
    half = half / np.sqrt(replications)
    figures = np.column_stack([[np.nan, *(value for _, value in moves)], mean, mean - half, mean + half])
    base, *moved = (Point(*row) for row in figures.tolist())
    return base, dict(zip(moves, moved, strict=True))


def verdict(base: Point, moved: Point) -> str:
    """Return whether a move turns the effect around.

    ``flips``: the effect is clear before and after, and has another sign.
    ``unsure``: clear before, it may have any sign after. ``unclear``: it has
    no clear sign to begin with.
    """
    if np.isnan(moved.mean):
        return FAILED
    if base.sign == 0:
        return UNCLEAR
    if moved.sign == base.sign:
        return HOLDS
    return FLIPS if moved.sign == -base.sign else MAY_FLIP


def turns(base: Point, moved: dict[Move, Point]) -> list[Move]:
    """Return the ends at which the mean effect has another sign than at the defaults."""
    return [move for move, it in moved.items() if it.mean * base.mean < 0.0]


def _turning_point(default: float, base: Point, way: list[Point]) -> float:
    """Return the first value on the way from the default at which the mean effect is 0; NaN for none.

    Between two values that were tried the effect is taken for a straight line.
    """
    if base.mean == 0.0:
        return np.nan
    before, at = base.mean, default
    for point in sorted(way, key=lambda it: abs(it.value - default)):
        if np.isnan(point.mean):
            continue
        if point.mean * base.mean <= 0.0:
            return float(at + (point.value - at) * before / (before - point.mean))
        before, at = point.mean, point.value
    return np.nan


def turning_table(
    designs: Designs, output: str, base: Point, ends: dict[Move, Point], between: dict[Move, Point]
) -> pd.DataFrame:
    """Return one row an assumption: the effect at both ends of its range, and where it turns.

    Columns: output, assumption, default, low, high, unit, effect (at the
    default), at_low, at_high (effect at the ends, each with its interval), swing
    (between the ends), turns_at (the nearest value at which the mean effect is
    0; empty for none), verdict.
    """
    rows = []
    for factor in designs.factors:
        default = designs.defaults[factor.name]
        row: dict[str, object] = {
            "output": output,
            "assumption": factor.name.removeprefix("parameters."),
            "default": default,
            "low": factor.low,
            "high": factor.high,
            "unit": factor.unit,
            "effect": base.mean,
        }
        points = {side: ends.get((factor.name, getattr(factor, side)), base) for side in SIDES}
        way = [it for (name, _), it in between.items() if name == factor.name]
        turns_at = []
        for side, point in points.items():
            row |= {f"at_{side}": point.mean, f"at_{side}_from": point.low, f"at_{side}_to": point.high}
            if point is not base:
                same = [it for it in way if (it.value - default) * (point.value - default) > 0.0]
                turns_at.append(_turning_point(default, base, [*same, point]))
        means = [base.mean, *(it.mean for it in points.values())]
        row["swing"] = float(np.nanmax(means) - np.nanmin(means))
        found = [it for it in turns_at if np.isfinite(it)]
        row["turns_at"] = min(found, key=lambda it: abs(it - default), default=np.nan)
        row["verdict"] = min((verdict(base, it) for it in points.values()), key=ORDER.index)
        rows.append(row)
    return pd.DataFrame(rows).sort_values("swing", ascending=False, ignore_index=True)


def draw_tornado(frame: pd.DataFrame, title: str, unit: str) -> Figure:
    """Return the figure of a table as `turning_table` makes it, the widest first."""
    shown = frame.head(MOST)
    scale, unit = scaled(unit, float(frame[["at_low", "at_high"]].abs().max().max()))
    base = float(frame["effect"].iloc[0]) * scale
    figure = Figure(figsize=(9.5, 2.0 + 0.32 * len(shown)), layout="constrained")
    axes = figure.subplots()
    for side, (colour, beside) in SIDES.items():
        ends = shown[f"at_{side}"].to_numpy(float) * scale
        at = np.arange(len(shown)) + beside
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
