"""Comparison: what came of two worlds, pair by pair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.records import Rows
from tillit.experiments.comparison import statistics
from tillit.experiments.comparison.statistics import Figures, in_window, mean_and_ends, telling_percent
from tillit.experiments.worlds.plan import ENOUGH, Conversion, Plan, conversion
from tillit.experiments.worlds.world import World
from tillit.model.books.counts import ChildCount, Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.indicators.child_unit import in_child_unit
from tillit.model.indicators.indicator import Observed, Series, labelled, ratio

WINDOW = 12  # months, the last of the horizon, over which headlines are taken


def _hours_for_each(cases: int) -> Callable[[Observed], Series]:
    return lambda it: ratio(it.count(Count.MEETING_HOURS) + it.count(Count.ACUTE_HOURS), it.count(cases))


CLIENT_HOURS = Indicator(
    "client_hours",
    "hours/household/month",
    "hours in meetings and crises over households on assistance",
    labelled("Tid per hushåll", "Tid pr. husstand", "Time for each household"),
    _hours_for_each(Count.HOUSEHOLDS),
)
CHILD_HOURS = Indicator(
    "child_client_hours",
    "hours/child/month",
    "hours in meetings and crises over child cases",
    labelled("Tid per barn", "Tid pr. barn", "Time for each child"),
    in_child_unit(_hours_for_each(ChildCount.CHILDREN)),
)
MEASURED: dict[str, Indicator] = INDICATORS | {it.name: it for it in (CLIENT_HOURS, CHILD_HOURS)}
"""The indicators of a comparison: the model's, and what each household and child gets of its caseworker."""
OF_EVERYBODY = "payments_per_inhabitant"  # means nothing for a group, or by a guess at the inhabitants


@dataclass(frozen=True)
class Outcome:
    """What came of one world, in each pair."""

    world: World
    counts: NDArray[np.float64] = field(repr=False)  # shape (pairs, months, COUNTS)
    ledger: NDArray[np.int64] = field(repr=False)  # in its own money, shape (pairs, months, ENTRIES, PARTIES)
    rate: float = 1.0  # what one unit of that is in the money that is compared in

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
    """Two worlds, run in pairs that share their luck. Differences are `b` less `a`.

    Histories of households and of children are by pair and side (0 for `a`, 1 for `b`).
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
        return "complete" if self.complete else f"stopped after {self.pairs:,} of {self.plan.pairs:,} pairs"

    @property
    def verdicts(self) -> bool:
        """Whether there are pairs enough to say what follows from what."""
        return self.pairs >= ENOUGH

    @property
    def sides(self) -> tuple[tuple[str, Outcome], ...]:
        """The two outcomes with the letters that files call them."""
        return (("a", self.a), ("b", self.b))

    @property
    def currency(self) -> str:
        """Currency of the amounts."""
        return self.a.world.scenario.town.currency

    @property
    def conversion(self) -> Conversion | None:
        """At what rate B's amounts were converted; None if both worlds count in the same money."""
        return conversion(self.a.world.scenario.town, self.b.world.scenario.town, self.plan.rates)

    @property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators that mean something for both towns, by name."""
        of_everybody = all(it.world.scenario.of_everybody for it in (self.a, self.b))
        return {name: it for name, it in MEASURED.items() if of_everybody or name != OF_EVERYBODY}

    def monthly_by_column(self) -> pd.DataFrame:
        """Return one row for each pair, world and month, and one column for each indicator."""
        months, pairs = np.arange(1, self.months + 1), np.arange(1, self.pairs + 1)
        parts = []
        for side, outcome in self.sides:
            index = {"pair": pairs.repeat(self.months), "world": side, "month": np.tile(months, self.pairs)}
            parts.append(pd.DataFrame(index | {name: it.ravel() for name, it in outcome.series.items()}))
        return pd.concat(parts, ignore_index=True)

    def differences(self, last: int | None = WINDOW) -> pd.DataFrame:
        """Return both worlds and their difference, for each pair and indicator.

        Of the mean of the last months, or of all if `last` is None. Columns pair, indicator, a, b,
        difference, percent (none of a share, of a net cost, or of hardly anything).
        """
        return self._beside(self.indicators, lambda series, it: in_window(series, it, last))

    def totals(self) -> pd.DataFrame:
        """Return the same for sums over the horizon, of all indicators that add up."""
        adding = {name: it for name, it in INDICATORS.items() if it.adds}
        return self._beside(adding, lambda series, _: series.sum(axis=-1))

    def _beside(
        self, wanted: dict[str, Indicator], figure: Callable[[Figures, Indicator], Figures]
    ) -> pd.DataFrame:
        parts = []
        for name, it in wanted.items():
            a, b = (figure(outcome.series[name], it) for _, outcome in self.sides)
            part = pd.DataFrame({"pair": np.arange(1, len(a) + 1), "indicator": name, "a": a, "b": b})
            parts.append(part.assign(difference=b - a, percent=telling_percent(it, a, b - a)))
        return pd.concat(parts, ignore_index=True)

    def summary(self, last: int | None = WINDOW) -> pd.DataFrame:
        """Return means over the pairs, their 90 % intervals, percent and verdict, for each indicator."""
        rows = []
        for name, it in self.indicators.items():
            a, b = (in_window(outcome.series[name], it, last) for _, outcome in self.sides)
            unit = it.unit.replace("SEK", self.currency)
            row: dict[str, Any] = {"indicator": name, "label": it.labels["en"], "unit": unit}
            row |= mean_and_ends("a", a) | mean_and_ends("b", b) | mean_and_ends("difference", b - a)
            row["percent"] = float(telling_percent(it, np.array(row["a"]), np.array(row["difference"])))
            sure = statistics.verdict(row["difference_low"], row["difference_high"])
            rows.append(row | {"verdict": sure if self.verdicts else statistics.TOO_FEW})
        return pd.DataFrame(rows)

    def payers(self) -> pd.DataFrame:
        """Return who pays more and who pays less over the horizon, mean and 90 % interval."""
        a, b = (-it.books.sum(axis=(1, 2)).astype(float) for _, it in self.sides)
        more = b - a
        return pd.DataFrame({"party": it.name.lower()} | mean_and_ends("more", more[:, it]) for it in Party)

    def ledger_by_year(self) -> pd.DataFrame:
        """Return what each party received less what it paid, by pair, world, year and kind of entry."""
        entries, parties = (np.array([it.name.lower() for it in kinds]) for kinds in (Entry, Party))
        parts = []
        for side, outcome in self.sides:
            years = np.add.reduceat(outcome.books, np.arange(0, self.months, statistics.YEAR), axis=1)
            pair, year, entry, party = np.nonzero(years)
            frame = pd.DataFrame({"pair": pair + 1, "world": side, "year": year + 1})
            received = years[pair, year, entry, party]
            parts.append(frame.assign(entry=entries[entry], party=parties[party], received=received))
        return pd.concat(parts, ignore_index=True)

    def break_even(self) -> dict[str, statistics.BreakEven]:
        """Return when `b` has paid for itself, for the municipality and for all public payers."""
        return {
            payer: statistics.break_even(self.a.series[cost], self.b.series[cost])
            for payer, cost in statistics.PAYERS.items()
        }
