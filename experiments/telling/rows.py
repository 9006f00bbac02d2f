"""Rows: the lines of a table about two worlds, with one statistic throughout: means over the pairs."""

from collections.abc import Iterable
from math import floor, log10
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.outcomes import MEASURED, Comparison
from tillit.experiments.comparison.statistics import in_window, telling_percent, verdict
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Spread, of_both
from tillit.experiments.telling.names import PARTIES, PUBLIC
from tillit.experiments.telling.numbers import MILLION, YEAR, scale_of, unit_in_words, year_of
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import Indicator

HOUSEHOLD_ROWS = (
    *("payments", "households", "exits_to_work", "returns", "caseload"),
    *("client_hours", "client_trust", "stress", "turnover"),
)
CHILD_ROWS = (
    *("placement_cost", "children_placed", "institution_share", "breakdowns", "child_caseload"),
    *("child_client_hours", "child_trust", "child_turnover"),
)
MOST_DECIMALS = 3
VERDICTS = {"unchanged": "unchanged", "rises": "more", "falls": "less", "no clear difference": "unclear"}
AS_EMPLOYEES = {Entry.STAFF, Entry.WAGES, Entry.TAXES}
"""What households receive, or pay, as employees."""


class Row(NamedTuple):
    """One line: numbers in the unit that is shown."""

    label: str
    unit: str
    decimals: int
    a: float
    b: float
    difference: Spread
    percent: float | None
    """The difference in percent of A, where that says something."""
    points: bool
    """Whether the difference is in percentage points."""
    verdict: str
    """In a word of the language; nothing with too few pairs."""


class Paid(NamedTuple):
    """What somebody pays more over the horizon, or receives more."""

    label: str
    more: Spread


def screen_indicators(comparison: Comparison) -> list[Indicator]:
    """Return the indicators that a screen has room for: those of the units that both towns have."""
    towns = [side.world.scenario for _, side in comparison.sides]
    return [MEASURED[it] for it in of_both(towns, HOUSEHOLD_ROWS, CHILD_ROWS)]


def headline_rows(comparison: Comparison, words: Words) -> list[Row]:
    """Return the rows of a screen, each of the last twelve months."""
    rows, window = [], min(YEAR, comparison.months)
    for it in screen_indicators(comparison):
        scale = scale_of(it.unit)
        one, other = (scale * in_window(side.series[it.name], it, window) for _, side in comparison.sides)
        spread, a, b = Spread.of(other - one), float(one.mean()), float(other.mean())
        percent = float(telling_percent(it, np.array(a), np.array(spread.mean)))
        said = verdict(spread.low, spread.high) if comparison.verdicts else ""
        # Three figures, of millions two decimals; more where nine pairs in ten lie closer than that.
        figures = 2 - floor(log10(max(abs(a), abs(b), 1.0)))
        decimals = 2 if scale == 1.0 / MILLION else max(0, figures)
        while decimals < MOST_DECIMALS:
            low, mean, high = (
                round(x, decimals) for x in (spread.low, difference(a, b, decimals), spread.high)
            )
            if low <= mean <= high and (low * high > 0.0 or not spread.sign):
                break
            decimals += 1
        row = Row(
            words.label(it.labels),
            unit_in_words(it.unit, comparison.currency, words),
            decimals,
            a,
            b,
            spread,
            None if np.isnan(percent) else percent,
            points=it.unit.startswith("share"),
            verdict=words.pgettext("verdict", VERDICTS[said]) if said else "",
        )
        rows.append(row)
    return rows


def difference(a: float, b: float, decimals: int) -> float:
    """Return by how much B is more than A as both are shown, so that whoever subtracts finds the same."""
    return round(round(b, decimals) - round(a, decimals), decimals)


def public_payers(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what each public payer pays more over the horizon, and all together."""
    parties = (Party.MUNICIPALITY, Party.REGION, Party.STATE)
    payers = {PARTIES[it]: [it] for it in parties} | {PUBLIC: [*parties]}
    return [
        Paid(words.pgettext("payer", name), Spread.of(-_received(comparison, those, Entry)))
        for name, those in payers.items()
    ]


def others(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what others receive more over the horizon: clients, staff, those who found work, firms."""
    every, households = set(Entry), [Party.HOUSEHOLDS]
    firms = every - {Entry.WAGES, Entry.TAXES}
    received: tuple[tuple[str, list[Party], set[Entry]], ...] = (
        (words.gettext("clients receive, benefits"), households, every - AS_EMPLOYEES),
        (words.gettext("wages of those who found work"), households, {Entry.WAGES}),
        (words.gettext("pay of the municipality's staff"), households, {Entry.STAFF}),
        (words.gettext("firms receive, wages apart"), [Party.EMPLOYERS], firms),
    )
    return [Paid(label, Spread.of(_received(comparison, who, what))) for label, who, what in received]


def _received(comparison: Comparison, parties: list[Party], entries: Iterable[Entry]) -> NDArray[np.float64]:
    one, other = (
        side.books[..., sorted(entries), :][..., parties].sum(axis=(1, 2, 3)).astype(float)
        for _, side in comparison.sides
    )
    return np.asarray(other - one)


def window_in_words(comparison: Comparison, words: Words) -> str:
    """Return of which months a table is: the last twelve, with their year, or all if they are fewer."""
    months = min(YEAR, comparison.months)
    starts = {side.world.scenario.town.start for _, side in comparison.sides}
    if months < YEAR or len(starts) > 1:
        return words.ngettext("last month", "last {months} months", months, months=months)
    return words.gettext("last twelve months ({year})", year=year_of(comparison.months, starts.pop()))
