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
from tillit.experiments.telling.names import PARTIES, PUBLIC
from tillit.experiments.telling.numbers import YEAR, number, year_of
from tillit.experiments.telling.units import scale_of, unit_in_words
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS, Indicator

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
VERDICTS = {"unchanged": "unchanged", "rises": "more", "falls": "less", "no clear difference": "unclear"}
AS_EMPLOYEES = {Entry.STAFF, Entry.WAGES, Entry.TAXES}
"""What households receive, or pay, as employees."""


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
        a, b = (scale * in_window(side.series[it.name], it, window) for _, side in comparison.sides)
        spread = Spread.of(b - a)
        percent = float(telling_percent(it, np.array(a.mean()), np.array(spread.mean)))
        said = verdict(spread.low, spread.high) if comparison.verdicts else ""
        largest = max(abs(a.mean()), abs(b.mean()))
        money = scale != 1.0 and it.unit.startswith("SEK")
        # Three figures, and of millions three decimals at most.
        decimals = 2 if largest < 1.0 or money else 1 if largest < 100.0 else 0  # noqa: PLR2004
        yield Row(
            words.label(it.labels),
            unit_in_words(it.unit, comparison.currency, words),
            decimals + (money and largest < 1.0),
            float(a.mean()),
            float(b.mean()),
            spread,
            None if np.isnan(percent) else percent,
            points=it.unit.startswith("share"),
            verdict=words.pgettext("verdict", VERDICTS[said]) if said else "",
        )


def public_payers(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what each public payer pays more over the horizon, and all together."""
    parties = (Party.MUNICIPALITY, Party.REGION, Party.STATE)
    payers = {PARTIES[it]: [it] for it in parties} | {PUBLIC: [*parties]}
    return [
        Paid(words.pgettext("payer", name), Spread.of(-_received(comparison, those)))
        for name, those in payers.items()
    ]


def others(comparison: Comparison, words: Words) -> list[Paid]:
    """Return what others receive more over the horizon: clients, staff, those who found work, firms."""
    every, households = set(Entry), [Party.HOUSEHOLDS]
    received: tuple[tuple[str, list[Party], set[Entry]], ...] = (
        (words.gettext("clients receive, benefits"), households, every - AS_EMPLOYEES),
        (words.gettext("wages of those who found work"), households, {Entry.WAGES}),
        (words.gettext("pay of the municipality's staff"), households, {Entry.STAFF}),
        (
            words.gettext("firms receive, wages apart"),
            [Party.EMPLOYERS],
            every - {Entry.WAGES, Entry.TAXES},
        ),
    )
    return [Paid(label, Spread.of(_received(comparison, who, what))) for label, who, what in received]


def _received(
    comparison: Comparison, parties: list[Party], entries: Iterable[Entry] = tuple(Entry)
) -> NDArray[np.float64]:
    """Return what parties receive more in B than in A, for each pair."""
    one, other = (
        side.books[..., sorted(entries), :][..., parties].sum(axis=(1, 2, 3)).astype(float)
        for _, side in comparison.sides
    )
    return np.asarray(other - one)


def shown(value: float, row: Row, words: Words, *, signed: bool = False) -> str:
    """Return a number of a row as its language writes it."""
    return number(value, words, decimals=row.decimals, signed=signed)


def window_in_words(comparison: Comparison, words: Words) -> str:
    """Return of which months a table is: the last twelve, with their year, or all if they are fewer."""
    months = min(YEAR, comparison.months)
    starts = {side.world.scenario.town.start for _, side in comparison.sides}
    if months < YEAR or len(starts) > 1:
        return words.ngettext("last month", "last {months} months", months, months=months)
    return words.gettext("last twelve months ({year})", year=year_of(comparison.months, starts.pop()))
