"""Table lines: the lines of a text or of a workbook's sheet in cells, whoever wrote it."""

import csv
import io
import re
import unicodedata
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tillit.experiments.refused import RefusedError

MOST_BYTES = 20_000_000
"""All municipalities and years of a dozen measures are a tenth of this."""
MOST_LINES = 500_000
FIRST_LINES = 20
"""Lines among which the names of the columns are looked for."""
WORKBOOK = b"PK\x03\x04"
"""How a workbook of Excel 2007 or later begins."""
OTHERS = {
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook; save the sheet as CSV",
    b"%PDF": "is a PDF; download the figures as CSV or JSON",
    b"\xff\xfe": "is UTF-16 text; save it as UTF-8 (in Excel: CSV UTF-8)",
    b"\xfe\xff": "is UTF-16 text; save it as UTF-8 (in Excel: CSV UTF-8)",
}
"""How files begin that are often taken for text."""
MARK_SAID = re.compile(r"sep=(?P<mark>[;,\t|])[ ;,\t|]*\n", re.IGNORECASE)
"""What Excel reads in the first line: by which mark the cells are parted."""
DECIMALS = 10
"""Digits behind the comma, after which computers differ."""


class Line(NamedTuple):
    """One line of a table."""

    number: int
    """Which line of the file it is."""
    cells: list[str]


class FileTable(NamedTuple):
    """What stands in a file."""

    lines: list[Line]
    left_out: tuple[str, ...] = ()
    """Sheets of a workbook that are not read."""


def read_cells(path: Path) -> FileTable:
    """Return the lines of a file, text or workbook; of a workbook, those of the sheet in which most stands.

    RefusedError if it can't be opened, or is neither.
    """
    content = read_bytes(path)
    if not content.startswith(WORKBOOK):
        return FileTable(lines_of(decode(content, path.name), path.name))
    sheets = {title: lines for title, lines in _sheets_of(content, path.name).items() if lines}
    if not sheets:
        raise RefusedError(f"{path.name} is empty: no cell of any sheet says anything")
    chosen = max(sheets, key=lambda title: sum(bool(cell) for line in sheets[title] for cell in line.cells))
    return FileTable(sheets[chosen], tuple(title for title in sheets if title != chosen))


def read_bytes(path: Path) -> bytes:
    """Return what is in a file, or a little more than is read of one; RefusedError if it can't be opened."""
    if path.exists() and not path.is_file():
        raise RefusedError(f"{path} is not a file")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be opened: {error.strerror}") from None


def decode(content: bytes, name: str) -> str:
    r"""Return the text of some bytes in UTF-8, with or without its mark, or in Windows-1252.

    Lines end with \n only, and a letter and its accent are one character.
    RefusedError if there are none, too many, or they are no text.
    """
    wrong = next((said for mark, said in OTHERS.items() if content.startswith(mark)), "")
    if len(content) > MOST_BYTES:
        wrong = f"is larger than {MOST_BYTES:,} bytes; choose fewer municipalities and years"
    text = "" if wrong else unicodedata.normalize("NFC", _letters_of(content, name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(letter < " " and letter not in "\t\n" for letter in text):
        wrong = "is not text: it has control characters; download it again as CSV or JSON"
    if not (wrong or text.strip()):
        wrong = "is empty"
    if wrong:
        raise RefusedError(f"{name} {wrong}")
    return text


def lines_of(text: str, name: str) -> list[Line]:
    """Return the lines in which something stands, their cells parted by semicolons, tabs or commas.

    `text` is as `decode` gives it, `name` what messages call the file. RefusedError if there are too many
    lines or none, or the quotation marks don't close.
    """
    if text.count("\n") > MOST_LINES:
        raise RefusedError(f"{name} has more than {MOST_LINES:,} lines; choose fewer municipalities or years")
    said = MARK_SAID.match(text)
    body = text[said.end() :] if said else text
    first = body.split("\n", FIRST_LINES)[:FIRST_LINES]
    mark = said["mark"] if said else max(";\t,", key=lambda it: max(line.count(it) for line in first))
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True)
    try:
        lines = [Line(reader.line_num + bool(said), cells) for cells in reader]
    except csv.Error as error:
        raise RefusedError(
            f"{name} is not a table: {error} (line {reader.line_num + bool(said):,})"
        ) from None
    said_something = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not said_something:
        raise RefusedError(f"{name} is empty: no cell of it says anything")
    return said_something


def refuse_surplus(line: Line, columns: Sequence[str], name: str) -> None:
    """Refuse a line that has more cells than there are columns, since all after the surplus one are moved.

    RefusedError: says which line, and how many.
    """
    cells, names = (
        max((turn for turn, cell in enumerate(it, 1) if cell.strip()), default=0)
        for it in (line.cells, columns)
    )
    if cells > names:
        raise RefusedError(
            f"{name}, line {line.number:,} has {cells} cells, there are {names} columns; "
            "is a decimal comma in a file whose cells commas part? Part them by semicolons, or quote the cell"
        )


def _letters_of(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise RefusedError(
            f"{name} is not text: byte {error.start + 1:,} is a letter neither in UTF-8 nor in Windows-1252; "
            "save it as UTF-8 (in Excel: CSV UTF-8)"
        ) from None


def _sheets_of(content: bytes, name: str) -> dict[str, list[Line]]:
    sheets: dict[str, list[Line]] = {}
    try:
        with warnings.catch_warnings():
            # Styles and extensions that openpyxl does not know do not matter here.
            warnings.simplefilter("ignore")
            for sheet in load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets:
                # What a file says of its own size is often wrong.
                sheet.reset_dimensions()
                rows = (list(map(_as_text, row)) for row in sheet.iter_rows(values_only=True))
                lines = (Line(turn, row) for turn, row in enumerate(rows, 1) if any(row))
                sheets[str(sheet.title)] = list(lines)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise RefusedError(
            f"{name} is a zip file but no Excel workbook that can be read: {str(error)[:120]}"
        ) from None
    return sheets


def _as_text(cell: object) -> str:
    """Return a cell as a table would have it; with so many decimals that no point parts thousands."""
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else f"{cell:.{DECIMALS}f}"
    return "" if cell is None else " ".join(str(cell).split())
