"""Socialstyrelsen: households on assistance and payments, month by month.

The file of the statistics database is a table whose heading begins with
``Region`` and names the months. The measure stands in a column ``Mått``, or in
the title if one measure was chosen; the year in a column ``År``, or in the line
above the months.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from babel.dates import get_month_names

from tillit.experiments.importing.figures import SOCIALSTYRELSEN, Figure, Published, status_notes
from tillit.experiments.importing.measures import MONTHLY, part_of, plain, words_of
from tillit.experiments.importing.places import choose, refuse_others
from tillit.experiments.importing.swedish_numbers import number
from tillit.experiments.importing.table_lines import FIRST_LINES, Line, read_cells, refuse_surplus
from tillit.experiments.refused import RefusedError

MONTHS = tuple(get_month_names("wide", locale="sv").values())
COLUMNS = ("region", "mått", "år")
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
FEWEST = 2
"""Cells of a line that says something; notes below the table have one."""
SHOWN = 60
MOST = 8
"""Names of what is left out that a note has."""
HINT = (
    "download it from Socialstyrelsen's statistics database (ekonomiskt bistånd, månad) with regions and "
    "measures as rows, months and years as columns"
)


@dataclass(frozen=True)
class Heading:
    """Where everything stands in a table."""

    columns: dict[str, int]
    """The columns `COLUMNS` that there are."""
    months: dict[int, tuple[str, int]]
    """Year and month of each column; no year if it stands in a column of its own."""
    measure: str | None
    """The measure that the title names."""


def read_months(path: Path, municipality: str | None) -> Published:
    """Return the monthly figures of one municipality.

    RefusedError if the file isn't of that shape, or has several municipalities and none was chosen.
    """
    lines, sheets = read_cells(path)
    at = _heading_at(lines, path.name)
    heading = _heading_of(lines, at, path.name)
    figures: dict[str, list[Figure]] = {}
    others: list[str] = []
    for line in lines[at + 1 :]:
        if sum(bool(cell.strip()) for cell in line.cells) < FEWEST:
            continue
        refuse_surplus(line, lines[at].cells, path.name)
        said = _cell_of(line, heading.columns.get("mått"))
        measure = _measure_of(said) if said else heading.measure
        if measure is None:
            others.append(said[:SHOWN])
        elif place := _cell_of(line, heading.columns["region"])[:SHOWN]:
            figures.setdefault(place, []).extend(_figures_of(line, heading, measure, path.name))
    if not figures:
        found = f"found {', '.join(map(repr, dict.fromkeys(filter(None, others)))) or 'no other either'}"
        raise RefusedError(f"{path.name}: has none of {', '.join(MONTHLY)}; {found[:300]}; {HINT}")
    place = choose({name: name for name in figures}, municipality, path.name)
    refuse_others(place, place, path.name)
    found_twice = len({(it.measure, it.period) for it in figures[place]}) < len(figures[place])
    if found_twice:
        raise RefusedError(
            f"{path.name}: {place} has several rows of the same measure; download all groups together"
        )
    it = Published(place, SOCIALSTYRELSEN, tuple(figures[place]))
    beside = {"sheets": list(sheets), "measures": list(dict.fromkeys(filter(None, others)))}
    left_out = [
        f"{path.name}: {kind} left out: {', '.join(names[:MOST])}" for kind, names in beside.items() if names
    ]
    return Published(place, SOCIALSTYRELSEN, it.figures, (*status_notes(it), *left_out))


def _heading_at(lines: list[Line], name: str) -> int:
    for at, line in enumerate(lines[:FIRST_LINES]):
        if plain(line.cells[0]) == "region" and any(plain(cell) in MONTHS for cell in line.cells):
            return at
    first = " and ".join(repr(";".join(line.cells)[:SHOWN]) for line in lines[:2])
    wanted = "no line begins with Region;Mått (or Region;År) and names months"
    raise RefusedError(f"{name}: {wanted}; it begins with {first}; {HINT}")


def _heading_of(lines: list[Line], at: int, name: str) -> Heading:
    titles = [" ".join(filter(None, map(str.strip, line.cells))) for line in lines[:at]]
    for title in titles:
        part = part_of(title)
        if part:
            raise RefusedError(
                f"{name}: {title[:120]!r} is of some households only ({part!r}); download all households"
            )
    here = f"{name}, line {lines[at].number:,}"
    columns: dict[str, int] = {}
    months: dict[int, int] = {}
    for column, cell in enumerate(map(str.strip, lines[at].cells)):
        if plain(cell) in COLUMNS:
            columns[plain(cell)] = column
        elif plain(cell) in MONTHS:
            months[column] = MONTHS.index(plain(cell)) + 1
        elif cell:
            raise RefusedError(f"{here}: {cell[:SHOWN]!r} is not a month; {HINT}")
    years = dict.fromkeys(months, "") if "år" in columns else _years_of(lines[: at + 1], months, here)
    dated = {column: (years[column], month) for column, month in months.items()}
    twice = next((it for it in dated.values() if list(dated.values()).count(it) > 1), None)
    if twice:
        said = f"{MONTHS[twice[1] - 1]} {twice[0]}".strip()
        raise RefusedError(
            f"{here}: {said} is there twice; the line above the months must say each one's year"
        )
    return Heading(columns, dated, next(filter(None, map(_measure_in, titles)), None))


def _years_of(lines: list[Line], months: Iterable[int], here: str) -> dict[int, str]:
    """Return the year of each column, which stands above it or above one to the left."""
    above = lines[-2].cells if len(lines) > 1 else []
    years: dict[int, str] = {}
    year = ""
    for column in months:
        found = YEAR.search(above[column]) if column < len(above) else None
        year = found[0] if found else year
        if not year:
            month = lines[-1].cells[column].strip()
            raise RefusedError(
                f"{here}: the year above {month!r} is missing; keep the lines above, or a column År"
            )
        years[column] = year
    return years


def _measure_in(title: str) -> str | None:
    """Return the measure that a title names between its commas, if it is one of ours."""
    parts = re.split(r"[,;:\u2013(]| - ", title)
    every = [*parts, *(" ".join(both) for both in pairwise(parts))]
    return next((it for it in map(_measure_of, every) if it), None)


def _measure_of(said: str) -> str | None:
    """Return the measure that some words are, if it is one of ours and nothing beside."""
    return next((code for code in MONTHLY if words_of(said) == words_of(code)), None)


def _cell_of(line: Line, column: int | None) -> str:
    """Return what stands in a column of a line; nothing if there is none."""
    return line.cells[column].strip() if column is not None and column < len(line.cells) else ""


def _figures_of(line: Line, heading: Heading, measure: str, name: str) -> list[Figure]:
    place = _cell_of(line, heading.columns["region"])[:SHOWN]
    own = _cell_of(line, heading.columns.get("år"))
    if "år" in heading.columns and not YEAR.fullmatch(own):
        raise RefusedError(f"{name}, line {line.number:,}: {own[:SHOWN]!r} is not a year such as 2023")
    figures = []
    for column, (year, month) in heading.months.items():
        period = f"{year or own}-{month:02}"
        where = f"{name}, line {line.number:,}, {period}"
        value, status = number(_cell_of(line, column), where, whole=MONTHLY[measure].whole)
        figures.append(Figure(measure, place, period, value, status, measure))
    return figures
