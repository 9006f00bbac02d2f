"""Socialstyrelsen: households on assistance and payments, month by month.

The file of the statistics database is a table whose heading begins with ``Region`` and names the months. The
measure stands in a column ``Mått``, or in the title if one measure was chosen; the year in a column ``År``,
or in the line above the months.
"""

import re
from itertools import pairwise
from pathlib import Path

from babel.dates import get_month_names

from tillit.experiments.importing.figures import MONTHLY, YEAR, Figure, Published, Status, part_of, plain
from tillit.experiments.importing.tables import FIRST_LINES, Line, choose, number, read_cells, rows_below
from tillit.experiments.refused import RefusedError

PUBLISHER = "Socialstyrelsen, ekonomiskt bistånd, månadsstatistik"
MONTHS = {name: turn for turn, name in get_month_names("wide", locale="sv").items()}
COLUMNS = ("region", "mått", "år")
EARLY = re.compile(r"\bprel(?:\b|imin)")  # if a title, heading or note says it, nothing in the file is final
SHOWN = 60
MOST = 8  # names of what is left out that a note has
HINT = (
    "download it from Socialstyrelsen's statistics database (ekonomiskt bistånd, månad) with regions and "
    "measures as rows, months and years as columns"
)


def read_months(path: Path, municipality: str | None) -> Published:
    """Return a municipality's monthly figures; RefusedError for another shape, or several and none chosen."""
    lines, sheets = read_cells(path)
    every, others = _figures_of(lines, path.name)
    if not every:
        found = f"found {', '.join(map(repr, others)) or 'no other either'}"
        raise RefusedError(f"{path.name}: has none of {', '.join(MONTHLY)}; {found[:300]}; {HINT}")
    place = choose({it.place: it.place for it in every}, municipality, path.name)
    figures = tuple(it for it in every if it.place == place)
    if len({(it.measure, it.period) for it in figures}) < len(figures):
        raise RefusedError(
            f"{path.name}: {place} has several rows of the same measure; download all groups together"
        )
    for it in figures:
        MONTHLY[it.measure].check(it)
    left_out = {"sheets": sheets, "measures": others}.items()
    remarks = (f"{path.name}: {it} left out: {', '.join(names[:MOST])}" for it, names in left_out if names)
    return Published(place, PUBLISHER, figures, tuple(remarks))


def _figures_of(lines: list[Line], name: str) -> tuple[list[Figure], list[str]]:
    """Return the figures of all places, and the names of the measures that are none of ours."""
    at = _heading_at(lines, name)
    titled = _measure_of_title(lines[:at], name)
    columns = {plain(cell): turn for turn, cell in enumerate(lines[at].cells) if plain(cell) in COLUMNS}
    months = _months_of(lines[: at + 1], name)
    early = any(EARLY.search(plain(cell)) for line in lines for cell in line.cells)
    figures: list[Figure] = []
    others: dict[str, None] = {}
    for where, cells in rows_below(lines, at, name):
        place, said, own = (cells[columns[it]][:SHOWN] if it in columns else "" for it in COLUMNS)
        if sum(map(bool, cells)) == 1:
            continue  # a note below the table
        measure = _measure_of(said) if said else titled
        if measure is None and said:
            others[said] = None
        if measure is None or not place:
            continue
        if "år" in columns and not YEAR.fullmatch(own):
            raise RefusedError(f"{where}: {own!r} is not a year such as 2023")
        for column, (year, month) in months.items():
            period = f"{year or own}-{month:02}"
            value, status = number(cells[column], f"{where}, {period}", whole=MONTHLY[measure].whole)
            status = Status.PRELIMINARY if early and status == Status.FINAL else status
            figures.append(Figure(measure, place, period, value, status, measure))
    return figures, list(others)


def _heading_at(lines: list[Line], name: str) -> int:
    for at, line in enumerate(lines[:FIRST_LINES]):
        cells = list(map(plain, line.cells))
        if cells[0] == "region" and MONTHS.keys() & cells:
            return at
    first = " and ".join(repr(";".join(line.cells)[:SHOWN]) for line in lines[:2])
    wanted = "no line begins with Region;Mått (or Region;År) and names months"
    raise RefusedError(f"{name}: {wanted}; it begins with {first}; {HINT}")


def _measure_of_title(lines: list[Line], name: str) -> str | None:
    """Return the measure that a title names between its commas, if it is one of ours."""
    every: list[str] = []
    for title in (" ".join(filter(None, line.cells)) for line in lines):
        if part := part_of(title):
            raise RefusedError(
                f"{name}: {title[:120]!r} is of some households only ({part!r}); download all households"
            )
        parts = re.split(r"[,;:\u2013(]| - ", title)
        every += [*parts, *(" ".join(both) for both in pairwise(parts))]
    return next(filter(None, map(_measure_of, every)), None)


def _measure_of(said: str) -> str | None:
    """Return the measure that some words are, if it is one of ours and nothing beside."""
    words = re.findall(r"\w+", said.casefold())
    return next((code for code in MONTHLY if re.findall(r"\w+", code.casefold()) == words), None)


def _months_of(lines: list[Line], name: str) -> dict[int, tuple[str, int]]:
    """Return each column's year, which stands above it or to the left (empty if rows have it), and month."""
    *above, (turn, heading) = lines
    here, over = f"{name}, line {turn:,}", dict(enumerate(above[-1].cells)) if above else {}
    own, year = "år" in map(plain, heading), ""
    months: dict[int, tuple[str, int]] = {}
    for at, cell in enumerate(heading):
        if not cell or plain(cell) in COLUMNS:
            continue
        if plain(cell) not in MONTHS:
            raise RefusedError(f"{here}: {cell[:SHOWN]!r} is not a month; {HINT}")
        if not own and (found := YEAR.search(over.get(at, ""))):
            year = found[0]
        if not (own or year):
            raise RefusedError(
                f"{here}: the year above {cell!r} is missing; keep the lines above, or a column År"
            )
        months[at] = year, MONTHS[plain(cell)]
    return months
