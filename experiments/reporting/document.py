"""Document: a report as DOCX, to be edited, and as HTML, to be printed on A4."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Writing
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from jinja2 import Environment, FileSystemLoader

from tillit.experiments.reporting.content import Part, Report, is_number

MARGIN, SIDE = Mm(15), Mm(18)
PICTURE = Mm(118)
WIDTH = 174.0  # millimetres of a table
LEAST, MOST = 12, 36  # characters by which a column's share of the width is reckoned
TEXT, SMALL, LEAD = Pt(10), Pt(8.5), Pt(13)
PETROL = RGBColor(0x0F, 0x5F, 0x69)
BULLETS, GRID = "List Bullet", "Table Grid"  # names of styles
LANGUAGES = {"sv": "sv-SE", "da": "da-DK", "en": "en-GB"}  # a speller's


def page_of(report: Report) -> str:
    """Return a report as HTML that needs nothing else."""
    folder = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = pages.get_template("report.html.jinja")
    return page.render(report=report, is_number=is_number, base64=lambda it: b64encode(it).decode())


def write_document(path: Path, report: Report) -> None:
    """Write a report as DOCX, on A4, for a word processor that checks the spelling of its language."""
    document = Document()
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
        mark.set(qn("w:val"), LANGUAGES[report.language])
    document.add_heading(report.title, level=0)
    document.add_paragraph().add_run(report.question).italic = True
    for part in report.parts:
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
    document.core_properties.title = report.title
    document.core_properties.author = ""
    document.save(str(path))


def _put_table(document: Writing, part: Part) -> None:
    """Put the table of a part in, with a heading that is repeated on each page, and numbers to the right."""
    table = document.add_table(rows=0, cols=len(part.heads))
    table.style = GRID
    table.autofit = False
    longest = [max(map(len, texts)) for texts in zip(part.heads, *part.rows, strict=True)]
    shares = [min(MOST, max(LEAST, it + 3)) for it in longest]
    widths = [Mm(WIDTH * share / sum(shares)) for share in shares]
    for texts in (part.heads, *part.rows):
        row = table.add_row()
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            run = paragraph.add_run(text)
            run.bold, run.font.size = texts is part.heads, SMALL
            if is_number(text):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    mark = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for a repeated heading
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
