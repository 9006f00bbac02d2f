"""Rows: the lines of a table about two worlds, with one statistic throughout: means over the pairs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.hours import CHILD_HOURS, CLIENT_HOURS
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.statistics import in_window, telling_percent, verdict
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Spread
from tillit.experiments.telling.numbers import YEAR, number, year_of
from tillit.experiments.telling.units import scale_of, unit_in_words
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS, Indicator

Figures = NDArray[np.float64]

HOUSEHOLD_ROWS = (
    INDICATORS["payments"],
    INDICATORS["households"],
    INDICATORS["exits_to_work"],
    INDICATORS["returns"],
    INDICATORS["caseload"],
    CLIENT_HOURS,
    INDICATORS["client_trust"],
    INDICATORS["stress"],
    INDICATORS["turnover"],
)
CHILD_ROWS = (
    INDICATORS["placement_cost"],
    INDICATORS["children_placed"],
    INDICATORS["institution_share"],
    INDICATORS["breakdowns"],
    INDICATORS["child_caseload"],
    CHILD_HOURS,
    INDICATORS["child_trust"],
    INDICATORS["child_turnover"],
)
VERDICTS = {
    "unchanged": "unchanged",
    "rises": "more",
    "falls": "less",
    "no clear difference": "unclear",
}
NOT_CLIENTS = (Entry.STAFF, Entry.WAGES, Entry.TAXES)
"""What households receive, or pay, as employees."""
NOT_FIRMS = (Entry.WAGES, Entry.TAXES)


@dataclass(frozen=True)
class Row:
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


@dataclass(frozen=True)
class Paid:
    """What somebody pays more over the horizon, or receives more."""

    label: str
    more: Spread


def headline_rows(comparison: Comparison, words: Words) -> list[Row]:
    """Return the rows of a screen: those of the units that the towns have."""
    return list(rows_of(comparison, screen_indicators(comparison), words))


def screen_indicators(comparison: Comparison) -> tuple[Indicator, ...]:
    """Return the indicators that a screen has room for: those of the units that both towns have."""
    towns = [it.world.scenario for it in (comparison.a, comparison.b)]
    households = HOUSEHOLD_ROWS if all(town.posts for town in towns) else ()
    return (*households, *(CHILD_ROWS if all(town.children for town in towns) else ()))


def rows_of(comparison: Comparison, wanted: Iterable[Indicator], words: Words) -> Iterator[Row]:
    """Yield a row for each indicator, of the last twelve months."""
    window = min(YEAR, comparison.months)
    for it in wanted:
        scale = scale_of(it.unit)
        a, b = (
            scale * in_window(outcome.series[it.name], it, window) for outcome in (comparison.a, comparison.b)
        )
        spread = Spread.of(b - a)
        percent = float(telling_percent(it, np.array(a.mean()), np.array(spread.mean)))
        said = verdict(spread.low, spread.high) if comparison.verdicts else ""
        yield Row(
            words.label(it.labels),
            unit_in_words(it.unit, comparison.currency, words),
            _decimals(a.mean(), b.mean(), money=scale != 1.0 and it.unit.startswith("SEK")),
            float(a.mean()),
            float(b.mean()),
            spread,
            None if np.isnan(percent) else percent,
            points=it.unit.startswith("share"),
            verdict=words.pgettext("verdict", VERDICTS[said]) if said else "",
        )


def public_payers(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what each public payer pays more over the horizon, and all together."""
    parties = [Party.MUNICIPALITY, Party.REGION, Party.STATE]
    names = ("the municipality", "the region", "the state")
    paid = [
        Paid(words.pgettext("payer", name), Spread.of(-_received(comparison, [party])))
        for name, party in zip(names, parties, strict=True)
    ]
    together = Paid(words.pgettext("payer", "the public purse"), Spread.of(-_received(comparison, parties)))
    return [*paid, together]


def others(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what others receive more over the horizon: clients, staff, those who found work, firms."""
    households, firms = [Party.HOUSEHOLDS], [Party.EMPLOYERS]
    every = set(Entry)
    return [
        Paid(
            words.gettext("clients receive, benefits"),
            Spread.of(_received(comparison, households, every - set(NOT_CLIENTS))),
        ),
        Paid(
            words.gettext("wages of those who found work"),
            Spread.of(_received(comparison, households, {Entry.WAGES})),
        ),
        Paid(
            words.gettext("pay of the municipality's staff"),
            Spread.of(_received(comparison, households, {Entry.STAFF})),
        ),
        Paid(
            words.gettext("firms receive, wages apart"),
            Spread.of(_received(comparison, firms, every - set(NOT_FIRMS))),
        ),
    ]


def _received(comparison: Comparison, parties: list[Party], entries: set[Entry] | None = None) -> Figures:
    """Return what parties receive more in B than in A, for each pair."""
    kinds = sorted(set(Entry) if entries is None else entries)
    one, other = (
        it.books[..., kinds, :][..., parties].sum(axis=(1, 2, 3)).astype(float)
        for it in (comparison.a, comparison.b)
    )
    return np.asarray(other - one)


def _decimals(a: float, b: float, *, money: bool) -> int:
    """Return with how many decimals two levels are shown."""
    largest = max(abs(a), abs(b))
    if money:
        return 2 if largest >= 1.0 else 3
    return 2 if largest < 1.0 else 1 if largest < 100.0 else 0  # noqa: PLR2004 - three figures


def shown(value: float, row: Row, words: Words, *, signed: bool = False) -> str:
    """Return a number of a row as its language writes it."""
    return number(value, words, decimals=row.decimals, signed=signed)


def window_in_words(comparison: Comparison, words: Words) -> str:
    """Return of which months a table is: the last twelve, with their year, or all if they are fewer."""
    months = min(YEAR, comparison.months)
    if months < YEAR:
        return words.ngettext("last month", "last {months} months", months, months=months)
    starts = {it.world.scenario.town.start for it in (comparison.a, comparison.b)}
    if len(starts) > 1:
        return words.ngettext("last month", "last {months} months", months, months=months)
    return words.gettext("last twelve months ({year})", year=year_of(comparison.months, starts.pop()))
