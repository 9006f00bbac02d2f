"""Nation: the municipalities of a table, each with a scenario of its own, and a sweep over all of them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import tomlkit

from tillit.experiments.importing.places import full_code, is_municipality
from tillit.experiments.importing.tables import number, read_cells, rows_below
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.samplers import Sampler
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
    "krav": "demands",
}
"""Swedish headings of the columns, and what they are called here; only demands may be left out."""
KNOWN = tuple(WORDS.values())
WHOLE = ("inhabitants", "households", "posts")
"""Columns that count something."""
LARGEST_RATE = 999.0
"""What is no count is less than a thousand."""
START, PLAIN = "2024-01", "standard"
"""When the towns begin, and the town whose obstacles and policy hold where the table is silent."""
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
        sampler=Sampler(kind="list", size=1),
        points=pd.DataFrame(index=pd.RangeIndex(1)),
        months=months,
        replications=replications,
        seed=seed,
        outputs=OUTPUTS,
        own_luck=True,
    )
    return design, dict(zip(design.town_names, (str(row["county"]) for row in rows), strict=True))


def read_table(path: Path) -> list[dict[str, Any]]:
    """Return the municipalities of a CSV file or a workbook: line of the file, and what is in its columns.

    RefusedError names all that is wrong at once.
    """
    lines, _ = read_cells(path)
    columns = columns_of(lines[0].cells, path.name)
    if not 1 < len(lines) <= MOST_MUNICIPALITIES + 1:
        message = f"{path.name} has {len(lines) - 1:,} municipalities: must have 1 to {MOST_MUNICIPALITIES:,}"
        raise RefusedError(message)
    problems: list[str] = []
    rows: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for line, (_, cells) in zip(lines[1:], rows_below(lines, 0, path.name), strict=True):
        row: dict[str, Any] = {"line": line.number}
        for name, said in zip(columns, cells, strict=True):
            try:
                row[name] = said or None
                if name not in KNOWN[:2]:
                    where = f"line {line.number}, {name}"
                    row[name], _ = number(said, where, whole=name in WHOLE, most=LARGEST_RATE)
            except RefusedError as error:
                problems.append(str(error))
            if row[name] is None and name != "demands":
                problems.append(f"line {line.number}: {name} is empty; it is needed")
        place = row["municipality"] or ""
        if place and not is_municipality(full_code(place)):
            problems.append(
                f"line {line.number}: {place[:60]!r} is not a municipality but the nation, a county, "
                "a group or a total; leave it out, or its people are counted twice"
            )
        if (first := seen.setdefault(place.casefold(), line.number)) != line.number:
            problems.append(f"line {line.number}: {place!r} is in line {first} already")
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
    problems += [f"column {name!r} is missing" for name in KNOWN[:-1] if name not in columns]
    _refuse(title, problems)
    return columns


def sources_of(rows: list[dict[str, Any]], title: str) -> list[Source]:
    """Return a scenario file for each municipality; RefusedError says which cannot be run, and why."""
    ordinary = read_scenario(PLAIN)
    plain = [re.sub("[^a-z0-9]+", "-", plain_letters(row["municipality"])).strip("-")[:50] for row in rows]
    problems, sources = [], []
    for row, name in zip(rows, plain, strict=True):
        # Where two would be alike, with the line.
        own = name if name and plain.count(name) == 1 else f"{name or 'municipality'}-{row['line']}"
        # A value that counts something is read as a whole number only.
        sizes = {key: int(row[key]) if row[key].is_integer() else row[key] for key in WHOLE}
        demands = row.get("demands")
        tables = {
            "town": {
                "name": own,
                "title": row["municipality"],
                "start": START,
                "obstacles": ordinary.town.obstacles.model_dump(),
                **{key: sizes[key] for key in ("inhabitants", "households")},
            },
            "staff": {"posts": sizes["posts"]},
            "policy": {"demands": ordinary.policy.demands if demands is None else demands},
        }
        sources.append(Source(f"{own}.toml", tomlkit.dumps(tables)))
        try:
            sources[-1].scenario()
        except ScenarioError as error:
            problems.append(f"line {row['line']}, {row['municipality']}: {error}")
    _refuse(title, problems)
    return sources


def _refuse(title: str, problems: list[str]) -> None:
    if problems:
        raise RefusedError(screen(f"{title} cannot be used:", problems))
