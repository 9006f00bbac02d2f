"""Text of a design: what a TOML or CSV file holds, before anybody asks what it means."""

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.refused import RefusedError
from tillit.model.scenarios.errors import cut

MOST_TOML_BYTES = 5_000_000
MOST_CSV_BYTES = 500_000_000
LONGEST_LINE = 20_000
"""Characters in a line of TOML."""
MOST_DOTS = 500
"""Dots in a line: a parser's time grows with the square of the parts of a dotted key."""


def tables_in(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises
    ------
    RefusedError
        If there is no such file, or it is not TOML.
    """
    text, title = _text(path, MOST_TOML_BYTES), cut(path.name, 80)
    # Not `splitlines`: it splits at characters that may stand inside a key.
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE or (line.count(".") > MOST_DOTS and not line.startswith("#")):
            message = (
                f"{title}: line {number:,} has more than {LONGEST_LINE:,} characters or {MOST_DOTS} dots; "
                "break the list into several lines"
            )
            raise RefusedError(message)
    try:
        return tomllib.loads(text)
    except RecursionError:
        message = f"{title} cannot be read: its tables are nested too deeply"
        raise RefusedError(message) from None
    except ValueError as error:
        message = f"{title} is not TOML: {cut(str(error), 200)}"
        raise RefusedError(message) from None


def rows_in(path: Path) -> pd.DataFrame:
    """Return the rows of a CSV file, every cell as text.

    Columns are parted by commas; or by semicolons, and then a number may have
    a decimal comma, as spreadsheets in Sweden write it.

    Raises
    ------
    RefusedError
        If there is no such file, or it is not such a table.
    """
    text, title = _text(path, MOST_CSV_BYTES), cut(path.name, 80)
    head = text.partition("\n")[0]
    mark = ";" if head.count(";") > head.count(",") else ","
    try:
        lines = [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True) if any(row)
        ]
    except csv.Error as error:
        message = f"{title} is not CSV: {cut(str(error), 200)}"
        raise RefusedError(message) from None
    if problem := _problem(lines):
        message = f"{title}{problem}"
        raise RefusedError(message)
    names = [name.strip() for name in lines[0]]
    frame = pd.DataFrame(lines[1:], columns=names, dtype=object)
    if mark == ";":
        numbers = [name for name in names if name not in {"town", "variant"}]
        frame[numbers] = frame[numbers].map(lambda cell: cell.replace(",", "."))
    return frame


def _problem(lines: list[list[str]]) -> str:
    """Return what is wrong with the lines of a table; nothing if all is well."""
    if len(lines) <= 1:
        return " has no rows: it needs a line of column names, and below it a line for each row"
    names = [name.strip() for name in lines[0]]
    if not all(names):
        return " has a column without a name; each needs one of its own"
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        return f" has columns of the same name: {cut(', '.join(twice), 200)}; each needs one of its own"
    for number, row in enumerate(lines[1:], 1):
        if len(row) != len(names):
            return f": row {number:,} has {len(row)} values, but there are {len(names)} columns"
    return ""


def _text(path: Path, most: int) -> str:
    """Return the text of an ordinary file in UTF-8, with or without a byte-order mark."""
    name = cut(str(path), 120)
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | IsADirectoryError)
        reason = "is not there" if missing else f"cannot be opened: {getattr(error, 'strerror', error)}"
        message = f"{name} {reason}; `tillit sweep example > my-sweep.toml` writes a design to begin with"
        raise RefusedError(message) from None
    if len(content) > most:
        message = f"{name} is larger than {most:,} bytes; put long lists of rows into a CSV file"
        raise RefusedError(message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name} is not UTF-8 text (byte {error.start:,}); save it as UTF-8"
        raise RefusedError(message) from None
