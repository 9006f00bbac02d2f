"""Sheets: what each sheet of the workbook holds, as rows of texts and numbers."""

from dataclasses import dataclass

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import assumption, entry, party, world_names
from tillit.experiments.telling.numbers import month_of_year
from tillit.experiments.telling.rows import Row, headline_rows, public_payers, rows_of, screen_indicators
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.telling.units import MILLION, millions, scale_of, unit_in_words
from tillit.model.assumptions import DECLARED
from tillit.model.books.ledger import Entry, Party

Cell = str | float | None
ROUNDED = 3
"""Decimals of the numbers in a workbook."""


@dataclass(frozen=True)
class Sheet:
    """One sheet."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    before: tuple[str, ...] = ()
    """Lines above the table."""


def sheets_of(comparison: Comparison, facts: Facts, words: Words) -> list[Sheet]:
    """Return the sheets: the answer, who pays, month by month, assumptions, sources, all indicators."""
    return [
        _answer(comparison, facts, words),
        _who_pays(comparison, words),
        _months_of(comparison, words),
        _assumptions(comparison, facts, words),
        _sources(comparison, words),
        _every_indicator(comparison, words),
    ]


def _answer(comparison: Comparison, facts: Facts, words: Words) -> Sheet:
    """Return the sentences, and the rows of the screen."""
    return Sheet(
        words.gettext("Answer"),
        _heads(comparison, words),
        [_cells(row) for row in headline_rows(comparison, words)],
        tuple(sentences(facts, words.language)),
    )


def _every_indicator(comparison: Comparison, words: Words) -> Sheet:
    """Return the rows of all indicators that are not nothing in both worlds."""
    wanted = [
        it
        for name, it in comparison.indicators.items()
        if comparison.a.series[name].any() or comparison.b.series[name].any()
    ]
    rows = [_cells(row) for row in rows_of(comparison, wanted, words)]
    return Sheet(words.gettext("All indicators"), _heads(comparison, words), rows)


def _heads(comparison: Comparison, words: Words) -> tuple[str, ...]:
    """Return the heads of a table of both worlds."""
    ends = (words.gettext("difference, 5 %"), words.gettext("difference, 95 %"))
    difference = words.gettext("difference")
    return ("", words.gettext("unit"), *world_names(comparison, words), difference, *ends, "%", "")


def _cells(row: Row) -> tuple[Cell, ...]:
    """Return the cells of one row, numbers rounded."""
    spread = row.difference
    numbers = (row.a, row.b, spread.mean, spread.low, spread.high)
    percent = None if row.percent is None else round(row.percent, 1)
    return (row.label, row.unit, *(round(it, ROUNDED) + 0.0 for it in numbers), percent, row.verdict)


def _who_pays(comparison: Comparison, words: Words) -> Sheet:
    """Return what each public payer pays more, by what for, in millions over the horizon."""
    parties = (Party.MUNICIPALITY, Party.REGION, Party.STATE)
    one, other = (it.books.sum(axis=1).mean(axis=0) for it in (comparison.a, comparison.b))
    more = -(other - one) / MILLION
    rows: list[tuple[Cell, ...]] = []
    for it in Entry:
        values = [round(float(more[it, who]), ROUNDED) + 0.0 for who in parties]
        if any(values):
            rows.append((entry(it, words), *values, round(sum(values), ROUNDED)))
    total = [round(float(it.more.mean) / MILLION, ROUNDED) + 0.0 for it in public_payers(comparison, words)]
    rows.append((words.gettext("in all"), *total))
    unit = millions(comparison.currency, words)
    heads = ("", *(party(it, words) for it in parties), words.pgettext("payer", "the public purse"))
    return Sheet(
        words.gettext("Who pays"),
        heads,
        rows,
        (words.gettext("More (+) or less (-) over the whole time, {million}, means", million=unit),),
    )


def _months_of(comparison: Comparison, words: Words) -> Sheet:
    """Return the means of the headline indicators, a row a month, both worlds beside each other."""
    names = world_names(comparison, words)
    heads = [words.gettext("month")]
    columns: list[list[float]] = []
    for it in screen_indicators(comparison):
        unit = unit_in_words(it.unit, comparison.currency, words)
        label = ", ".join(filter(None, (words.label(it.labels), unit)))
        for outcome, name in zip((comparison.a, comparison.b), names, strict=True):
            heads.append(f"{label}: {name}")
            columns.append((scale_of(it.unit) * outcome.series[it.name].mean(axis=0)).round(ROUNDED).tolist())
    start = comparison.b.world.scenario.town.start
    dates = [month_of_year(month, start, words) for month in range(1, comparison.months + 1)]
    rows: list[tuple[Cell, ...]] = list(zip(dates, *columns, strict=True))
    return Sheet(words.gettext("Month by month"), tuple(heads), rows)


def _assumptions(comparison: Comparison, facts: Facts, words: Words) -> Sheet:
    """Return the assumptions: first those on which the answer hangs and those that were changed."""
    changed = comparison.b.world.scenario.parameters
    first = [*(facts.assumed.hangs_on if facts.assumed else ()), *changed]
    names = [*dict.fromkeys(first), *(name for name in DECLARED if name not in first)]
    rows: list[tuple[Cell, ...]] = []
    for name in names:
        it = DECLARED[name]
        value, par = changed.get(name, it.default), it.par
        about = (par.unit, par.low, par.high, par.grade.value, par.source)
        rows.append((name, assumption(name, words), value, *about))
    heads = (
        words.gettext("name"),
        words.gettext("what it is"),
        words.gettext("value"),
        words.gettext("unit"),
        words.gettext("least"),
        words.gettext("most"),
        words.gettext("grade"),
        words.gettext("source"),
    )
    return Sheet(words.gettext("Assumptions"), heads, rows, (grades(words),))


def grades(words: Words) -> str:
    """Return what the grades mean."""
    return words.gettext("Grades: A register, B study, C statement, D derived from these, E assumed")


def _sources(comparison: Comparison, words: Words) -> Sheet:
    """Return where the figures of the place come from."""
    rows: list[tuple[Cell, ...]] = [
        (
            fact.name,
            fact.value if isinstance(fact.value, int | float) else str(fact.value),
            fact.unit,
            fact.grade.value,
            fact.source,
        )
        for fact in comparison.b.world.scenario.facts
    ]
    heads = (
        words.gettext("name"),
        words.gettext("value"),
        words.gettext("unit"),
        words.gettext("grade"),
        words.gettext("source"),
    )
    return Sheet(words.gettext("Sources"), heads, rows, (grades(words),))
