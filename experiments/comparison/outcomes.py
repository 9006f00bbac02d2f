"""Comparison: what came of two worlds, pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.records import Rows
from tillit.experiments.comparison import frames
from tillit.experiments.comparison.break_even import PAYERS, BreakEven, break_even
from tillit.experiments.comparison.hours import HOURS
from tillit.experiments.worlds.conversion import Conversion, conversion
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.indicators import INDICATORS, Indicator

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WINDOW = 12
"""Months, the last of the horizon, over which headlines are taken."""
MEASURED: dict[str, Indicator] = INDICATORS | {it.name: it for it in HOURS}
"""The indicators of a comparison: the model's, and the hours of each client."""
OF_EVERYBODY = "payments_per_inhabitant"
"""The indicator that means nothing for a group of a town's households."""
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
    """Ledger in the world's own money, shape (pairs, months, ENTRIES, PARTIES)."""
    rate: float = 1.0
    """What one unit of the world's money is in the money that is compared in."""

    @cached_property
    def books(self) -> NDArray[Any]:
        """The ledger in the money that is compared in."""
        return self.ledger if self.rate == 1.0 else self.ledger * self.rate

    @cached_property
    def series(self) -> dict[str, NDArray[np.float64]]:
        """All indicators by name, each of shape (pairs, months), in the money that is compared in."""
        town = self.world.scenario.town
        return {
            # Adding nothing takes the sign from a nothing that was negated.
            name: indicator.compute(self.counts, self.books, inhabitants=town.inhabitants) + 0.0
            for name, indicator in MEASURED.items()
        }

    @classmethod
    def kept(cls, world: World, series: Mapping[str, NDArray[np.float64]], ledger: NDArray[Any]) -> "Outcome":
        """Return what was kept of a world: its indicators, and its ledger, which may be by the year."""
        pairs, months = next(iter(series.values())).shape
        outcome = cls(world, np.empty((pairs, months, 0)), ledger)
        outcome.__dict__["series"] = dict(series)  # instead of what would be computed
        return outcome


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

    @property
    def conversion(self) -> Conversion | None:
        """At what rate B's amounts were converted; None if both worlds count in the same money."""
        a, b = self.a.world.scenario.town, self.b.world.scenario.town
        return conversion(a, b, self.plan.rates)

    @property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators that mean something for both towns, by name."""
        towns = [it.world.scenario.town for it in (self.a, self.b)]
        of_groups = any(town.group for town in towns)
        return {name: it for name, it in MEASURED.items() if not (of_groups and name == OF_EVERYBODY)}

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
            percent of a share, of a net cost, or of hardly anything.
        """
        return frames.differences(self, last)

    def totals(self) -> pd.DataFrame:
        """Return the same for sums over the horizon, of all indicators that add up."""
        return frames.totals(self)

    def summary(self, last: int | None = WINDOW) -> pd.DataFrame:
        """Return mean and 90 % interval over the pairs, and a verdict, for each indicator."""
        return frames.summary(self, last)

    def payers(self) -> pd.DataFrame:
        """Return who pays more and who pays less over the horizon, mean and 90 % interval."""
        return frames.payers(self)

    def break_even(self) -> dict[str, BreakEven]:
        """Return when `b` has paid for itself, for the municipality and for all public payers."""
        return {
            payer: break_even(payer, self.a.series[cost], self.b.series[cost])
            for payer, cost in PAYERS.items()
        }

    def plot(self, lang: str = "en") -> "Figure":
        """Return a figure of payments, caseload, trust and turnover in both worlds, in one language."""
        from tillit.experiments.telling.chart import draw  # noqa: PLC0415 - lazy: Matplotlib takes a second

        return draw(self, lang)

    def sentences(self, lang: str = "en") -> list[str]:
        """Return what came out, in sentences of one language."""
        from tillit.experiments.telling import facts_of, sentences  # noqa: PLC0415 - these know comparisons

        return sentences(facts_of(self), lang)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the answer, and the headline rows as a table."""
        from tillit.experiments.telling.html import comparison_html  # noqa: PLC0415 - the same

        return comparison_html(self)
