"""Workbooks: the sheet of an Excel file, its cells as the text that a table would have."""

import datetime as dt
import warnings
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from tillit.experiments.refused import RefusedError

BEGINS = b"PK\x03\x04"
"""How a workbook of Excel 2007 or later begins."""
MOST_ROWS = 500_000
DECIMALS = 10
"""Digits behind the comma, after which computers differ."""


class Sheet(NamedTuple):
    """The sheet that is read."""

    rows: list[list[str]]
    """Its cells, from the first row on; empty rows too, so that a row's number is the sheet's."""
    left_out: tuple[str, ...]
    """Names of the others in which something stands."""


def sheet_of(content: bytes, name: str) -> Sheet:
    """Return the sheet in which most stands.

    Raises
    ------
    RefusedError
        If the bytes are no workbook, or nothing stands in any sheet, or too much.
    """
    try:
        with warnings.catch_warnings():
            # Styles and extensions that openpyxl does not know do not matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            sheets = {str(it.title): _rows(it, name) for it in book.worksheets}
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        message = f"{name} is a zip file but no Excel workbook that can be read: {str(error)[:120]}"
        raise RefusedError(message) from None
    size = {title: sum(bool(cell) for row in rows for cell in row) for title, rows in sheets.items()}
    said = [title for title, cells in size.items() if cells]
    if not said:
        message = f"{name} is empty: no cell of any sheet says anything"
        raise RefusedError(message)
    chosen = max(said, key=lambda title: size[title])
    return Sheet(sheets[chosen], tuple(title for title in said if title != chosen))


def _rows(sheet: ReadOnlyWorksheet, name: str) -> list[list[str]]:
    """Return the cells of a sheet as text."""
    # What a file says of its own size is often wrong.
    sheet.reset_dimensions()
    rows = []
    for row in sheet.iter_rows(values_only=True):
        rows.append([_as_text(cell) for cell in row])
        if len(rows) > MOST_ROWS:
            message = f"{name} has more than {MOST_ROWS:,} rows; choose fewer municipalities or years"
            raise RefusedError(message)
    return rows


def _as_text(cell: object) -> str:
    """Return a cell as a table would have it; with so many decimals that no point parts thousands."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else f"{cell:.{DECIMALS}f}"
    return " ".join(str(cell).split())
