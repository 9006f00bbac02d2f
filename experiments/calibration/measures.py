"""Measures: the figures of the model that are laid beside what was measured."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.child import Form
from tillit.agents.client import Destination
from tillit.experiments.comparison.statistics import YEAR
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import Run

CALM, STORMY = 0.10, 0.30
"""Turnover of a year up to which an office counts as calm, and from which as stormy, as in the source."""


class Lived(NamedTuple):
    """One run, and the months that count."""

    run: Run
    inhabitants: int
    window: slice

    def series(self, name: str) -> NDArray[np.float64]:
        """Return an indicator, by month."""
        return INDICATORS[name].compute(self.run.counts, self.run.ledger, inhabitants=self.inhabitants)

    def mean(self, name: str) -> float:
        """Return the mean of an indicator over the months that count."""
        return float(self.series(name)[self.window].mean())

    def share_of_years(self, holds: Callable[[NDArray[np.float64]], NDArray[np.bool_]]) -> float:
        """Return the full years after the first in whose turnover something holds, in percent of them."""
        return float(100.0 * holds(self.series("turnover")[2 * YEAR - 1 :: YEAR]).mean())

    def children(self) -> NDArray[np.float64]:
        """Return the sums of the child unit's counts over the months that count."""
        sums: NDArray[np.float64] = self.run.counts[self.window, UNIT:].sum(axis=0)
        return sums

    def spells(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return first month and month of the first exit, by household; NaN for none."""
        lives = self.run.lives
        _, who = np.unique(lives["person"], return_inverse=True)
        month, out = lives["month"].astype(float), lives["destination"] > 0
        first = np.full(who.max(initial=-1) + 1, np.inf)
        left = first.copy()
        np.minimum.at(first, who, month)
        np.minimum.at(left, who[out], month[out])
        return first, np.where(np.isinf(left), np.nan, left)


class Measure(NamedTuple):
    """One figure of a run, and its unit; NaN if the run has nothing to measure."""

    unit: str
    figure: Callable[[Lived], float]
    history: bool = False
    """Whether it reads the households' lives."""


def ratio(part: float, whole: float, factor: float = 100.0) -> float:
    """Return a part over a whole, in percent; NaN of nothing."""
    return float(factor * part / whole) if whole else np.nan


def new_spell(it: Lived) -> float:
    """Return the grouped median of first spells that begin in the run's first half, in months.

    A spell of two months is anything from 1.5 to 2.5, as in `statistics.median_grouped`: a median
    of whole months would jump where the truth moves a little.
    """
    first, left = it.spells()
    months = len(it.run.counts)
    new = (first > 1) & (first <= months // 2)
    if not new.any():
        return np.nan
    length = np.nan_to_num((left - first + 1.0)[new], nan=np.inf)
    median = np.sort(length)[len(length) // 2]
    if not np.isfinite(median):
        return float(months)
    below, at = np.count_nonzero(length < median), np.count_nonzero(length == median)
    return float(median - 0.5 + (0.5 * len(length) - below) / at)


def stock_exit(it: Lived) -> float:
    """Return the exits a month over a year, in percent, of those who were there in the first month."""
    first, left = it.spells()
    stock = left[first == 1]
    gone = np.count_nonzero(stock <= YEAR) / max(1, len(stock))
    return float(100.0 * (1.0 - (1.0 - gone) ** (1.0 / YEAR)))


def paid_per_household(it: Lived) -> float:
    """Return payments over households on assistance."""
    return ratio(it.mean("payments"), it.run.counts[it.window, Count.HOUSEHOLDS].mean(), 1.0)


def level_change(it: Lived) -> float:
    """Return how far the households of the last year lie above those of the first."""
    households = it.run.counts[:, Count.HOUSEHOLDS]
    first, last = households[:YEAR].mean(), households[-YEAR:].mean()
    return float(100.0 * (last / first - 1.0)) if first else np.nan


def exits_to_work(it: Lived) -> float:
    """Return the exits to work, subsidised or not, in all months."""
    columns = [Count.EXITS + kind for kind in (Destination.WORK, Destination.SUBSIDISED_WORK)]
    return float(it.run.counts[:, columns].sum())


def exit_rate(it: Lived) -> float:
    """Return the exits of all kinds over households on assistance."""
    counts = it.run.counts[it.window].sum(axis=0)
    exits = sum(counts[Count.EXITS + kind] for kind in Destination if kind != Destination.NONE)
    return ratio(exits, counts[Count.HOUSEHOLDS])


def children_in_care(it: Lived) -> float:
    """Return the placed children over all child cases."""
    counts = it.children()
    placed = sum(counts[ChildCount.IN_FORM + form] for form in Form if form != Form.HOME)
    return ratio(placed, counts[ChildCount.CHILDREN])


def family_breakdowns(it: Lived) -> float:
    """Return the placements in foster families and networks that broke down, over those that ended."""
    counts = it.children()
    return ratio(counts[ChildCount.FAMILY_BREAKDOWNS], counts[ChildCount.FAMILY_ENDS])


def of_indicator(name: str) -> Measure:
    """Return the measure that is the mean of an indicator; shares in percent."""
    unit = INDICATORS[name].unit
    if unit.partition("/")[0].split()[0] != "share":
        return Measure(unit, lambda it: it.mean(name))
    return Measure(unit.replace("share", "%", 1), lambda it: 100.0 * it.mean(name))


MEASURES: dict[str, Measure] = {name: of_indicator(name) for name in INDICATORS} | {
    "new_spell": Measure("months", new_spell, history=True),
    "stock_exit": Measure("%/month", stock_exit, history=True),
    "exit_rate": Measure("%/month", exit_rate),
    "paid_per_household": Measure("SEK/month", paid_per_household),
    "level_change": Measure("%", level_change),
    "exits_to_work": Measure("households", exits_to_work),
    "children_in_care": Measure("%", children_in_care),
    "family_breakdowns": Measure("%", family_breakdowns),
    "calm_years": Measure("% of years", lambda it: it.share_of_years(lambda turnover: turnover <= CALM)),
    "stormy_years": Measure("% of years", lambda it: it.share_of_years(lambda turnover: turnover >= STORMY)),
}
"""Every measure by its name: an indicator's mean, or one of those above."""
