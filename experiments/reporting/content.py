"""Content: what a report says, part by part, whatever it is written as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import shorten

from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.reporting.sheets import grades
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_act
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import assumption, fact_name, world_names
from tillit.experiments.telling.numbers import number, plain
from tillit.experiments.telling.rows import Paid, Row, headline_rows, public_payers, shown, window_in_words
from tillit.experiments.telling.sentences import sentences
from tillit.experiments.telling.units import MILLION, millions
from tillit.model.assumptions import DECLARED

DOTS = 130
"""Dots an inch of the chart."""
MOST_FACTS = 7
"""Figures of the town that a report has room for; the workbook has all."""
SOURCE = 90
"""Characters of a source, at most."""


@dataclass(frozen=True)
class Part:
    """One part of a report: whatever of it is there, in this order."""

    title: str
    lead: str = ""
    """A line that is to be seen first."""
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    picture: bytes = b""
    """A PNG."""
    note: str = ""


@dataclass(frozen=True)
class Report:
    """A report."""

    language: str
    title: str
    question: str
    parts: tuple[Part, ...]


def report_of(comparison: Comparison, facts: Facts, manifest: Manifest, lang: str) -> Report:
    """Return what a report says of a run, in one language."""
    spoken = words(lang)
    town = spoken.gettext(facts.title)
    act = told_act(facts, spoken)
    question = spoken.gettext(
        "What does this mean for {town}, {span}: {act}?",
        town=town,
        span=span(facts, spoken),
        act=act[:1].lower() + act[1:],
    )
    return Report(lang, town, question, tuple(_parts(comparison, facts, manifest, spoken)))


def _parts(comparison: Comparison, facts: Facts, manifest: Manifest, spoken: Words) -> Iterator[Part]:
    """Yield the parts in order."""
    first, *rest = sentences(facts, spoken.language)
    yield Part(spoken.gettext("Answer"), lead=first, lines=tuple(rest))
    if facts.alike or facts.without_effect:
        return
    if facts.same_place:
        yield _who_pays(comparison, facts, spoken)
    yield _what_changes(comparison, spoken)
    if facts.assumed and facts.assumed.hangs_on:
        yield _what_matters(facts.assumed.hangs_on, spoken)
    if comparison.b.world.scenario.facts:
        yield _own_figures(comparison, spoken)
    yield _left_out(spoken)
    yield _again(manifest, spoken)


def _who_pays(comparison: Comparison, facts: Facts, spoken: Words) -> Part:
    """Return who pays more and who less."""
    title = spoken.gettext(
        "Who pays more (+) or less (-) {span}, {million}",
        span=span(facts, spoken),
        million=millions(comparison.currency, spoken),
    )
    heads = ("", spoken.gettext("difference"), spoken.gettext("nine in ten"))
    return Part(title, heads=heads, rows=payers_cells(public_payers(comparison, spoken), spoken))


def payers_cells(paid: Sequence[Paid], spoken: Words) -> tuple[tuple[str, ...], ...]:
    """Return who pays or receives more, and nine in ten of the pairs, in millions."""
    ends = [end for it in paid for end in (it.more.low, it.more.high)]
    decimals = 0 if max(map(abs, ends)) >= 10 * MILLION else 2
    rows = []
    for it in paid:
        mean, low, high = (
            number(value / MILLION, spoken, decimals=decimals, signed=True)
            for value in (it.more.mean, it.more.low, it.more.high)
        )
        rows.append((it.label, mean, f"{low} … {high}"))
    return tuple(rows)


def _what_changes(comparison: Comparison, spoken: Words) -> Part:
    """Return the rows of the screen, and the chart."""
    heads = (
        "",
        *world_names(comparison, spoken),
        spoken.gettext("difference"),
        spoken.gettext("nine in ten"),
        "",
    )
    rows = tuple(row_cells(row, spoken) for row in headline_rows(comparison, spoken))
    from tillit.experiments.telling.chart import draw  # noqa: PLC0415 - lazy: Matplotlib takes a second

    drawn = BytesIO()
    draw(comparison, spoken.language).savefig(drawn, format="png", dpi=DOTS, metadata={"Software": None})
    title = spoken.gettext("What changes, {year}", year=window_in_words(comparison, spoken))
    return Part(title, heads=heads, rows=rows, picture=drawn.getvalue())


def row_cells(row: Row, spoken: Words) -> tuple[str, ...]:
    """Return one line of the table of what changes."""
    points = f" {spoken.gettext('points')}" if row.points else ""
    low, high = (shown(end, row, spoken, signed=True) for end in (row.difference.low, row.difference.high))
    return (
        ", ".join(filter(None, (row.label, row.unit))),
        shown(row.a, row, spoken),
        shown(row.b, row, spoken),
        shown(row.difference.mean, row, spoken, signed=True) + points,
        f"{low} … {high}",
        row.verdict,
    )


def _what_matters(names: tuple[str, ...], spoken: Words) -> Part:
    """Return the assumptions on which the answer hangs most, with their grades and sources."""
    rows = []
    for name in names:
        it = DECLARED[name]
        bounds = f"{plain(it.par.low, spoken)} … {plain(it.par.high, spoken)}"
        rows.append(
            (assumption(name, spoken), plain(it.default, spoken), bounds, it.par.grade.value, it.par.source)
        )
    heads = (
        "",
        spoken.gettext("value"),
        spoken.gettext("plausible"),
        spoken.gettext("grade"),
        spoken.gettext("source"),
    )
    title = spoken.gettext("Assumptions on which the answer hangs most")
    return Part(title, heads=heads, rows=tuple(rows), note=grades(spoken))


def _own_figures(comparison: Comparison, spoken: Words) -> Part:
    """Return the town's own figures and where they come from, the best supported first."""
    facts = sorted(comparison.b.world.scenario.facts, key=lambda it: it.grade.value)
    rows = tuple(
        (
            fact_name(it.name, spoken),
            plain(it.value, spoken) if isinstance(it.value, int | float) else str(it.value),
            it.grade.value,
            shorten(it.source, SOURCE, placeholder=" …"),
        )
        for it in facts[:MOST_FACTS]
    )
    heads = ("", spoken.gettext("value"), spoken.gettext("grade"), spoken.gettext("source"))
    rest = len(facts) - MOST_FACTS
    note = spoken.gettext("Sources stand as in the town's file, most in English.")
    if rest > 0:
        note += " " + spoken.gettext("{number} more are in results.xlsx.", number=rest)
    return Part(spoken.gettext("The town's figures and their sources"), heads=heads, rows=rows, note=note)


def _left_out(spoken: Words) -> Part:
    """Return what the model leaves out."""
    return Part(
        spoken.gettext("What the model leaves out"),
        lines=(
            spoken.gettext(
                "Laws, pay, rents and the labour market stay as they are, unless an event changes them."
            ),
            spoken.gettext(
                "People are households and caseworkers with some traits each, and nobody in particular."
            ),
            spoken.gettext("What the money could have done elsewhere in the municipality is not counted."),
            spoken.gettext("Most assumptions about behaviour have no source of their own (grade E)."),
            spoken.gettext(
                "Health, crime and children's later lives are not counted, unless they cost assistance "
                "or care."
            ),
        ),
    )


def _again(manifest: Manifest, spoken: Words) -> Part:
    """Return how to get the same numbers again."""
    said = spoken.gettext(
        "Tillit {version}, seed {seed}, {pairs}, {months}. Command: {command}. "
        "The folder's manifest gives the same numbers again: tillit rerun FOLDER.",
        version=manifest.tillit,
        seed=manifest.seed,
        pairs=spoken.ngettext("one pair", "{pairs} pairs", manifest.pairs, pairs=manifest.pairs),
        months=spoken.ngettext("one month", "{months} months", manifest.months, months=manifest.months),
        command=" ".join(manifest.command),
    )
    return Part(spoken.gettext("How to reproduce it"), lines=(said,))


def is_number(text: str) -> bool:
    """Tell whether a cell is a number, which stands to the right."""
    return text.strip("+-\N{MINUS SIGN}")[:1].isdigit()
