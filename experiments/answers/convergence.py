"""Convergence: whether there are runs enough, and how many would be.

Each replication is one draw of luck, the same for all rows: the figures of a replication are averaged over
the rows, and what is left are independent draws, of whose mean Student's t gives the interval.
"""

import math

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from scipy import stats

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import COLOURS, caption, headline, number, panels, scaled
from tillit.experiments.answers.pairs import paired
from tillit.experiments.answers.sweep import Array, Over, Sweep, usual_window
from tillit.experiments.refused import RefusedError

FEWEST = 5
"""Replications below which their spread says little."""


def convergence(
    sweep: Sweep,
    output: str | None = None,
    *,
    a: str | None = None,
    b: str | None = None,
    over: Over | None = None,
    within: float = 5.0,
) -> Answer:
    """Return how sure a mean over all rows is with the first 5, 6, 7 … replications, up to all of them.

    The `output` is the first if left out; with two variants or towns it is the paired difference, `b` less
    `a`. `over` is ``end``, ``sum`` or a month; if left out, the sum of what adds up. `within` is the half
    width of the 90 % interval that is good enough, in per cent of the figure. RefusedError if runs are not
    there or not numbers, or fewer than five.
    """
    what = sweep.output(output or sweep.outputs[0])
    over = over or usual_window(what)
    if not within > 0.0:
        raise RefusedError(f"within {within}: give a percentage greater than 0, such as 5")
    if (a is None) != (b is None):
        raise RefusedError(f"a difference has two sides: give both, not only {a or b}")
    sides = paired(sweep.rows, a, b)[1:] if a is not None and b is not None else ()
    figures, unit, told = sweep.converted(what, over, np.concatenate(sides) if sides else None)
    if sides:
        figures, what = figures[sides[1]] - figures[sides[0]], f"{what}, {b} less {a}"
    count = figures.shape[1]
    if count < FEWEST:
        raise RefusedError(
            f"the sweep has {count} replications; from {FEWEST} on one can say whether they are enough: run "
            "it with more"
        )
    frame = as_numbers_grow(figures.mean(axis=0))
    estimate, low, high, percent = frame.iloc[-1][["estimate", "low", "high", "percent"]]
    if not math.isfinite(percent):
        verdict = ": around nought a width in per cent says nothing."
    else:  # the width shrinks with the square root of the number
        needed = max(FEWEST, math.ceil(count * (percent / within) ** 2))
        enough = f"enough for ± {within:g} %; about {needed:,} would be."
        lacks = f"not enough for ± {within:g} %, which takes about {needed:,}."
        verdict = f", ± {percent:.2g} %: {enough if needed <= count else lacks}"
    note = (
        f"With {count:,} replications the mean of {what} is {number(estimate)} {unit}, "
        f"90 % interval {number(low)} to {number(high)}{verdict}{told}"
    )
    titles = [sweep.design.title, f"mean of {what}, by the number of replications".replace("_", " ")]
    return Answer(frame, note, lambda: _drawn(titles, unit, frame, within))


def as_numbers_grow(draws: Array) -> pd.DataFrame:
    """Return the mean and its 90 % interval for the first so many draws: a row each from five on."""
    count = np.arange(1, len(draws) + 1)
    grown = pd.Series(draws).expanding(FEWEST)
    half = grown.std() / np.sqrt(count) * stats.t.ppf(0.95, np.maximum(count - 1, 1))
    frame = pd.DataFrame({"number": count, "estimate": grown.mean(), "half_width": half}).iloc[FEWEST - 1 :]
    ends = {"low": frame["estimate"] - frame["half_width"], "high": frame["estimate"] + frame["half_width"]}
    percent = 100.0 * frame["half_width"] / frame["estimate"].abs()
    return frame.assign(**ends, percent=percent.where(frame["half_width"] != 0.0, 0.0))


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
