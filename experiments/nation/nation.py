"""Nation: the municipalities of a table, each with a scenario of its own, and a sweep over all of them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import tomlkit

from tillit.experiments.importing.places import full_code, is_municipality
from tillit.experiments.importing.tables import number, read_cells, rows_below
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.samplers import Rows
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.errors import nearest, screen
from tillit.model.scenarios.reading import plain_letters

MOST_MUNICIPALITIES = 5_000
WORDS = {
    "kommun": "municipality",
    "län": "county",
    "invånare": "inhabitants",
    "hushåll": "households",
    "tjänster": "posts",
    "ärenden": "caseload",
    "arbetslösa": "unemployed",
    "sjuka": "sick",
    "språk": "language",
    "sociala": "social",
    "väntande": "waiting",
    "krav": "demands",
}
"""Swedish headings of the columns."""
KNOWN = (*WORDS.values(), "turnover")
OBSTACLES = ("unemployed", "sick", "language", "social", "waiting")
NEEDED = ("municipality", "county", "inhabitants", "households")
WHOLE = ("inhabitants", "households", "posts")
"""Columns that count something."""
LARGEST_RATE = 999.0
"""What is no count is less than a thousand: caseloads and shares."""
START, PLAIN = "2024-01", "standard"
"""When the towns begin, and the town whose shares of obstacles and policy hold where the table is silent."""
COSTS = ("payments", "municipal_cost", "state_cost", "public_cost")
OUTPUTS = ("households", *COSTS, "posts", "resignations", "exits_to_work")
"""What is summed: figures that mean something when municipalities are added up."""
AS_IT_IS, CHANGED = "as_it_is", "changed"


def nation_design(
    table: Path, changes: Mapping[str, str], *, months: int, replications: int, seed: int
) -> tuple[Design, dict[str, str]]:
    """Return the sweep over a table's municipalities, and each town's county.

    `table` has a row for each municipality, see `read_table`; `changes` are what is changed in
    every one of them, in a second variant with the same luck. RefusedError or ScenarioError if the table or a
    change is not as it should be.
    """
    rows = read_table(table)
    towns = sources_of(rows, table.name)
    variants: tuple[Variant, ...] = (Variant(AS_IT_IS),)
    if changes:
        variants += (Variant(CHANGED, changes=tuple(changes.items())),)
        for town in towns:
            variants[-1].of(town.scenario())
    design = Design(
        title=f"All municipalities of {table.name}",
        towns=tuple(towns),
        variants=variants,
        factors=(),
        sampler=Rows(size=1),
        points=pd.DataFrame(index=pd.RangeIndex(1)),
        months=months,
        replications=replications,
        seed=seed,
        outputs=OUTPUTS,
        own_luck=True,
    )
    counties = {town.title.removesuffix(".toml"): row.county for town, row in zip(towns, rows, strict=True)}
    return design, counties


class Row(NamedTuple):
    """One municipality: its line of the file, and its figures by column, without those that are empty."""

    line: int
    municipality: str
    county: str
    figures: dict[str, float]


def read_table(path: Path) -> list[Row]:
    """Return the municipalities of a CSV file or a workbook; RefusedError names all that is wrong at once."""
    lines, _ = read_cells(path)
    columns = columns_of(lines[0].cells, path.name)
    if not 1 < len(lines) <= MOST_MUNICIPALITIES + 1:
        message = f"{path.name} has {len(lines) - 1:,} municipalities: must have 1 to {MOST_MUNICIPALITIES:,}"
        raise RefusedError(message)
    problems: list[str] = []
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, (_, cells) in zip(lines[1:], rows_below(lines, 0, path.name), strict=True):
        row = _row_of(line.number, dict(zip(columns, cells, strict=True)), problems)
        first = seen.setdefault(row.municipality.casefold(), row.line)
        if first != row.line:
            problems.append(f"line {row.line}: {row.municipality!r} is in line {first} already")
        rows.append(row)
    _refuse(path.name, problems)
    return rows


def columns_of(names: list[str], title: str) -> list[str]:
    """Return the columns that the headings mean."""
    columns = [WORDS.get(name, name) for name in (name.strip().casefold() for name in names)]
    problems = []
    for name in dict.fromkeys(columns):
        if name not in KNOWN:
            problems.append(f"there is no column {name[:60]!r}; {nearest(name, [*KNOWN, *WORDS])}")
        elif columns.count(name) > 1:
            problems.append(f"column {name!r} is there twice")
    problems += [f"column {name!r} is missing" for name in NEEDED if name not in columns]
    if "posts" not in columns and "caseload" not in columns:
        problems.append("column 'posts' (or 'caseload') is missing")
    _refuse(title, problems)
    return columns


def _row_of(line: int, cells: dict[str, str], problems: list[str]) -> Row:
    """Return one municipality; what is wrong with it is added to `problems`."""
    place, county, figures = cells["municipality"], cells["county"], dict[str, float | None]()
    for name in KNOWN[2:]:
        said, where, whole = cells.get(name, ""), f"line {line}, {name}", name in WHOLE
        try:
            figures[name], _ = number(said, where, whole=whole, most=LARGEST_RATE)
        except RefusedError as error:
            problems.append(str(error))
    given = {"municipality": place or None, "county": county or None, **figures}
    empty = (name for name in NEEDED if given.get(name, "") is None)
    problems += [f"line {line}: {name} is empty; it is needed" for name in empty]
    if place and not is_municipality(full_code(place)):
        problems.append(
            f"line {line}: {place[:60]!r} is not a municipality but the nation, a county, "
            "a group or a total; leave it out, or its people are counted twice"
        )
    return Row(line, place, county, {name: it for name, it in figures.items() if it is not None})


def sources_of(rows: list[Row], title: str) -> list[Source]:
    """Return a scenario file for each municipality; RefusedError says which cannot be run, and why.

    The ordinary town fills in what the table leaves out.
    """
    ordinary = read_scenario(PLAIN)
    problems, sources = [], []
    for row, name in zip(rows, names_of(rows), strict=True):
        # A value that counts something is read as a whole number only.
        own = {key: int(it) if key in WHOLE and it.is_integer() else it for key, it in row.figures.items()}
        shares = {it: own.get(it, 0.0) for it in OBSTACLES}
        if not own.keys() & {*OBSTACLES}:
            shares = ordinary.town.obstacles.model_dump()
        town = {"name": name, "title": row.municipality, "start": START, "obstacles": shares}
        tables = {
            "town": town | {key: own[key] for key in ("inhabitants", "households")},
            "staff": {key: own[key] for key in ("posts", "caseload", "turnover") if key in own},
            "policy": {"demands": own.get("demands", ordinary.policy.demands)},
        }
        sources.append(Source(f"{name}.toml", tomlkit.dumps(tables)))
        try:
            sources[-1].scenario()
        except ScenarioError as error:
            problems.append(f"line {row.line}, {row.municipality}: {error}")
    _refuse(title, problems)
    return sources


def names_of(rows: list[Row]) -> list[str]:
    """Return a name for each municipality as files have them; where two would be alike, with the line."""
    plain = [re.sub("[^a-z0-9]+", "-", plain_letters(row.municipality)).strip("-")[:50] for row in rows]
    return [
        name if name and plain.count(name) == 1 else f"{name or 'municipality'}-{row.line}"
        for row, name in zip(rows, plain, strict=True)
    ]


def _refuse(title: str, problems: list[str]) -> None:
    if problems:
        raise RefusedError(screen(f"{title} cannot be used:", problems))
