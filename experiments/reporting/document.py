"""Document: a report as DOCX, to be edited."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

from tillit.experiments.reporting.content import Part, Report, is_number

MARGIN, SIDE = Mm(15), Mm(18)
PICTURE = Mm(118)
WIDTH = 174.0
"""Millimetres of a table."""
LEAST, MOST = 12, 36
"""Characters by which a column's share of the width is reckoned, at least and at most."""
TEXT, SMALL, LEAD = Pt(10), Pt(8.5), Pt(13)
BULLETS, GRID = "List Bullet", "Table Grid"
"""Names of styles."""
PETROL = RGBColor(0x0F, 0x5F, 0x69)
LANGUAGES = {"sv": "sv-SE", "da": "da-DK", "en": "en-GB"}
"""By which a word processor checks the spelling."""


def write_document(path: Path, report: Report) -> None:
    """Write a report as DOCX."""
    document = Document()
    _set_up(document, report.language)
    document.add_heading(report.title, level=0)
    document.add_paragraph().add_run(report.question).italic = True
    for part in report.parts:
        _put(document, part)
    document.core_properties.title = report.title
    document.core_properties.author = ""
    document.save(str(path))


def _set_up(document: Writing, language: str) -> None:
    """Set paper, type, and language."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = MARGIN
    section.left_margin = section.right_margin = SIDE
    for name, size in (("Normal", TEXT), ("Title", Pt(20)), ("Heading 1", Pt(12))):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", size
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")
        style.paragraph_format.space_after = Pt(3)
        if name != "Normal":
            style.font.color.rgb = PETROL
            style.paragraph_format.space_before = Pt(8)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), LANGUAGES[language])


def _put(document: Writing, part: Part) -> None:
    """Put one part in."""
    document.add_heading(part.title, level=1)
    if part.lead:
        run = document.add_paragraph().add_run(part.lead)
        run.bold, run.font.size = True, LEAD
    for line in part.lines:
        document.add_paragraph(line, style=BULLETS).paragraph_format.space_after = Pt(1)
    if part.rows:
        _put_table(document, part)
    if part.picture:
        document.add_picture(BytesIO(part.picture), width=PICTURE)
        document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if part.note:
        document.add_paragraph().add_run(part.note).font.size = SMALL


def _put_table(document: Writing, part: Part) -> None:
    """Put the table of a part in, with a heading that is repeated on each page."""
    table = document.add_table(rows=0, cols=len(part.heads))
    table.style = GRID
    table.autofit = False
    widths = _widths(part)
    for row in (part.heads, *part.rows):
        _put_row(table, row, widths, bold=row is part.heads)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    mark = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for a repeated heading
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _widths(part: Part) -> list[Mm]:
    """Return the width of each column, by its longest text."""
    longest = [max(map(len, texts)) for texts in zip(part.heads, *part.rows, strict=True)]
    shares = [min(MOST, max(LEAST, it + 3)) for it in longest]
    return [Mm(WIDTH * share / sum(shares)) for share in shares]


def _put_row(table: Table, texts: tuple[str, ...], widths: list[Mm], *, bold: bool) -> None:
    """Put one row in, numbers to the right."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, SMALL
        if is_number(text):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
