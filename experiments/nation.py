"""Nation: the municipalities of a table, each run by itself in one sweep, summed by county and nation."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import tomlkit
from numpy.typing import NDArray

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.statistics import YEAR, spread
from tillit.experiments.importing.tables import full_code, is_municipality, number, read_cells, rows_below
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.worlds.world import Source
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.errors import nearest, screen
from tillit.model.scenarios.reading import plain_letters
from tillit.model.scenarios.variants import lost_in_steps, refuse_lost

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
WHOLE = ("inhabitants", "households", "posts")  # columns that count something
LARGEST_RATE = 999.0  # what is no count is less than a thousand
START, CURRENCY, PLAIN = "2024-01", "SEK", "standard"
"""When towns begin, their money, and the town whose obstacles and policy hold where the table is silent."""
COSTS = ("payments", "municipal_cost", "state_cost", "public_cost")
OUTPUTS = ("households", *COSTS, "posts", "resignations", "exits_to_work")
"""What is summed: figures that mean something when municipalities are added up."""
AS_IT_IS, CHANGED, NATION = "as_it_is", "changed", "nation"


def nation_design(
    table: Path, changes: Mapping[str, str], *, months: int, replications: int, seed: int
) -> tuple[Design, dict[str, str]]:
    """Return the sweep over a table's municipalities, and each town's county.

    `changes` are what is changed in every one of them, in a second variant with the same luck. RefusedError
    or ScenarioError if the table (see `read_table`) or a change is not as it should be.
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
        months=months,
        replications=replications,
        seed=seed,
        outputs=OUTPUTS,
        own_luck=True,
    )
    if sum(unchanged(design, changes).values()) == len(changes) * len(towns):
        refuse_lost(design.scenarios[0], changes)
    return design, dict(zip(design.town_names, (str(row["county"]) for row in rows), strict=True))


def unchanged(design: Design, changes: Mapping[str, str]) -> dict[str, int]:
    """Return of each change in how many municipalities it is too small for a step, so that nothing changes.

    One that is large enough in all of them is left out.
    """
    return Counter(
        f"{name}={value}"
        for town in design.scenarios
        for name, value in changes.items()
        if lost_in_steps(town, {name: value})
    )


def read_table(path: Path) -> list[dict[str, Any]]:
    """Return the municipalities of a CSV file or a workbook: line of the file, and what is in its columns.

    RefusedError names all that is wrong at once.
    """
    lines, _ = read_cells(path)
    columns = columns_of(lines[0].cells, path.name)
    if not 1 < len(lines) <= MOST_MUNICIPALITIES + 1:
        many = f"{len(lines) - 1:,} municipalities: must have 1 to {MOST_MUNICIPALITIES:,}"
        raise RefusedError(f"{path.name} has {many}")
    problems, rows, seen = list[str](), list[dict[str, Any]](), dict[str, int]()
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
    unknown = [name for name in dict.fromkeys(columns) if name not in KNOWN]
    problems = [f"there is no column {it[:60]!r}; {nearest(it, [*KNOWN, *WORDS])}" for it in unknown]
    problems += [f"column {name!r} is there twice" for name in KNOWN if columns.count(name) > 1]
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
        demands, posts = row.get("demands"), sizes.pop("posts")
        about = {"name": own, "title": row["municipality"], "start": START}
        tables = {
            "town": {**about, "obstacles": ordinary.town.obstacles.model_dump(), **sizes},
            "staff": {"posts": posts},
            "policy": {"demands": ordinary.policy.demands if demands is None else demands},
        }
        sources.append(Source(f"{own}.toml", tomlkit.dumps(tables)))
        try:
            sources[-1].scenario()
        except ScenarioError as error:
            problems.append(f"line {row['line']}, {row['municipality']}: {' '.join(str(error).split())}")
    _refuse(title, problems)
    return sources


def _refuse(title: str, problems: list[str]) -> None:
    if problems:
        raise RefusedError(screen(f"{title} cannot be used:", problems))


def sums(sweep: Sweep, counties: dict[str, str]) -> pd.DataFrame:
    """Return the nation's and the counties' figures, year by year, of a finished sweep over municipalities.

    One row each level, name, variant, output and year: median and 90 % interval over the replications of the
    sum over municipalities. What adds up over months is a year's sum, the rest a year's mean. RefusedError if
    runs are missing.
    """
    town, variants = sweep.rows["town"], sweep.rows["variant"]
    groups = [(NATION, NATION, town.notna())]
    groups += [("county", name, town.map(counties) == name) for name in sorted(set(counties.values()))]
    parts: list[dict[str, object]] = []
    for output in sweep.outputs:
        adds, (figures, unit, _) = INDICATORS[output].adds, sweep.converted(output)
        unit = unit.replace("/month", "/year") if adds else unit
        years = by_year(figures, adds=adds)
        for variant in sweep.design.variant_names:
            for level, name, within in groups:
                index = {"level": level, "name": name, "variant": variant, "output": output}
                summed = years[(within & (variants == variant)).to_numpy()].sum(axis=0)
                for year, values in enumerate(summed.T, 1):
                    parts.append(index | {"year": year, "unit": unit} | spread("value", values))
    return pd.DataFrame(parts)


def by_year(monthly: NDArray[np.float64], *, adds: bool) -> NDArray[np.float64]:
    """Return a figure for each whole year, shape (rows, replications, years); of a shorter run, one."""
    years = max(1, monthly.shape[-1] // YEAR)
    each = monthly[..., : years * YEAR].reshape(*monthly.shape[:-1], years, -1)
    return np.asarray(each.sum(axis=-1) if adds else each.mean(axis=-1))
