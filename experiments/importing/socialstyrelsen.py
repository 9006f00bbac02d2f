"""Socialstyrelsen: households on assistance and payments, month by month.

The file of the statistics database is a table with semicolons. Above the line
``Region;Mått;Januari;…;December``, which repeats the months for each year,
stands a line with each column's year; above that, a title.
"""

import csv
import re
from pathlib import Path

from tillit.experiments.importing.figures import SOCIALSTYRELSEN, Figure, Published
from tillit.experiments.importing.measures import MONTHLY, plain
from tillit.experiments.importing.places import choose
from tillit.experiments.importing.swedish_numbers import number
from tillit.experiments.importing.text_files import read_text
from tillit.experiments.refused import RefusedError

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
FIRST_LINES = 20
MOST_LINES = 100_000
SHOWN = 60
HINT = (
    "download it from Socialstyrelsen's statistics database (ekonomiskt bistånd, månad) with regions and "
    "measures as rows, months and years as columns"
)


def read_months(path: Path, municipality: str | None) -> Published:
    """Return the monthly figures of one municipality.

    Raises
    ------
    RefusedError
        If the file isn't of that shape, or has several municipalities and none was chosen.
    """
    rows = rows_of(read_text(path), path.name)
    at = header_of(rows, path.name)
    periods = periods_of(rows, at, path.name)
    figures: dict[str, list[Figure]] = {}
    for line, row in enumerate(rows[at + 1 :], at + 2):
        if len(row) < len(rows[at]) - 1 or not row[0].strip():
            continue  # notes below the table
        measure = measure_of(row[1])
        if measure is not None:
            where = f"{path.name}, line {line:,}"
            figures.setdefault(row[0].strip()[:SHOWN], []).extend(figures_of(row, periods, measure, where))
    if not figures:
        message = f"{path.name}: has none of {', '.join(MONTHLY)}; {HINT}"
        raise RefusedError(message)
    place = choose({name: name for name in figures}, municipality, path.name)
    return Published(place, SOCIALSTYRELSEN, tuple(once(figures[place], path.name)))


def rows_of(text: str, name: str) -> list[list[str]]:
    """Return the cells of the table."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        message = f"{name} has more than {MOST_LINES:,} lines; choose fewer municipalities"
        raise RefusedError(message)
    try:
        return list(csv.reader(lines, delimiter=";"))
    except csv.Error as error:
        message = f"{name} is not a table: {error}; {HINT}"
        raise RefusedError(message) from None


def header_of(rows: list[list[str]], name: str) -> int:
    """Return the line that names the months.

    Raises
    ------
    RefusedError
        If there is none.
    """
    for at, row in enumerate(rows[:FIRST_LINES]):
        if [plain(cell) for cell in row[:2]] == ["region", "mått"]:
            return at
    message = f"{name}: no line begins with Region;Mått; {HINT}"
    raise RefusedError(message)


def periods_of(rows: list[list[str]], at: int, name: str) -> dict[int, str]:
    """Return the period of each column, as in ``2019-03``.

    Raises
    ------
    RefusedError
        If a column's year is missing, or a month comes twice.
    """
    above = rows[at - 1] if at else []
    periods: dict[int, str] = {}
    year = ""
    for column, cell in enumerate(rows[at][2:], 2):
        if not cell.strip():
            continue
        if plain(cell) not in MONTHS:
            message = f"{name}, line {at + 1}: {cell[:SHOWN]!r} is not a month; {HINT}"
            raise RefusedError(message)
        found = YEAR.search(above[column]) if column < len(above) else None
        year = found[0] if found else year
        if not year:
            message = f"{name}, line {at}: the year above {cell[:SHOWN]!r} is missing; keep the lines above"
            raise RefusedError(message)
        periods[column] = f"{year}-{MONTHS.index(plain(cell)) + 1:02}"
    twice = [it for it in periods.values() if list(periods.values()).count(it) > 1]
    if twice or not periods:
        said = (
            f"{twice[0]} is there twice; the line above the months must say each one's year"
            if twice
            else "no months"
        )
        message = f"{name}, line {at + 1}: {said}"
        raise RefusedError(message)
    return periods


def measure_of(cell: str) -> str | None:
    """Return the measure that a row is about, if it is one of ours."""
    said = plain(cell)
    return next((code for code, it in MONTHLY.items() if all(words in said for words in it.must_say)), None)


def figures_of(row: list[str], periods: dict[int, str], measure: str, where: str) -> list[Figure]:
    """Return the figures of one row."""
    figures = []
    for column, period in periods.items():
        value, status = number(row[column] if column < len(row) else "", f"{where}, {period}")
        figures.append(Figure(measure, row[0].strip()[:SHOWN], period, value, status, row[1].strip()[:SHOWN]))
    return figures


def once(figures: list[Figure], name: str) -> list[Figure]:
    """Return the figures, if none is there twice.

    Raises
    ------
    RefusedError
        If a region has two rows of the same measure.
    """
    seen = {(it.measure, it.period) for it in figures}
    if len(seen) < len(figures):
        message = (
            f"{name}: {figures[0].place} has several rows of the same measure; download all groups together"
        )
        raise RefusedError(message)
    return figures
