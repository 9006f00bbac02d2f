"""Convergence: whether there are runs enough, and how many would be.

Each replication is one draw of luck, the same for all rows; each point of the
design is one draw of assumptions. The figures of one along the other are
averaged, so that what is left are independent draws, and the interval of their
median (or mean) is found by drawing from them again.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from scipy.stats import bootstrap

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import COLOURS, caption, headline, number, panels, scaled
from tillit.experiments.answers.indices import SEED
from tillit.experiments.answers.pairs import paired
from tillit.experiments.answers.sweep import Array, Over, Sweep, one_of, usual_window
from tillit.experiments.refused import RefusedError

FEWEST = 5
"""Draws below which drawing from them again says nothing."""
STEPS = 24
"""Numbers of draws at which the interval is looked at, about."""
AT_ONCE = 4_000_000
"""Figures that are drawn at once, so that memory stays small."""
STATISTICS: dict[str, Callable[..., Any]] = {"median": np.median, "mean": np.mean}
ALONG = ("replications", "points")


def convergence(  # noqa: PLR0913 - each says one thing about the figure
    sweep: Sweep,
    output: str | None = None,
    *,
    a: str | None = None,
    b: str | None = None,
    over: Over | None = None,
    along: str = "replications",
    statistic: str = "median",
    within: float = 5.0,
) -> Answer:
    """Return how sure a figure is with the first 5, 6, 8 … draws, up to all of them.

    Along ``replications`` the figure is the mean over all rows; along ``points``, over the replications. The
    `output` is the first if left out; with two variants or towns it is the paired difference, `b` less `a`.
    `over` is ``end``, ``sum`` or a month; if left out, the sum of what adds up. The `statistic` is ``median``
    or ``mean``, and `within` the half width of its 90 % interval that is good enough, in per cent of the
    figure. RefusedError if runs are not there or not numbers, or fewer than five.
    """
    what = sweep.output(output or sweep.outputs[0])
    over = over or usual_window(what)
    one_of("direction", along, ALONG)
    one_of("statistic", statistic, STATISTICS)
    if not within > 0.0:
        raise RefusedError(f"within {within}: give a percentage greater than 0, such as 5")
    if (a is None) != (b is None):
        raise RefusedError(f"a difference has two sides: give both, not only {a or b}")
    sides = paired(sweep.rows, a, b)[1:] if a is not None and b is not None else ()
    figures, unit, told = sweep.converted(what, over, np.concatenate(sides) if sides else None)
    points = sweep.rows["point"].to_numpy()
    if sides:
        figures, points = figures[sides[1]] - figures[sides[0]], points[sides[0]]
        what = f"{what}, {b} less {a}"
    draws: Array = figures.mean(axis=0)
    if along == "points":
        draws = pd.Series(figures.mean(axis=1)).groupby(points, sort=True).mean().to_numpy()
    if len(draws) < FEWEST:
        raise RefusedError(
            f"the sweep has {len(draws)} {along}; from {FEWEST} on one can say whether they are enough: "
            f"run it with more, or ask along {ALONG[1 - ALONG.index(along)]}"
        )
    frame = as_numbers_grow(draws, statistic)
    estimate, low, high, percent = frame.iloc[-1][["estimate", "low", "high", "percent"]]
    note = (
        f"With {len(draws):,} {along} the {statistic} of {what} is {number(estimate)} {unit}, "
        f"90 % interval {number(low)} to {number(high)}{_verdict(len(draws), percent, within)}{told}"
    )
    shown = f"{statistic} of {what}, by the number of {along}".replace("_", " ")
    return Answer(frame, note, lambda: _drawn([sweep.design.title, shown], unit, frame, within))


def as_numbers_grow(figures: Array, statistic: str) -> pd.DataFrame:
    """Return the figure and its 90 % interval for the first so many draws."""
    random = np.random.default_rng(SEED)
    rows = []
    # From five to all, each number so many times the one before.
    for count in sorted({round(it) for it in np.geomspace(FEWEST, len(figures), STEPS)}):
        estimate = float(STATISTICS[statistic](figures[:count]))
        low, high = bootstrap(
            (figures[:count],),
            STATISTICS[statistic],
            n_resamples=1_000,
            batch=max(1, AT_ONCE // count),
            confidence_level=0.9,
            method="percentile",
            rng=random,
        ).confidence_interval
        rows.append((count, estimate, low, high, (high - low) / 2.0))
    frame = pd.DataFrame(rows, columns=["number", "estimate", "low", "high", "half_width"])
    half = frame["half_width"]
    return frame.assign(percent=(100.0 * half / frame["estimate"].abs()).where(half != 0.0, 0.0))


def _verdict(count: int, percent: float, within: float) -> str:
    """Return whether so many draws are enough: the width shrinks with the square root of the number."""
    if not math.isfinite(percent):
        return ": around nought a width in per cent says nothing."
    needed = max(FEWEST, math.ceil(count * (percent / within) ** 2))
    if needed <= count:
        return f", ± {percent:.2g} %: enough for ± {within:g} %; about {needed:,} would be."
    return f", ± {percent:.2g} %: not enough for ± {within:g} %, which takes about {needed:,}."


def _drawn(titles: list[str], unit: str, frame: pd.DataFrame, within: float) -> Figure:
    """Return the figure: the estimate in its band, and the band's half width in per cent."""
    figure, (left, right) = panels(2)
    factor, unit = scaled(unit)
    count, low, high = (frame[name].to_numpy() for name in ("number", "low", "high"))
    left.fill_between(count, low * factor, high * factor, color=COLOURS[1], alpha=0.2, linewidth=0.0)
    left.plot(count, frame["estimate"] * factor, color=COLOURS[1], linewidth=1.8)
    caption(left, f"estimate and its 90 % interval, {unit}")
    right.plot(count, frame["percent"], color=COLOURS[1], linewidth=1.8)
    right.axhline(within, color=COLOURS[2], linewidth=1.2, linestyle="--")
    right.text(count[-1], within, f"± {within:g} %", color=COLOURS[2], ha="right", va="bottom")
    right.set_ylim(bottom=0.0)
    caption(right, "half width of the interval, % of the figure")
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    headline(figure, *titles)
    return figure
