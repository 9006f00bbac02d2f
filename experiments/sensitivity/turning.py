"""Turning: which assumption alone turns a town's effect around, and at which value."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.figures import number, scaled
from tillit.experiments.sensitivity.designs import Designs, Move
from tillit.experiments.sensitivity.ranking import mean_and_interval

FLIPS = "flips"
MAY_FLIP = "unsure"
HOLDS = "holds"
UNCLEAR = "unclear"
FAILED = "failed"

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Point:
    """The effect with one assumption moved."""

    value: float
    """Value of the assumption."""
    mean: float
    """Effect, mean over the replications."""
    low: float
    """Lower end of its 90 % interval."""
    high: float
    """Upper end."""

    @property
    def sign(self) -> int:
        """Sign of the effect if it is clear, else 0."""
        if self.low > 0.0:
            return 1
        return -1 if self.high < 0.0 else 0


def points_of(moves: list[Move], effects: Array) -> tuple[Point, dict[Move, Point]]:
    """Return the effect at the defaults, and with each move.

    `effects` are at the defaults and with each move, shape (1 + moves, replications).
    """
    figures = zip(*mean_and_interval(effects), strict=True)
    values = [np.nan, *(value for _, value in moves)]
    base, *moved = (
        Point(float(value), *(float(it) for it in three))
        for value, three in zip(values, figures, strict=True)
    )
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
        found, verdicts, means = [], [], [base.mean]
        for side, end in (("low", factor.low), ("high", factor.high)):
            point = ends.get((factor.name, end), base)
            row |= {f"at_{side}": point.mean, f"at_{side}_from": point.low, f"at_{side}_to": point.high}
            means.append(point.mean)
            verdicts.append(verdict(base, point))
            way = [it for (name, _), it in between.items() if name == factor.name]
            way = [it for it in way if (it.value - default) * (end - default) > 0.0]
            if (factor.name, end) in ends:
                found.append(_turning_point(default, base, [*way, point]))
        near = [it for it in found if np.isfinite(it)]
        row["swing"] = float(np.nanmax(means) - np.nanmin(means))
        row["turns_at"] = min(near, key=lambda it: abs(it - default)) if near else np.nan
        row["verdict"] = next(it for it in ORDER if it in verdicts)
        rows.append(row)
    return pd.DataFrame(rows).sort_values("swing", ascending=False, ignore_index=True)


ORDER = (FLIPS, MAY_FLIP, UNCLEAR, FAILED, HOLDS)
"""Of the verdicts at two ends, the first of these is the assumption's."""


MOST = 20
COLOURS = {"low": "#e0a030", "high": "#0b6e8a"}
"""Of the two ends; they differ in lightness too."""
PLACES = {"low": -0.18, "high": 0.18}
"""Above and below the middle of an assumption's row: both ends may lie on the same side."""


def draw_tornado(frame: pd.DataFrame, title: str, unit: str) -> Figure:
    """Return the figure of a table as `turning_table` makes it, the widest first."""
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
