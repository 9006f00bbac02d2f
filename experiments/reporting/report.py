"""Report: what a run's two pages say, as HTML to be printed on A4 and as DOCX to be edited."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from docx import Document
from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from jinja2 import Environment, FileSystemLoader

from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling import names
from tillit.experiments.telling import rows as tables
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.facts import POSTS, Facts
from tillit.experiments.telling.numbers import millions, plain, span
from tillit.experiments.telling.rows import Cells
from tillit.experiments.telling.sentences import sentences
from tillit.model.assumptions import DECLARED
from tillit.model.scenarios.facts import NATIONAL, Fact

DOTS = 200  # an inch of the chart
MOST_FACTS = 8  # rows of the town's own figures that a report has room for; the workbook has all
SOURCE = 160  # characters of a source, at most
UNSURE = (
    "None of them stands out from chance. Next: tillit sensitivity TOWN, which tries each over its range."
)
NUMBER = 25  # characters of a number with its unit, at most
SMALL = Pt(8.5)
BULLETS, GRID = "List Bullet", "Table Grid"  # names of styles
LANGUAGES = {"sv": "sv-SE", "da": "da-DK", "en": "en-GB"}  # a speller's


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
    run: datetime  # when it was run
    parts: tuple[Part, ...]


def report_of(comparison: Comparison, facts: Facts, manifest: Manifest, lang: str) -> Report:
    """Return what a report says of a run, in one language."""
    spoken = words(lang)
    act, title = names.told_act(facts, spoken), spoken.gettext(facts.title)
    asked = {"town": title, "span": span(facts.months, spoken), "act": act[:1].lower() + act[1:]}
    question = spoken.gettext("What does this mean for {town}, {span}: {act}?", **asked)
    first, *rest = sentences(facts, lang)
    parts = [Part(spoken.gettext("Answer"), first, (*rest, *tables.caveats(comparison, spoken)))]
    if not (facts.alike or facts.without_effect):
        parts += _results(comparison, facts, spoken)
        parts += _grounds(comparison, facts, spoken)
        parts += _limits(manifest, spoken)
    return Report(lang, title, question, manifest.finished, tuple(parts))


def _results(comparison: Comparison, facts: Facts, spoken: Words) -> Iterator[Part]:
    gettext = spoken.gettext
    differing = (gettext("difference"), gettext("nine in ten"))
    if facts.same_place:
        when, million = span(facts.months, spoken), millions(comparison.currency, spoken)
        title = gettext("Who pays more (+) or less (-) {span}, {million}", span=when, million=million)
        paid, enough = tables.public_payers(comparison, spoken), comparison.verdicts
        yield Part(title, heads=("", *differing), rows=tables.payers_cells(paid, spoken, enough=enough))
    drawn, chart = BytesIO(), tables.draw(comparison, spoken.language, printed=True)
    chart.savefig(drawn, format="png", dpi=DOTS, metadata={"Software": None})
    title = gettext("What changes, {year}", year=tables.window_in_words(comparison, spoken))
    heads = ("", *names.world_names(comparison, spoken), *differing, "")
    rows = tuple(tables.row_cells(row, spoken) for row in tables.headline_rows(comparison, spoken))
    yield Part(title, heads=heads, rows=rows, picture=drawn.getvalue())


def _grounds(comparison: Comparison, facts: Facts, spoken: Words) -> Iterator[Part]:
    gettext, town, graded = spoken.gettext, comparison.b.world.scenario, f"{names.grades(spoken)}."
    value, *heads = gettext("value"), gettext("grade"), gettext("source")
    if facts.assumed and (named := facts.assumed.hangs_on or facts.assumed.strongest):
        title, note = gettext("Assumptions on which the answer hangs most"), graded
        if not facts.assumed.hangs_on:
            title, note = gettext("Assumptions that may matter most (unsure)"), gettext(UNSURE)
        rows = tuple(_assumption(it, spoken) for it in named)
        yield Part(title, heads=("", value, gettext("plausible"), *heads), rows=rows, note=note)
    known = own_first(town.facts, POSTS if facts.guessed else ())
    guess = gettext("Guessed from national figures, since the town's own are missing")
    own = gettext("The town's figures and their sources")
    for title, guessed in ((guess, True), (own, False)):
        those = [it for it in known if it.source.startswith(NATIONAL) == guessed]
        if rows := tuple(fact_rows(those, town.town.currency, spoken)):
            note, rest = "" if guessed else graded, len(rows) - MOST_FACTS
            if rest > 0:
                note += " " + gettext("{number} more are in results.xlsx.", number=rest)
            yield Part(title, heads=("", value, *heads), rows=rows[:MOST_FACTS], note=note)


def _assumption(name: str, spoken: Words) -> Cells:
    par, called = DECLARED[name].par, names.assumption(name, spoken)
    default, *ends = (plain(it, spoken) for it in (DECLARED[name].default, par.low, par.high))
    return called, default, " … ".join(ends), par.grade.value, names.source(par.source, spoken)


def fact_rows(known: Sequence[Fact], currency: str, spoken: Words) -> Iterator[Cells]:
    """Yield a row for each figure; prices of one source, as a fit makes them, have one together."""
    alike: dict[tuple[str, str], list[Fact]] = {}
    for it in known:
        price = it.name.startswith("prices.") and it.source
        alike.setdefault((it.source, it.unit) if price else (it.name, ""), []).append(it)
    for first, *others in alike.values():
        name, said = names.fact_name(first.name, spoken), names.fact_value(first, currency, spoken)
        if others:
            number = 1 + len(others)
            name = spoken.gettext("{name} and others ({number} prices)", name=name, number=number)
            least, *_, most = sorted((first, *others), key=lambda it: float(it.value))
            said = f"{plain(float(least.value), spoken)} … {names.fact_value(most, currency, spoken)}"
        source = names.source(first.source.removeprefix(NATIONAL), spoken)
        if len(source) > SOURCE:  # its status stands at the end
            source = f"{source[: SOURCE // 2].rstrip()} … {source[-SOURCE // 2 :].lstrip()}"
        yield name, said, first.grade.value, source


def own_first(known: Sequence[Fact], named: Sequence[str]) -> list[Fact]:
    """Return a town's figures: what the answer calls a guess, its own, the nation's; each weakest first."""
    return sorted(
        known,
        key=lambda it: (it.name in named, not it.source.startswith(NATIONAL), it.grade.value),
        reverse=True,
    )


def _limits(manifest: Manifest, spoken: Words) -> Iterator[Part]:
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
    months = manifest.plan.months
    again = gettext(
        "Tillit {version}, seed {seed}, {pairs}, {months}. Command: {command}. "
        "The folder's manifest gives the same numbers again: tillit rerun FOLDER.",
        version=manifest.tillit,
        seed=manifest.plan.seed,
        pairs=spoken.ngettext("one pair", "{pairs} pairs", manifest.pairs, pairs=manifest.pairs),
        months=spoken.ngettext("one month", "{months} months", months, months=months),
        command=" ".join(manifest.command),
    )
    yield Part(gettext("How to reproduce it"), lines=(again,))


def page_of(report: Report) -> str:
    """Return a report as HTML that needs nothing else."""
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = pages.get_template("report.html.jinja")
    told = {"dated": dated(report), "is_number": _is_number}
    return page.render(report=report, base64=lambda it: b64encode(it).decode(), **told)


def dated(report: Report) -> str:
    """Return the day of the run, in the language of a report."""
    locale = LANGUAGES[report.language].replace("-", "_")
    return format_date(report.run.astimezone(), "long", locale=locale)


def _is_number(text: str) -> bool:
    return len(text) <= NUMBER and text.strip("+-\N{MINUS SIGN}")[:1].isdigit()


def write_document(path: Path, report: Report) -> None:
    """Write a report as DOCX, on A4, for a word processor that checks the spelling of its language."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(15)
    section.left_margin = section.right_margin = Mm(18)
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
        style.paragraph_format.space_after = Pt(3)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x0F, 0x5F, 0x69)
            style.paragraph_format.space_before = Pt(8)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), LANGUAGES[report.language])
    document.add_heading(report.title, level=0)
    document.add_paragraph(dated(report)).add_run(f"  {report.question}").italic = True
    for part in report.parts:
        document.add_heading(part.title, level=1)
        if part.lead:
            run = document.add_paragraph().add_run(part.lead)
            run.bold, run.font.size = True, Pt(13)
        for line in part.lines:
            document.add_paragraph(line, style=BULLETS).paragraph_format.space_after = Pt(1)
        if part.picture:
            document.add_picture(BytesIO(part.picture), width=Mm(174))
        if part.rows:
            _put_table(document, part)
        if part.note:
            document.add_paragraph().add_run(part.note).font.size = SMALL
    about = document.core_properties
    about.title, about.subject, about.language = report.title, report.question, LANGUAGES[report.language]
    about.author = about.last_modified_by = "Tillit"
    about.created = about.modified = report.run
    about.comments = ""
    document.save(str(path))


def _put_table(document: Writing, part: Part) -> None:
    table = document.add_table(rows=0, cols=len(part.heads), style=GRID)
    longest = (max(map(len, texts)) for texts in zip(part.heads, *part.rows, strict=True))
    shares = [min(36, max(12, it + 3)) for it in longest]  # of the width, in characters
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(174 * share / sum(shares))  # the cells of each row take it over
    for texts in (part.heads, *part.rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(text)
            run.bold, run.font.size = texts is part.heads, SMALL
            if _is_number(text):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
