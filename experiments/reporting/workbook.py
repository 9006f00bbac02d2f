"""Workbook: a run for Excel, in one language, with charts that can be edited."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.reporting.sheets import Sheet, sheets_of
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.facts import Facts

PAYERS, MONTHS = 1, 2
"""Sheets that have charts."""
WIDEST = 60
"""Characters of a column, at most; longer texts are wrapped."""
NARROWEST = 12
SAMPLE = 40
"""Rows by which a column's width is chosen."""
CHART_ROWS = 16
"""Rows that a chart takes."""
CHART_SIZE = (24.0, 7.5)
"""Width and height of a chart in centimetres."""
CHARTED = 4
"""Indicators of the months that are drawn."""
LARGE = 100.0
"""From here on, numbers are shown without decimals."""
BOLD = Font(name="Calibri", bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_workbook(path: Path, comparison: Comparison, facts: Facts, lang: str) -> None:
    """Write a workbook: the answer, who pays, month by month, assumptions, sources and all indicators."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = sheets_of(comparison, facts, words(lang))
    for sheet in sheets:
        _put(book.create_sheet(sheet.title), sheet)
    _draw_payers(book.worksheets[PAYERS], sheets[PAYERS])
    _draw_months(book.worksheets[MONTHS], sheets[MONTHS])
    book.save(path)


def _put(page: Worksheet, sheet: Sheet) -> None:
    """Put one sheet's lines and table in."""
    for line in sheet.before:
        page.append([line])
        cell = page.cell(page.max_row, 1)
        cell.alignment = WRAPPED
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=8)
        page.row_dimensions[page.max_row].height = 15.0 * (1 + len(line) // 110)
    if sheet.before:
        page.cell(1, 1).font = BOLD
        page.append([])
    page.append(list(sheet.heads))
    heading = page.max_row
    for cell in page[heading]:
        cell.font, cell.alignment = BOLD, WRAPPED
    for row in sheet.rows:
        page.append(list(row))
    for cells in page.iter_rows(min_row=heading + 1):
        for cell in cells:
            if isinstance(cell.value, float):
                cell.number_format = "#,##0" if abs(cell.value) >= LARGE else "#,##0.00"
    page.freeze_panes = page.cell(heading + 1, 2)
    for column in range(1, len(sheet.heads) + 1):
        page.column_dimensions[get_column_letter(column)].width = _width(sheet, column - 1)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0


def _width(sheet: Sheet, column: int) -> int:
    """Return the width of a column: that of its texts; headings are wrapped."""
    texts = (str(row[column]) for row in sheet.rows[:SAMPLE] if row[column] is not None)
    words_of_heading = sheet.heads[column].split() or [""]
    return min(WIDEST, max(NARROWEST, *map(len, words_of_heading), *(len(it) + 1 for it in texts)))


def _draw_payers(page: Worksheet, sheet: Sheet) -> None:
    """Draw what each public payer pays more, in all."""
    total, columns = page.max_row, len(sheet.heads)
    heading = total - len(sheet.rows)
    chart = BarChart()
    chart.type, chart.legend, chart.title = "bar", None, sheet.before[0]
    chart.add_data(Reference(page, min_col=2, max_col=columns, min_row=total), from_rows=True)
    chart.set_categories(Reference(page, min_col=2, max_col=columns, min_row=heading))
    _place(page, chart, f"A{total + 3}")


def _draw_months(page: Worksheet, sheet: Sheet) -> None:
    """Draw the first indicators month by month, both worlds in each chart."""
    first = get_column_letter(len(sheet.heads) + 2)
    for turn in range(min(CHARTED, len(sheet.heads) // 2)):
        column = 2 + 2 * turn
        chart = LineChart()
        chart.title = sheet.heads[column - 1].rpartition(": ")[0]
        chart.add_data(
            Reference(page, min_col=column, max_col=column + 1, min_row=1, max_row=len(sheet.rows) + 1),
            titles_from_data=True,
        )
        chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=len(sheet.rows) + 1))
        chart.x_axis.tickLblSkip = 12
        for series in chart.series:
            series.smooth = False
        _place(page, chart, f"{first}{2 + CHART_ROWS * turn}")


def _place(page: Worksheet, chart: BarChart | LineChart, anchor: str) -> None:
    """Put a chart beside or below a table, with axes that Excel shows."""
    chart.width, chart.height = CHART_SIZE
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend = chart.legend and _below(chart)
    page.add_chart(chart, anchor)


def _below(chart: BarChart | LineChart) -> object:
    """Return the legend, moved below the chart."""
    chart.legend.position = "b"
    return chart.legend
