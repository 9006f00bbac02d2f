"""Measures: the figures of the model that are laid beside what was measured."""

from collections.abc import Callable
from statistics import median_grouped
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.child import Form
from tillit.agents.client import Destination
from tillit.experiments.comparison.statistics import YEAR
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import Run

CALM, STORMY = 0.10, 0.30
"""Turnover of a year up to which an office counts as calm, and from which as stormy, as in the source."""
EXITS = [Count.EXITS + kind for kind in Destination if kind != Destination.NONE]
PLACED = [UNIT + ChildCount.IN_FORM + form for form in Form if form != Form.HOME]
BEGUN = [UNIT + ChildCount.PLANNED, UNIT + ChildCount.ACUTE]  # columns of the counts

Array = NDArray[np.float64]


class Lived(NamedTuple):
    """One run, and the months that count."""

    run: Run
    inhabitants: int
    window: slice

    def series(self, name: str) -> Array:
        """Return an indicator, by month."""
        return INDICATORS[name].compute(self.run.counts, self.run.ledger, inhabitants=self.inhabitants)

    def mean(self, name: str) -> float:
        """Return the mean of an indicator over the months that count."""
        return float(self.series(name)[self.window].mean())

    def ratio(self, parts: list[int], whole: list[int]) -> float:
        """Return what some counts are of others over the months that count, in percent."""
        counts = self.run.counts[self.window]
        return _percent(*(float(counts[:, columns].sum()) for columns in (parts, whole)))

    def years_of_turnover(self, low: float, high: float) -> float:
        """Return the full years after the first with a turnover within two bounds, in percent of them."""
        turnover = self.series("turnover")[2 * YEAR - 1 :: YEAR]
        return float(100.0 * ((turnover >= low) & (turnover <= high)).mean())

    def spells(self) -> Array:
        """Return first month and month of the first exit, by household; NaN for none."""
        lives = pd.DataFrame(self.run.lives[["person", "month", "destination"]])
        month, person = lives["month"].astype(float), lives["person"]
        out = month.where(lives["destination"] > 0)
        return np.array([it.groupby(person).min() for it in (month, out)])


def _percent(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole else np.nan


def _new_spell(it: Lived) -> float:
    """Return the median of first spells begun in the run's first half; of two months is from 1.5 to 2.5."""
    first, left = it.spells()
    months = len(it.run.counts)
    new = (first > 1) & (first <= months // 2)
    lengths = np.nan_to_num((left - first + 1.0)[new], nan=np.inf).tolist()
    return min(median_grouped(lengths), float(months)) if lengths else np.nan


def _stock_exit(it: Lived) -> float:
    """Return the exits a month over a year of those who were there in the first month."""
    first, left = it.spells()
    stock = left[first == 1]
    gone = np.count_nonzero(stock <= YEAR) / max(1, len(stock))
    return float(100.0 * (1.0 - (1.0 - gone) ** (1.0 / YEAR)))


def _level_change(it: Lived) -> float:
    """Return how far the households of the last year lie above those of the first."""
    households = it.run.counts[:, Count.HOUSEHOLDS]
    first, last = households[:YEAR].mean(), households[-YEAR:].mean()
    return float(100.0 * (last / first - 1.0)) if first else np.nan


def _placements_left(it: Lived) -> float:
    """Return who is placed in the first month and not a year later, grown or at home, in percent."""
    lives = it.run.child_lives
    placed = lives[lives["form"] != Form.HOME]
    first, later = (placed["person"][placed["month"] == month] for month in (1, 1 + YEAR))
    return _percent(len(np.setdiff1d(first, later)), len(first))


class Measure(NamedTuple):
    """One figure of a run, and its unit; NaN if it has nothing to measure. Some need the `history`."""

    unit: str
    figure: Callable[[Lived], float]
    history: bool = False


def _of_indicator(name: str) -> Measure:
    """Return the measure that is the mean of an indicator; shares in percent."""
    unit = INDICATORS[name].unit
    if unit.partition("/")[0].split()[0] != "share":
        return Measure(unit, lambda it: it.mean(name))
    return Measure(unit.replace("share", "%", 1), lambda it: 100.0 * it.mean(name))


MEASURES: dict[str, Measure] = {name: _of_indicator(name) for name in INDICATORS} | {
    "new_spell": Measure("months", _new_spell, history=True),
    "stock_exit": Measure("%/month", _stock_exit, history=True),
    "exit_rate": Measure("%/month", lambda it: it.ratio(EXITS, [Count.HOUSEHOLDS])),
    "paid_per_household": Measure(
        "SEK/month", lambda it: it.mean("payments") / (it.mean("households") or np.nan)
    ),
    "level_change": Measure("%", _level_change),
    "children_in_care": Measure("%", lambda it: it.ratio(PLACED, [UNIT + ChildCount.CHILDREN])),
    "placements_begun": Measure("%", lambda it: YEAR * it.ratio(BEGUN, PLACED)),
    "placements_left": Measure("%", _placements_left, history=True),
    "family_breakdowns": Measure(
        "%", lambda it: it.ratio([UNIT + ChildCount.FAMILY_BREAKDOWNS], [UNIT + ChildCount.FAMILY_ENDS])
    ),
    "calm_years": Measure("% of years", lambda it: it.years_of_turnover(-np.inf, CALM)),
    "stormy_years": Measure("% of years", lambda it: it.years_of_turnover(STORMY, np.inf)),
}
"""Every measure by its name: an indicator's mean, or one of those above."""
