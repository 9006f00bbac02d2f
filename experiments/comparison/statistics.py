"""Statistics: one figure for each pair of worlds, what many pairs say, and when an effort has paid."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.model.indicators import Indicator

QUANTILES = (0.05, 0.5, 0.95)  # the ends of the 90 % interval, and the median between them
YEAR = 12
NET_COSTS = {"municipal_cost", "regional_cost", "state_cost", "public_cost"}  # may be below nothing, too
MOST_PERCENT = 300.0  # a change beyond this is one of hardly anything, of which each is several times as much
TOO_FEW = "too few pairs"
PAYERS = {"municipal": "municipal_cost", "public": "public_cost"}  # whose break-even is told, and their cost
NEVER = 0  # in place of a month: not within the horizon

Figures = NDArray[np.float64]


def in_window(series: Figures, indicator: Indicator, last: int | None) -> Figures:
    """Return one figure for each pair: the mean of the last months, or the last of a rolling year."""
    if indicator.rolling and last is not None and last <= YEAR:
        last = 1
    return np.asarray(series[..., -(last or 0) :].mean(axis=-1))


def percent(a: Figures, difference: Figures) -> Figures:
    """Return the difference in percent of `a`; NaN, which tables leave empty, where there is none."""
    none = np.where(difference == 0.0, 0.0, np.nan)
    return np.divide(100.0 * difference, np.abs(a), out=none, where=a != 0.0)


def telling_percent(indicator: Indicator, a: Figures, difference: Figures) -> Figures:
    """Return the difference in percent; NaN of shares, net costs and hardly anything, as it says nothing."""
    if indicator.unit.startswith("share") or indicator.name in NET_COSTS:
        return np.full(np.shape(difference), np.nan)
    found = percent(a, difference)
    return np.where(np.abs(found) <= MOST_PERCENT, found, np.nan)


def mean_and_ends(column: str, values: Figures) -> dict[str, object]:
    """Return the mean of a column, and the ends of the interval that holds nine values in ten."""
    return {**spread(column, values), column: float(values.mean())}


def spread(column: str, values: Figures) -> dict[str, object]:
    """Return the median of a column, and the ends of its 90 % interval."""
    low, median, high = np.quantile(values, QUANTILES).tolist()
    return {column: median, f"{column}_low": low, f"{column}_high": high}


def verdict(low: float, high: float) -> str:
    """Return what an interval of differences says."""
    if low == high == 0.0:
        return "unchanged"
    if low > 0.0:
        return "rises"
    return "falls" if high < 0.0 else "no clear difference"


@dataclass(frozen=True)
class BreakEven:
    """The first month from which the cumulative net stays at 0 or above, in each pair."""

    months: NDArray[np.int64]  # counted from 1, 0 for not within the horizon
    alike: bool = False  # whether the worlds cost the same in every month: there is nothing to pay back

    @property
    def never(self) -> int:
        """Pairs in which it does not happen within the horizon."""
        return int((self.months == NEVER).sum())

    def quantile(self, share: float) -> int | None:
        """Return the month by which that share of the pairs has broken even; None for beyond the horizon."""
        order = sorted(self.months.tolist(), key=lambda month: month or math.inf)
        return order[max(0, math.ceil(share * len(order)) - 1)] or None

    def __str__(self) -> str:
        if self.alike:
            return "no difference"
        beyond = f"not within the horizon in {self.never} of {len(self.months)}"
        if self.never == len(self.months):
            return beyond
        months = (self.quantile(share) for share in (0.1, 0.5, 0.9))
        low, median, high = (f"month {it}" if it else "beyond the horizon" for it in months)
        return f"{median} (80 %: {low} to {high})" + f"; {beyond}" * bool(self.never)


def break_even(cost_a: Figures, cost_b: Figures) -> BreakEven:
    """Return when the cumulative cost of `b` falls to that of `a` for good; shapes (pairs, months)."""
    saved = np.cumsum(cost_a - cost_b, axis=-1)
    return BreakEven(first_for_good(saved), alike=not saved.any())


def first_for_good(saved: Figures) -> NDArray[np.int64]:
    """Return the first month, counted from 1, from which a series stays at 0 or above; else 0."""
    below = saved < 0.0
    months = saved.shape[-1]
    behind = np.where(below.any(axis=-1), months - np.argmax(below[:, ::-1], axis=-1), 0)
    return np.where(behind == months, NEVER, behind + 1).astype(np.int64)
