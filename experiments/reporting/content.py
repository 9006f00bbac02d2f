"""Content: what a report says, part by part, whatever it is written as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import shorten

from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_act
from tillit.experiments.telling.facts import POSTS, Facts
from tillit.experiments.telling.names import assumption, fact_name, fact_value, world_names
from tillit.experiments.telling.numbers import MILLION, millions, number, plain
from tillit.experiments.telling.rows import (
    Paid,
    Row,
    difference,
    headline_rows,
    public_payers,
    window_in_words,
)
from tillit.experiments.telling.sentences import sentences
from tillit.model.assumptions import DECLARED
from tillit.model.scenarios.facts import Fact

DOTS = 130  # an inch of the chart
MOST_FACTS = 7  # figures of the town that a report has room for, the weakest; the workbook has all
SOURCE = 90  # characters of a source, at most
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of a report: whatever of it is there, in this order; the picture is a PNG."""

    title: str
    lead: str = ""
    lines: Cells = ()
    heads: Cells = ()
    rows: tuple[Cells, ...] = ()
    picture: bytes = b""
    note: str = ""


@dataclass(frozen=True)
class Report:
    """A report in one language."""

    language: str
    title: str
    question: str
    parts: tuple[Part, ...]


def report_of(comparison: Comparison, facts: Facts, manifest: Manifest, lang: str) -> Report:
    """Return what a report says of a run, in one language."""
    spoken = words(lang)
    act, when = told_act(facts, spoken), span(facts, spoken)
    question = spoken.gettext(
        "What does this mean for {town}, {span}: {act}?",
        town=spoken.gettext(facts.title),
        span=when,
        act=act[:1].lower() + act[1:],
    )
    first, *rest = sentences(facts, lang)
    parts = [Part(spoken.gettext("Answer"), first, (*rest, *caveats(comparison, spoken)))]
    if not (facts.alike or facts.without_effect):
        parts += _results(comparison, facts, spoken)
        parts += _grounds(comparison, facts, spoken)
        parts += _limits(manifest, spoken)
    return Report(lang, spoken.gettext(facts.title), question, tuple(parts))


def caveats(comparison: Comparison, spoken: Words) -> list[str]:
    """Return which events come after the last month, and how many pairs are missing, if any."""
    said, months = [], comparison.months
    events = (it for _, side in comparison.sides for it in side.world.scenario.events)
    after = sorted((it for it in events if it.month > months), key=lambda it: it.month)
    late = ", ".join(dict.fromkeys(f"{spoken.label(it.labels)} ({it.month})" for it in after))
    if late:
        text = spoken.ngettext(
            "Not within the one month that was run, so without effect: {events}.",
            "Not within the {months} months that were run, so without effect: {events}.",
            months,
            months=months,
            events=late,
        )
        said.append(text)
    if not comparison.complete:
        of = {"done": comparison.pairs, "asked": comparison.plan.pairs}
        said.append(spoken.gettext("Stopped after {done} of {asked} pairs; these are kept.", **of))
    return said


def _results(comparison: Comparison, facts: Facts, spoken: Words) -> Iterator[Part]:
    """Yield who pays, and what changes."""
    gettext = spoken.gettext
    differing = (gettext("difference"), gettext("nine in ten"))
    if facts.same_place:
        million, when = millions(comparison.currency, spoken), span(facts, spoken)
        title = gettext("Who pays more (+) or less (-) {span}, {million}", span=when, million=million)
        rows = payers_cells(public_payers(comparison, spoken), spoken)
        yield Part(title, heads=("", *differing), rows=rows)
    from tillit.experiments.telling.chart import draw  # noqa: PLC0415 - lazy: Matplotlib takes a second

    drawn = BytesIO()
    draw(comparison, spoken.language).savefig(drawn, format="png", dpi=DOTS, metadata={"Software": None})
    title = gettext("What changes, {year}", year=window_in_words(comparison, spoken))
    heads = ("", *world_names(comparison, spoken), *differing, "")
    rows = tuple(row_cells(row, spoken) for row in headline_rows(comparison, spoken))
    yield Part(title, heads=heads, rows=rows, picture=drawn.getvalue())


def _grounds(comparison: Comparison, facts: Facts, spoken: Words) -> Iterator[Part]:
    """Yield on which assumptions and figures the answer hangs."""
    gettext, rows = spoken.gettext, list[Cells]()
    value, graded = gettext("value"), (gettext("grade"), gettext("source"))
    for name in facts.assumed.hangs_on if facts.assumed else ():
        par, default = DECLARED[name].par, plain(DECLARED[name].default, spoken)
        ends = f"{plain(par.low, spoken)} … {plain(par.high, spoken)}"
        rows.append((assumption(name, spoken), default, ends, par.grade.value, par.source))
    if rows:
        title = gettext("Assumptions on which the answer hangs most")
        yield Part(
            title, heads=("", value, gettext("plausible"), *graded), rows=tuple(rows), note=grades(spoken)
        )
    town = comparison.b.world.scenario
    known = weakest_first(town.facts, POSTS if facts.guessed else ())
    rows = []
    for it in known[:MOST_FACTS]:
        said = fact_value(it, town.town.currency, spoken)
        source = shorten(it.source, SOURCE, placeholder=" …")
        rows.append((fact_name(it.name, spoken), said, it.grade.value, source))
    if rows:
        note, rest = gettext("Sources stand as in the town's file, most in English."), len(known) - MOST_FACTS
        if rest > 0:
            note += " " + gettext("{number} more are in results.xlsx.", number=rest)
        title = gettext("The town's figures and their sources")
        yield Part(title, heads=("", value, *graded), rows=tuple(rows), note=note)


def weakest_first(known: Sequence[Fact], named: Sequence[str]) -> list[Fact]:
    """Return a town's figures: those that the answer calls a guess, then by their grades, assumed first."""
    return sorted(known, key=lambda it: (it.name in named, it.grade.value), reverse=True)


def _limits(manifest: Manifest, spoken: Words) -> Iterator[Part]:
    """Yield what the model leaves out, and how to get the same numbers again."""
    gettext = spoken.gettext
    left_out = (
        gettext("Laws, pay, rents and the labour market stay as they are, unless an event changes them."),
        gettext("People are households and caseworkers with some traits each, and nobody in particular."),
        gettext("What the money could have done elsewhere in the municipality is not counted."),
        gettext("Most assumptions about behaviour have no source of their own (grade E)."),
        gettext(
            "Health, crime and children's later lives are not counted, unless they cost assistance or care."
        ),
    )
    yield Part(gettext("What the model leaves out"), lines=left_out)
    again = gettext(
        "Tillit {version}, seed {seed}, {pairs}, {months}. Command: {command}. "
        "The folder's manifest gives the same numbers again: tillit rerun FOLDER.",
        version=manifest.tillit,
        seed=manifest.seed,
        pairs=spoken.ngettext("one pair", "{pairs} pairs", manifest.pairs, pairs=manifest.pairs),
        months=spoken.ngettext("one month", "{months} months", manifest.months, months=manifest.months),
        command=" ".join(manifest.command),
    )
    yield Part(gettext("How to reproduce it"), lines=(again,))


def payers_cells(paid: Sequence[Paid], spoken: Words) -> tuple[Cells, ...]:
    """Return who pays or receives more, and nine in ten of the pairs, in millions."""
    decimals = 0 if max(abs(end) for it in paid for end in (it.more.low, it.more.high)) >= 10 * MILLION else 2
    rows = []
    for label, more in paid:
        mean, low, high = (
            number(value / MILLION, spoken, decimals=decimals, signed=True)
            for value in (more.mean, more.low, more.high)
        )
        rows.append((label, mean, f"{low} … {high}"))
    return tuple(rows)


def row_cells(row: Row, spoken: Words) -> Cells:
    """Return one line of the table of what changes."""
    points = f" {spoken.gettext('points')}" if row.points else ""
    a, b = (number(it, spoken, decimals=row.decimals) for it in (row.a, row.b))
    by = (difference(row.a, row.b, row.decimals), row.difference.low, row.difference.high)
    mean, low, high = (number(it, spoken, decimals=row.decimals, signed=True) for it in by)
    label = ", ".join(filter(None, (row.label, row.unit)))
    return (label, a, b, mean + points, f"{low} … {high}", row.verdict)


def grades(words: Words) -> str:
    """Return what the grades mean."""
    return words.gettext("Grades: A register, B study, C statement, D derived from these, E assumed")


def is_number(text: str) -> bool:
    """Tell whether a cell is a number, which stands to the right."""
    return text.strip("+-\N{MINUS SIGN}")[:1].isdigit()
