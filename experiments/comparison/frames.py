"""Frames: tidy tables of a comparison."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS, Indicator

if TYPE_CHECKING:
    from tillit.experiments.comparison.outcomes import Comparison, Outcome

QUANTILES = (0.05, 0.5, 0.95)
"""The ends of the 90 % interval, and the median between them."""
YEAR = 12
NET_COSTS = {"municipal_cost", "regional_cost", "state_cost", "public_cost"}
"""Indicators whose level may be anything, also below nothing."""
MOST_PERCENT = 300.0
"""A change beyond this is one of hardly anything."""
TOO_FEW = "too few pairs"

Figures = NDArray[np.float64]


def monthly(comparison: "Comparison") -> pd.DataFrame:
    """Return every indicator of every month, one row each."""
    wide = monthly_by_column(comparison)
    return wide.melt(["pair", "world", "month"], var_name="indicator", value_name="value")


def monthly_by_column(comparison: "Comparison") -> pd.DataFrame:
    """Return one row for each pair, world and month, and one column for each indicator."""
    return pd.concat([of_world(it, side) for side, it in sides(comparison)], ignore_index=True)


def sides(comparison: "Comparison") -> tuple[tuple[str, "Outcome"], ...]:
    """Return the two outcomes with the letters that files call them."""
    return (("a", comparison.a), ("b", comparison.b))


def of_world(outcome: "Outcome", side: str) -> pd.DataFrame:
    """Return the monthly rows of one world."""
    pairs, months = outcome.counts.shape[:2]
    index = {
        "pair": np.repeat(np.arange(1, pairs + 1), months),
        "world": side,
        "month": np.tile(np.arange(1, months + 1), pairs),
    }
    return pd.DataFrame(index | {name: series.ravel() for name, series in outcome.series.items()})


def in_window(series: Figures, indicator: Indicator, last: int | None) -> Figures:
    """Return one figure for each pair: the mean of the last months, or the last of a rolling year."""
    if indicator.rolling and last is not None and last <= YEAR:
        last = 1
    figures: Figures = series[..., -(last or 0) :].mean(axis=-1)
    return figures


def percent(a: Figures, difference: Figures) -> Figures:
    """Return the difference in percent of `a`; NaN, which tables leave empty, where there is none."""
    none = np.where(difference == 0.0, 0.0, np.nan)
    return np.divide(100.0 * difference, np.abs(a), out=none, where=a != 0.0)


def telling_percent(indicator: Indicator, a: Figures, difference: Figures) -> Figures:
    """Return the difference in percent where that says something, NaN where it does not.

    It says nothing of a share, whose difference is in percentage points; of a net cost, whose level may be
    below nothing; and of hardly anything, of which every change is several times as much.
    """
    if indicator.unit.startswith("share") or indicator.name in NET_COSTS:
        return np.full(np.shape(difference), np.nan)
    found = percent(a, difference)
    return np.where(np.abs(found) <= MOST_PERCENT, found, np.nan)


def differences(comparison: "Comparison", last: int | None) -> pd.DataFrame:
    """Return both worlds and their difference, for each pair and indicator."""
    a, b = comparison.a.series, comparison.b.series
    parts = [
        beside(it, in_window(a[name], it, last), in_window(b[name], it, last))
        for name, it in comparison.indicators.items()
    ]
    return pd.concat(parts, ignore_index=True)


def totals(comparison: "Comparison") -> pd.DataFrame:
    """Return sums over the horizon, for each pair and each indicator that adds up."""
    a, b = comparison.a.series, comparison.b.series
    parts = [
        beside(it, a[name].sum(axis=-1), b[name].sum(axis=-1)) for name, it in INDICATORS.items() if it.adds
    ]
    return pd.concat(parts, ignore_index=True)


def beside(indicator: Indicator, a: Figures, b: Figures) -> pd.DataFrame:
    """Return one indicator of both worlds, and the difference, a row for each pair."""
    pairs = np.arange(1, len(a) + 1)
    columns = {"pair": pairs, "indicator": indicator.name, "a": a, "b": b, "difference": b - a}
    return pd.DataFrame(columns | {"percent": telling_percent(indicator, a, b - a)})


def summary(comparison: "Comparison", last: int | None) -> pd.DataFrame:
    """Return mean, 90 % interval and verdict of each indicator.

    All of a row are means over the pairs, so its difference is that of its levels, and its percent
    that of the means.
    """
    rows = []
    for name, part in differences(comparison, last).groupby("indicator", sort=False):
        indicator = comparison.indicators[str(name)]
        row: dict[str, object] = {
            "indicator": name,
            "label": indicator.labels["en"],
            "unit": indicator.unit.replace("SEK", comparison.currency),
        }
        for column in ("a", "b", "difference"):
            row |= mean_and_ends(column, part[column].to_numpy())
        low, high = row["difference_low"], row["difference_high"]
        means = (np.array(part[column].mean()) for column in ("a", "difference"))
        row["percent"] = float(telling_percent(indicator, *means))
        row["verdict"] = verdict(float(str(low)), float(str(high))) if comparison.verdicts else TOO_FEW
        rows.append(row)
    return pd.DataFrame(rows)


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


def payers(comparison: "Comparison") -> pd.DataFrame:
    """Return what `b` costs each party over the horizon beyond `a`."""
    rows = []
    for party in Party:
        paid = [-it.books[..., party].sum(axis=(1, 2)).astype(float) for _, it in sides(comparison)]
        rows.append({"party": party.name.lower()} | mean_and_ends("more", paid[1] - paid[0]))
    return pd.DataFrame(rows)


def ledger_by_year(comparison: "Comparison") -> pd.DataFrame:
    """Return what each party received less what it paid, for each pair, world, year and kind of entry."""
    parts = []
    for side, outcome in sides(comparison):
        starts = np.arange(0, comparison.months, YEAR)
        years = np.add.reduceat(outcome.books, starts, axis=1)
        pair, year, entry, party = np.nonzero(years)
        frame = pd.DataFrame({"pair": pair + 1, "world": side, "year": year + 1})
        frame["entry"] = np.array([it.name.lower() for it in Entry])[entry]
        frame["party"] = np.array([it.name.lower() for it in Party])[party]
        frame["received"] = years[pair, year, entry, party]
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)
