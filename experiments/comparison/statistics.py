"""Statistics: one figure for each pair of worlds, and what the figures of many pairs say."""

import numpy as np
from numpy.typing import NDArray

from tillit.model.indicators import Indicator

QUANTILES = (0.05, 0.5, 0.95)
"""The ends of the 90 % interval, and the median between them."""
YEAR = 12
NET_COSTS = {"municipal_cost", "regional_cost", "state_cost", "public_cost"}
"""Indicators whose level may be anything, also below nothing."""
MOST_PERCENT = 300.0
"""A change beyond this is one of hardly anything."""
TOO_FEW = "too few pairs"

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
    """Return the difference in percent where that says something, NaN where it does not.

    It says nothing of a share, whose difference is in points, of a net cost, which may be below nothing, and
    of hardly anything, of which every change is several times as much.
    """
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
