"""Table lines: the lines of a text or of a workbook's sheet in cells, whoever wrote it."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tillit.experiments.importing.text_files import decode, read_bytes
from tillit.experiments.importing.workbooks import BEGINS, sheet_of
from tillit.experiments.refused import RefusedError

FIRST_LINES = 20
"""Lines among which the names of the columns are looked for."""
MOST_LINES = 500_000
MARK_SAID = re.compile(r"sep=(?P<mark>[;,\t|])[ ;,\t|]*\n", re.IGNORECASE)
"""What Excel reads in the first line: by which mark the cells are parted."""


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
    """Return the lines of a file, text or workbook.

    Raises
    ------
    RefusedError
        If it can't be opened, or is neither.
    """
    content = read_bytes(path)
    if not content.startswith(BEGINS):
        return FileTable(lines_of(decode(content, path.name), path.name))
    rows, left_out = sheet_of(content, path.name)
    lines = [Line(turn, cells) for turn, cells in enumerate(rows, 1) if any(cells)]
    return FileTable(lines, left_out)


def lines_of(text: str, name: str) -> list[Line]:
    """Return the lines in which something stands, their cells parted by semicolons, tabs or commas.

    Parameters
    ----------
    text
        As `experiments.importing.text_files.read_text` gives it.
    name
        What messages call the file.

    Raises
    ------
    RefusedError
        If there are too many lines or none, or the quotation marks don't close.
    """
    if text.count("\n") > MOST_LINES:
        message = f"{name} has more than {MOST_LINES:,} lines; choose fewer municipalities or years"
        raise RefusedError(message)
    said = MARK_SAID.match(text)
    body = text[said.end() :] if said else text
    reader = csv.reader(
        io.StringIO(body, newline=""), delimiter=said["mark"] if said else mark_of(body), strict=True
    )
    try:
        lines = [Line(reader.line_num + bool(said), cells) for cells in reader]
    except csv.Error as error:
        message = f"{name} is not a table: {error} (line {reader.line_num + bool(said):,})"
        raise RefusedError(message) from None
    said_something = [line for line in lines if any(cell.strip() for cell in line.cells)]
    if not said_something:
        message = f"{name} is empty: no cell of it says anything"
        raise RefusedError(message)
    return said_something


def mark_of(text: str) -> str:
    """Return the mark that parts the cells: the one that stands most often in a line."""
    lines = text.split("\n", FIRST_LINES)[:FIRST_LINES]
    return max(";\t,", key=lambda it: max(line.count(it) for line in lines))


def refuse_surplus(line: Line, columns: Sequence[str], name: str) -> None:
    """Refuse a line that has more cells than there are columns, since all after the surplus one are moved.

    Raises
    ------
    RefusedError
        Says which line, and how many.
    """
    cells, names = (len(filled(it)) for it in (line.cells, columns))
    if cells > names:
        message = (
            f"{name}, line {line.number:,} has {cells} cells, there are {names} columns; "
            "is a decimal comma in a file whose cells commas part? Part them by semicolons, or quote the cell"
        )
        raise RefusedError(message)


def filled(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells without the empty ones at the end."""
    last = max((turn for turn, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[:last]
