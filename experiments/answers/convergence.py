"""Convergence: whether there are runs enough, and how many would be.

Each replication is one draw of luck, the same for all rows; each point of the
design is one draw of assumptions. The figures of one along the other are
averaged, so that what is left are independent draws, and the interval of their
median (or mean) is found by drawing from them again.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator
from scipy.stats import bootstrap

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import COLOURS, caption, headline, number, panels, scaled
from tillit.experiments.answers.pairs import Pairs, unit_over
from tillit.experiments.answers.reading import Array, Over, usual_window
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.refused import RefusedError

FEWEST = 5
"""Draws below which drawing from them again says nothing."""
STEPS = 24
"""Numbers of draws at which the interval is looked at, about."""
AGAIN = 1_000
"""Times that is drawn again."""
LEVEL = 0.9
"""Probability with which an interval holds the figure."""
APART = 1.3
"""How many times another a tick must be, to be readable beside it."""
AT_ONCE = 4_000_000
"""Array that are drawn at once, so that memory stays small."""
STATISTICS: dict[str, Callable[..., Any]] = {"median": np.median, "mean": np.mean}
ALONG = ("replications", "points")


@dataclass(frozen=True)
class Asked:
    """What is asked about."""

    output: str
    over: Over
    unit: str
    what: str
    """In words: the output, or whose difference of it."""
    along: str
    statistic: str
    within: float
    """Half width that is good enough, in per cent of the figure."""


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
    seed: int = 1,
) -> Answer:
    """Return how sure a figure is with the first 5, 6, 8 … draws, up to all of them.

    Parameters
    ----------
    sweep
        The sweep.
    output
        Name of the output; the first if left out.
    a, b
        Two variants or towns: the figure is then the paired difference, `b` less `a`.
    over
        ``end``, ``sum`` or a month; if left out, the sum of what adds up.
    along
        ``replications``: are there enough of them? The figure is the mean over
        all rows. ``points``: the same of the points; the figure is the mean over
        the replications.
    statistic
        ``median`` or ``mean``.
    within
        Half width of the 90 % interval that is good enough, in per cent of the figure.
    seed
        Of drawing again.

    Returns
    -------
    Answer
        With columns number, estimate, low, high, half_width, percent.

    Raises
    ------
    RefusedError
        If runs are not there or not numbers, or fewer than five.
    """
    output = sweep.output(sweep.outputs[0] if output is None else output)
    over = usual_window(output) if over is None else over
    one_of("direction", along, ALONG)
    one_of("statistic", statistic, STATISTICS)
    pairs = _sides(sweep, a, b)
    what = f"{output}, {pairs.b} less {pairs.a}" if pairs else output
    rows = pairs.rows if pairs else None
    unit = sweep.unit(output, rows)
    asked = Asked(output, over, unit_over(unit, over), what, along, statistic, within)
    if not within > 0.0:
        message = f"within {within}: give a percentage greater than 0, such as 5"
        raise RefusedError(message)
    frame = as_numbers_grow(_draws(sweep, asked, pairs), statistic, seed)

    said = _said(asked, frame) + sweep.told_conversions(output, rows)
    return Answer(frame, said, lambda: _draw(sweep.design.title, asked, frame))


def as_numbers_grow(figures: Array, statistic: str, seed: int) -> pd.DataFrame:
    """Return the figure and its 90 % interval for the first so many draws."""
    random = np.random.default_rng(seed)
    rows = []
    for count in numbers(len(figures)):
        estimate = float(STATISTICS[statistic](figures[:count]))
        low, high = bootstrap(
            (figures[:count],),
            STATISTICS[statistic],
            n_resamples=AGAIN,
            batch=max(1, AT_ONCE // count),
            confidence_level=LEVEL,
            method="percentile",
            rng=random,
        ).confidence_interval
        half = (high - low) / 2.0
        share = 100.0 * half / abs(estimate) if estimate else (0.0 if half == 0.0 else math.inf)
        rows.append(
            {
                "number": count,
                "estimate": estimate,
                "low": low,
                "high": high,
                "half_width": half,
                "percent": share,
            }
        )
    return pd.DataFrame(rows)


def numbers(most: int) -> list[int]:
    """Return numbers of draws, from five to all, each so many times the one before."""
    return sorted({round(number) for number in np.geomspace(FEWEST, most, STEPS)})


def enough(frame: pd.DataFrame, within: float) -> int | None:
    """Return how many draws give the half width that is asked for; None if the figure is nought.

    The width shrinks with the square root of the number.
    """
    last = frame.iloc[-1]
    if not math.isfinite(last["percent"]):
        return None
    needed = math.ceil(float(last["number"]) * (float(last["percent"]) / within) ** 2)
    return max(FEWEST, needed)


def _sides(sweep: Sweep, a: str | None, b: str | None) -> Pairs | None:
    """Return the pairs that are asked about; None if no sides are given."""
    if a is None and b is None:
        return None
    if a is None or b is None:
        message = f"a difference has two sides: give both, not only {a or b}"
        raise RefusedError(message)
    return Pairs.of(sweep.rows, a, b)


def _draws(sweep: Sweep, asked: Asked, pairs: Pairs | None) -> Array:
    """Return one figure for each replication, or for each point."""
    rates = sweep.rates(asked.output, pairs.rows if pairs else None)
    figures = sweep.values(asked.output, asked.over) * rates
    points = sweep.rows["point"].to_numpy()
    if pairs is not None:
        figures, points = pairs.difference(figures), points[pairs.rows_a]
    if asked.along == "replications":
        found: Array = figures.mean(axis=0)
    else:
        found = pd.Series(figures.mean(axis=1)).groupby(points, sort=True).mean().to_numpy()
    if len(found) < FEWEST:
        other = ALONG[1 - ALONG.index(asked.along)]
        message = (
            f"the sweep has {len(found)} {asked.along}; from {FEWEST} on one can say whether they "
            f"are enough: run it with more, or ask along {other}"
        )
        raise RefusedError(message)
    return found


def _said(asked: Asked, frame: pd.DataFrame) -> str:
    """Return whether there are enough."""
    last = frame.iloc[-1]
    count = int(last["number"])
    ends = f"{number(last['low'])} to {number(last['high'])}"
    says = (
        f"With {count:,} {asked.along} the {asked.statistic} of {asked.what} is "
        f"{number(last['estimate'])} {asked.unit}, 90 % interval {ends}"
    )
    needed = enough(frame, asked.within)
    width, goal = f"± {last['percent']:.2g} %", f"± {asked.within:g} %"
    if needed is None:
        return f"{says}: around nought a width in per cent says nothing."
    if needed <= count:
        return f"{says}, {width}: enough for {goal}; about {needed:,} would be."
    return f"{says}, {width}: not enough for {goal}, which takes about {needed:,}."


def _draw(title: str, asked: Asked, frame: pd.DataFrame) -> Figure:
    """Return the figure: the estimate in its band, and the band's half width in per cent."""
    figure, (left, right) = panels(2)
    factor, unit = scaled(asked.unit)
    number = frame["number"].to_numpy()
    left.fill_between(
        number, frame["low"] * factor, frame["high"] * factor, color=COLOURS[1], alpha=0.2, linewidth=0.0
    )
    left.plot(number, frame["estimate"] * factor, color=COLOURS[1], linewidth=1.8)
    caption(left, f"{asked.statistic} and its 90 % interval, {unit}")
    right.plot(number, frame["percent"], color=COLOURS[1], linewidth=1.8)
    right.axhline(asked.within, color=COLOURS[2], linewidth=1.2, linestyle="--")
    right.text(number[-1], asked.within, f"± {asked.within:g} %", color=COLOURS[2], ha="right", va="bottom")
    right.set_ylim(bottom=0.0)
    caption(right, "half width of the interval, % of the figure")
    for axes in (left, right):
        axes.set_xscale("log")
        axes.set_xticks(_ticks(int(number[0]), int(number[-1])))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.set_xlabel(asked.along)
    headline(figure, title, asked.what.replace("_", " "))
    return figure


def _ticks(first: int, last: int) -> list[int]:
    """Return the first and last number, and round ones that are far enough from them."""
    every = (step * 10**power for power in range(9) for step in (1, 2, 5))
    return [first, *(it for it in every if APART * first <= it <= last / APART), last]
