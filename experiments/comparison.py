"""Comparison: what came of two worlds, pair by pair."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.records import Rows
from tillit.experiments import frames
from tillit.experiments.break_even import PAYERS, BreakEven, break_even
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.indicators import INDICATORS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WINDOW = 12
"""Months, the last of the horizon, over which headlines are taken."""
ENOUGH = 10
"""Pairs below which there is no verdict."""


@dataclass(frozen=True)
class Outcome:
    """What came of one world, in each pair."""

    world: World
    """The world."""
    counts: NDArray[np.float64] = field(repr=False)
    """Counts, shape (pairs, months, COUNTS)."""
    ledger: NDArray[np.int64] = field(repr=False)
    """Ledger, shape (pairs, months, ENTRIES, PARTIES)."""

    @cached_property
    def series(self) -> dict[str, NDArray[np.float64]]:
        """All indicators by name, each of shape (pairs, months)."""
        inhabitants = self.world.scenario.town.inhabitants
        return {
            name: indicator.compute(self.counts, self.ledger, inhabitants=inhabitants)
            for name, indicator in INDICATORS.items()
        }


@dataclass(frozen=True)
class Comparison:
    """Two worlds, run in pairs that share their luck.

    Parameters
    ----------
    a, b
        What came of each world. Differences are `b` less `a`.
    plan
        How they were run.
    lives
        Histories of households, by pair and side (0 for `a`, 1 for `b`).
    child_lives
        Histories of children, the same way.
    """

    a: Outcome
    b: Outcome
    plan: Plan
    lives: dict[tuple[int, int], Rows] = field(default_factory=dict, repr=False)
    child_lives: dict[tuple[int, int], Rows] = field(default_factory=dict, repr=False)

    @property
    def pairs(self) -> int:
        """Pairs that were run; fewer than planned after Ctrl-C."""
        return len(self.a.counts)

    @property
    def months(self) -> int:
        """Months of each world."""
        return self.plan.months

    @property
    def complete(self) -> bool:
        """Whether all planned pairs were run."""
        return self.pairs == self.plan.pairs

    @property
    def status(self) -> str:
        """Whether all planned pairs were run, in words."""
        if self.complete:
            return "complete"
        return f"stopped after {self.pairs:,} of {self.plan.pairs:,} pairs"

    @property
    def verdicts(self) -> bool:
        """Whether there are pairs enough to say what follows from what."""
        return self.pairs >= ENOUGH

    @property
    def currency(self) -> str:
        """Currency of the amounts."""
        return self.a.world.scenario.town.currency

    def monthly(self) -> pd.DataFrame:
        """Return every indicator of every month: pair, world, month, indicator, value."""
        return frames.monthly(self)

    def differences(self, last: int | None = WINDOW) -> pd.DataFrame:
        """Return both worlds and their difference, for each pair and indicator.

        Parameters
        ----------
        last
            Months, the last of the horizon, of which the mean is taken; None
            for all months.

        Returns
        -------
        pandas.DataFrame
            Columns pair, indicator, a, b, difference, percent. There is no
            percent where `a` is 0 and `b` is not.
        """
        return frames.differences(self, last)

    def totals(self) -> pd.DataFrame:
        """Return the same for sums over the horizon, of all indicators that add up."""
        return frames.totals(self)

    def summary(self, last: int | None = WINDOW) -> pd.DataFrame:
        """Return median and 90 % interval over the pairs, and a verdict, for each indicator."""
        return frames.summary(self, last)

    def payers(self) -> pd.DataFrame:
        """Return who pays more and who pays less over the horizon, median and 90 % interval."""
        return frames.payers(self)

    def break_even(self) -> dict[str, BreakEven]:
        """Return when `b` has paid for itself, for the municipality and for all public payers."""
        return {
            payer: break_even(payer, self.a.series[cost], self.b.series[cost])
            for payer, cost in PAYERS.items()
        }

    def plot(self) -> "Figure":
        """Return a figure of payments, caseload, trust and turnover in both worlds."""
        from tillit.experiments.chart import draw  # noqa: PLC0415 - lazy: Matplotlib takes a second

        return draw(self)
