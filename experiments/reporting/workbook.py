"""Workbook: a run for Excel, in one language, with charts that can be edited."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling import names
from tillit.experiments.telling import rows as tables
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.facts import Facts
from tillit.experiments.telling.names import ENTRIES, PARTIES, PUBLIC, assumption, grades, world_names
from tillit.experiments.telling.numbers import MILLION, millions, month_of_year, scale_of, unit_in_words
from tillit.experiments.telling.sentences import sentences
from tillit.model.assumptions import DECLARED
from tillit.model.books.ledger import Entry

Cells = Sequence[str | float | None]
ROUNDED = 3  # decimals of the numbers
LARGE = 100.0  # from here on, numbers are shown without decimals
CHARTED, CHART_ROWS = 4, 16  # indicators of the months that are drawn, and rows that a chart takes
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_workbook(path: Path, comparison: Comparison, facts: Facts, lang: str) -> None:
    """Write a workbook: the answer, who pays, month by month, assumptions and sources."""
    book, spoken, rows = Workbook(), words(lang), list[Cells]()
    gettext, town = spoken.gettext, comparison.b.world.scenario
    book.remove(book.worksheets[0])
    for row in tables.headline_rows(comparison, spoken):
        spread, said = row.difference, map(_rounded, (row.a, row.b, row.difference.mean))
        between = map(_rounded, (spread.low, spread.high)) if row.verdict else (None, None)
        percent = None if row.percent is None else round(row.percent, 1)
        rows.append((row.label, row.unit, *said, *between, percent, row.verdict))
    differing = (gettext("difference"), gettext("difference, 5 %"), gettext("difference, 95 %"))
    heads = ("", gettext("unit"), *world_names(comparison, spoken), *differing, "%", "")
    _put(book, gettext("Answer"), heads, rows, (*sentences(facts, lang), *tables.caveats(comparison, spoken)))
    _put_payers(book, comparison, spoken)
    _put_months(book, comparison, spoken)
    # First those that matter most, as far as can be told, and those that were changed.
    strongest, rows = facts.assumed.strongest if facts.assumed else (), []
    for it in dict.fromkeys((*strongest, *town.parameters, *DECLARED)):
        par, value = DECLARED[it].par, town.parameters.get(it, DECLARED[it].default)
        about = (gettext(par.unit), par.low, par.high, par.grade.value, names.source(par.source, spoken), it)
        rows.append((assumption(it, spoken), value, *about))
    valued, graded = (gettext("value"), gettext("unit")), (gettext("grade"), gettext("source"))
    ends = (gettext("least"), gettext("most"))
    what, named = gettext("what it is"), gettext("name in the file")
    assumed = (what, *valued, *ends, *graded, named)
    _put(book, gettext("Assumptions"), assumed, rows, (grades(spoken),))
    rows = []
    for fact in town.facts:
        unit, source = names.fact_unit(fact, town.town.currency, spoken), names.source(fact.source, spoken)
        told = names.fact_name(fact.name, spoken)
        rows.append((told, fact.value, unit, fact.grade.value, source, fact.name))
    _put(book, gettext("Sources"), (what, *valued, *graded, named), rows, (grades(spoken),))
    book.save(path)


def _rounded(value: float) -> float:
    return round(float(value), ROUNDED) + 0.0


def _put_payers(book: Workbook, comparison: Comparison, spoken: Words) -> None:
    one, other = (it.books.sum(axis=1).mean(axis=0) for _, it in comparison.sides)
    more, rows = -(other - one) / MILLION, list[Cells]()
    for it in Entry:
        values = [_rounded(more[it, who]) for who in tables.PUBLIC_PAYERS]
        if any(values):
            rows.append((spoken.pgettext("payment", ENTRIES[it]), *values, round(sum(values), ROUNDED)))
    total = (_rounded(it.mean / MILLION) for _, it in tables.public_payers(comparison, spoken))
    rows.append((spoken.gettext("in all"), *total))
    unit = millions(comparison.currency, spoken)
    above = spoken.gettext("More (+) or less (-) over the whole time, {million}, means", million=unit)
    payers = (*(PARTIES[it] for it in tables.PUBLIC_PAYERS), PUBLIC)
    heads = ("", *(spoken.pgettext("payer", it) for it in payers))
    page = _put(book, spoken.gettext("Who pays"), heads, rows, (above,))
    chart, last = BarChart(), page.max_row
    chart.type, chart.legend, chart.title = "bar", None, above
    chart.add_data(Reference(page, min_col=2, max_col=len(heads), min_row=last), from_rows=True)
    chart.set_categories(Reference(page, min_col=2, max_col=len(heads), min_row=last - len(rows)))
    _draw(page, chart, f"A{last + 3}")


def _put_months(book: Workbook, comparison: Comparison, spoken: Words) -> None:
    heads, titles, columns = [spoken.gettext("month")], [], []
    for it in tables.screen_indicators(comparison):
        unit = unit_in_words(it.unit, comparison.currency, spoken)
        titles.append(", ".join(filter(None, (spoken.label(it.labels), unit))))
        for (_, side), name in zip(comparison.sides, world_names(comparison, spoken), strict=True):
            heads.append(f"{titles[-1]}: {name}")
            columns.append((scale_of(it.unit) * side.series[it.name].mean(axis=0)).round(ROUNDED).tolist())
    start = comparison.b.world.scenario.town.start
    dates = [month_of_year(month, start, spoken) for month in range(1, comparison.months + 1)]
    page = _put(book, spoken.gettext("Month by month"), heads, zip(dates, *columns, strict=True))
    last, beside = comparison.months + 1, get_column_letter(len(heads) + 2)
    for turn, title in enumerate(titles[:CHARTED]):
        chart, column = LineChart(), 2 + 2 * turn
        chart.title, chart.legend.position, chart.x_axis.tickLblSkip = title, "b", 12
        data = Reference(page, min_col=column, max_col=column + 1, min_row=1, max_row=last)
        chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=last))
        for series in chart.series:
            series.smooth = False
        _draw(page, chart, f"{beside}{2 + CHART_ROWS * turn}")


def _draw(page: Worksheet, chart: BarChart | LineChart, anchor: str) -> None:
    chart.width, chart.height = 24.0, 7.5  # centimetres
    chart.x_axis.delete = chart.y_axis.delete = False
    page.add_chart(chart, anchor)


def _put(
    book: Workbook, title: str, heads: Sequence[str], rows: Iterable[Cells], above: Sequence[str] = ()
) -> Worksheet:
    page, rows, heading = book.create_sheet(title), list(rows), len(above) + 1
    for at, line in enumerate(above, 1):
        page.append([line])
        page.cell(at, 1).font, page.cell(at, 1).alignment = Font(name="Calibri", bold=at == 1), WRAPPED
        page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=8)
        page.row_dimensions[at].height = 15.0 * (1 + len(line) // 110)
    for row in (heads, *rows):
        page.append(list(row))
    for cell in (cell for cells in page.iter_rows(min_row=heading) for cell in cells):
        if cell.row == heading:
            cell.font, cell.alignment = Font(name="Calibri", bold=True), WRAPPED
        elif isinstance(cell.value, float):
            cell.number_format = "#,##0" if abs(cell.value) >= LARGE else "#,##0.00"
    page.freeze_panes = page.cell(heading + 1, 2)
    for column, texts in enumerate(zip(*rows, strict=True), 1):
        longest = max(len(str(it)) + 1 for it in texts)
        page.column_dimensions[get_column_letter(column)].width = min(60, max(12, longest))
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToPage, page.page_setup.fitToHeight = True, 0  # one page wide
    return page
