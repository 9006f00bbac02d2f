"""Convergence: whether there are runs enough, and how many would be.

Each replication is one draw of luck, the same for all rows; each point of the
design is one draw of assumptions. The figures of one along the other are
averaged, so that what is left are independent draws, and the interval of their
median (or mean) is found by drawing from them again.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.names import one_of
from tillit.experiments.answers.paired import Pairs, unit_over
from tillit.experiments.answers.reading import Figures
from tillit.experiments.answers.window import Over, usual_window
from tillit.experiments.answers.words import in_words
from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tillit.experiments.answers.study import Study

FEWEST = 5
"""Draws below which drawing from them again says nothing."""
STEPS = 24
"""Numbers of draws at which the interval is looked at, about."""
AGAIN = 1_000
"""Times that is drawn again."""
ENDS = (0.05, 0.95)
AT_ONCE = 4_000_000
"""Figures that are drawn at once, so that memory stays small."""
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
    study: "Study",
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
    study
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
    output = study.output(study.outputs[0] if output is None else output)
    over = usual_window(output) if over is None else over
    one_of("direction", along, ALONG)
    one_of("statistic", statistic, STATISTICS)
    pairs = sides(study, a, b)
    what = f"{output}, {pairs.b} less {pairs.a}" if pairs else output
    unit = study.unit(output, [*pairs.rows_a, *pairs.rows_b] if pairs else None)
    asked = Asked(output, over, unit_over(unit, over), what, along, statistic, within)
    if not within > 0.0:
        message = f"within {within}: give a percentage greater than 0, such as 5"
        raise RefusedError(message)
    frame = as_numbers_grow(draws(study, asked, pairs), statistic, seed)

    def draw() -> "Figure":
        from tillit.experiments.answers.convergence_figure import draw_convergence  # noqa: PLC0415 - lazy: takes a second

        return draw_convergence(study.design.title, asked, frame)

    return Answer(frame, said(asked, frame), draw)


def sides(study: "Study", a: str | None, b: str | None) -> Pairs | None:
    """Return the pairs that are asked about; None if no sides are given."""
    if a is None and b is None:
        return None
    if a is None or b is None:
        message = f"a difference has two sides: give both, not only {a or b}"
        raise RefusedError(message)
    return Pairs.of(study.rows, a, b)


def draws(study: "Study", asked: Asked, pairs: Pairs | None) -> Figures:
    """Return one figure for each replication, or for each point.

    Raises
    ------
    RefusedError
        If there are fewer than five.
    """
    figures = study.figures(asked.output, asked.over)
    points = study.rows["point"].to_numpy()
    if pairs is not None:
        figures, points = pairs.difference(figures), points[pairs.rows_a]
    if asked.along == "replications":
        found: Figures = figures.mean(axis=0)
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


def as_numbers_grow(figures: Figures, statistic: str, seed: int) -> pd.DataFrame:
    """Return the figure and its 90 % interval for the first so many draws."""
    random = np.random.default_rng(seed)
    rows = []
    for number in numbers(len(figures)):
        estimate = float(STATISTICS[statistic](figures[:number]))
        low, high = np.quantile(drawn_again(figures[:number], statistic, random), ENDS).tolist()
        half = (high - low) / 2.0
        share = 100.0 * half / abs(estimate) if estimate else (0.0 if half == 0.0 else math.inf)
        rows.append(
            {
                "number": number,
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


def drawn_again(figures: Figures, statistic: str, random: np.random.Generator) -> Figures:
    """Return the statistic of as many draws from the draws, again and again."""
    number = len(figures)
    times = max(1, min(AGAIN, AT_ONCE // number))
    found: list[NDArray[np.float64]] = []
    for begin in range(0, AGAIN, times):
        chosen = random.integers(0, number, (min(times, AGAIN - begin), number))
        found.append(STATISTICS[statistic](figures[chosen], axis=1))
    return np.concatenate(found)


def enough(frame: pd.DataFrame, within: float) -> int | None:
    """Return how many draws give the half width that is asked for; None if the figure is nought.

    The width shrinks with the square root of the number.
    """
    last = frame.iloc[-1]
    if not math.isfinite(last["percent"]):
        return None
    needed = math.ceil(float(last["number"]) * (float(last["percent"]) / within) ** 2)
    return max(FEWEST, needed)


def said(asked: Asked, frame: pd.DataFrame) -> str:
    """Return whether there are enough."""
    last = frame.iloc[-1]
    number = int(last["number"])
    ends = f"{in_words(last['low'])} to {in_words(last['high'])}"
    says = (
        f"With {number:,} {asked.along} the {asked.statistic} of {asked.what} is "
        f"{in_words(last['estimate'])} {asked.unit}, 90 % interval {ends}"
    )
    needed = enough(frame, asked.within)
    width, goal = f"± {last['percent']:.2g} %", f"± {asked.within:g} %"
    if needed is None:
        return f"{says}: around nought a width in per cent says nothing."
    if needed <= number:
        return f"{says}, {width}: enough for {goal}; about {needed:,} would be."
    return f"{says}, {width}: not enough for {goal}, which takes about {needed:,}."
