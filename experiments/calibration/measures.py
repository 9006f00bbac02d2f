"""Measures: the figures of the model that are laid beside what was measured."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.child import Form
from tillit.agents.client import Destination
from tillit.experiments.comparison.statistics import YEAR
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import Run

CALM = 0.10
"""Turnover of a year up to which an office counts as calm, as in the source."""
STORMY = 0.30
"""Turnover of a year from which it counts as stormy."""


class Lived(NamedTuple):
    """One run, and the months that count."""

    run: Run
    inhabitants: int
    window: slice

    def mean(self, name: str) -> float:
        """Return the mean of an indicator over the months that count."""
        return float(self.series(name)[self.window].mean())

    def series(self, name: str) -> NDArray[np.float64]:
        """Return an indicator, by month."""
        return INDICATORS[name].compute(self.run.counts, self.run.ledger, inhabitants=self.inhabitants)

    def years(self, name: str) -> NDArray[np.float64]:
        """Return a rolling indicator at the end of each full year after the first."""
        return self.series(name)[2 * YEAR - 1 :: YEAR]


@dataclass(frozen=True)
class Measure:
    """One figure of a run.

    Parameters
    ----------
    name
        What one types.
    unit
        Unit of the figure.
    about
        What it is, in words.
    figure
        The calculation; NaN if the run has nothing to measure.
    history
        Whether it reads the households' lives.
    """

    name: str
    unit: str
    about: str
    figure: Callable[[Lived], float]
    history: bool = False


def median_new_spell(it: Lived) -> float:
    """Return the grouped median of new spells, in months.

    A spell of two months is anything from 1.5 to 2.5, as in `statistics.median_grouped`: a median
    of whole months would jump where the truth moves a little.
    """
    spells = Spells.of(it.run)
    new = (spells.first > 1) & (spells.first <= len(it.run.counts) // 2)
    if not new.any():
        return np.nan
    length = np.nan_to_num((spells.left - spells.first + 1.0)[new], nan=np.inf)
    median = np.sort(length)[len(length) // 2]
    if not np.isfinite(median):
        return float(len(it.run.counts))
    below, at = np.count_nonzero(length < median), np.count_nonzero(length == median)
    return float(median - 0.5 + (0.5 * len(length) - below) / at)


def stock_exit(it: Lived) -> float:
    """Return the exits a month, in percent, of those who were on assistance in the first month."""
    spells = Spells.of(it.run)
    stock = spells.left[spells.first == 1]
    gone = np.count_nonzero(stock <= YEAR) / max(1, len(stock))
    return float(100.0 * (1.0 - (1.0 - gone) ** (1.0 / YEAR)))


class Spells(NamedTuple):
    """First month and month of the first exit, by household; NaN for none."""

    first: NDArray[np.float64]
    left: NDArray[np.float64]

    @classmethod
    def of(cls, run: Run) -> "Spells":
        """Return the first spell of each household."""
        _, who = np.unique(run.lives["person"], return_inverse=True)
        month = run.lives["month"].astype(float)
        out = run.lives["destination"] > 0
        first = np.full(who.max(initial=-1) + 1, np.inf)
        left = first.copy()
        np.minimum.at(first, who, month)
        np.minimum.at(left, who[out], month[out])
        return cls(first, np.where(np.isinf(left), np.nan, left))


def paid(it: Lived) -> float:
    """Return what is paid a household and month."""
    households = it.run.counts[it.window, Count.HOUSEHOLDS].mean()
    return float(it.mean("payments") / households) if households else np.nan


def level_change(it: Lived) -> float:
    """Return how far the households of the last year lie above those of the first, in percent."""
    households = it.run.counts[:, Count.HOUSEHOLDS]
    first, last = households[:YEAR].mean(), households[-YEAR:].mean()
    return float(100.0 * (last / first - 1.0)) if first else np.nan


def exits_to_work(it: Lived) -> float:
    """Return the exits to work, subsidised or not, in all months."""
    columns = [Count.EXITS + kind for kind in (Destination.WORK, Destination.SUBSIDISED_WORK)]
    return float(it.run.counts[:, columns].sum())


def exit_rate(it: Lived) -> float:
    """Return the exits a month, in percent of the households on assistance."""
    counts = it.run.counts[it.window].sum(axis=0)
    exits = sum(counts[Count.EXITS + kind] for kind in Destination if kind != Destination.NONE)
    households = counts[Count.HOUSEHOLDS]
    return float(100.0 * exits / households) if households else np.nan


def children_in_care(it: Lived) -> float:
    """Return the placed children over all child cases, in percent."""
    counts = children_of(it)
    placed = sum(counts[ChildCount.IN_FORM + form] for form in Form if form != Form.HOME)
    children = counts[ChildCount.CHILDREN]
    return float(100.0 * placed / children) if children else np.nan


def family_breakdowns(it: Lived) -> float:
    """Return how many of the placements in families that ended broke down, in percent."""
    counts = children_of(it)
    ends, broken = counts[ChildCount.FAMILY_ENDS], counts[ChildCount.FAMILY_BREAKDOWNS]
    return float(100.0 * broken / ends) if ends else np.nan


def children_of(it: Lived) -> NDArray[np.float64]:
    """Return the sums of the child unit's counts over the months that count."""
    sums: NDArray[np.float64] = it.run.counts[it.window, UNIT:].sum(axis=0)
    return sums


OWN = (
    Measure(
        "new_spell",
        "months",
        "grouped median of first spells that begin in the run's first half",
        median_new_spell,
        history=True,
    ),
    Measure(
        "stock_exit", "%/month", "exits of the first month's stock over a year", stock_exit, history=True
    ),
    Measure("exit_rate", "%/month", "exits over households on assistance", exit_rate),
    Measure("paid_per_household", "SEK/month", "payments over households on assistance", paid),
    Measure("level_change", "%", "households of the run's last year against its first", level_change),
    Measure("exits_to_work", "households", "exits to work or subsidised work, all months", exits_to_work),
    Measure("children_in_care", "%", "placed children over child cases", children_in_care),
    Measure(
        "family_breakdowns",
        "%",
        "placements in foster families and networks that broke down, over those that ended",
        family_breakdowns,
    ),
    Measure(
        "calm_years",
        "% of years",
        "years with a turnover of at most 10 %",
        lambda it: float(100.0 * (it.years("turnover") <= CALM).mean()),
    ),
    Measure(
        "stormy_years",
        "% of years",
        "years with a turnover of at least 30 %",
        lambda it: float(100.0 * (it.years("turnover") >= STORMY).mean()),
    ),
)


def of_indicator(name: str) -> Measure:
    """Return the measure that is the mean of an indicator; shares in percent."""
    unit = INDICATORS[name].unit
    share = unit.partition("/")[0].split()[0] == "share"
    factor = 100.0 if share else 1.0
    shown = unit.replace("share", "%", 1) if share else unit
    return Measure(name, shown, INDICATORS[name].formula, lambda it: factor * it.mean(name))


MEASURES: dict[str, Measure] = {it.name: it for it in (*map(of_indicator, INDICATORS), *OWN)}
"""Every measure by its name: an indicator's mean, or one of those above."""
