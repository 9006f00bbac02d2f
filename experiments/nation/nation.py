"""Nation: a sweep over all municipalities of a table, each with a scenario of its own."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import tomlkit

from tillit.experiments.nation.table import OBSTACLES, Row, read_table, refuse
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.samplers import Rows
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.worlds.world import Source
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.reading import plain_letters

OUTPUTS = (
    "households",
    "payments",
    "municipal_cost",
    "state_cost",
    "public_cost",
    "posts",
    "resignations",
    "exits_to_work",
)
"""What is summed: figures that mean something when municipalities are added up."""
AS_IT_IS = "as_it_is"
CHANGED = "changed"


def nation_design(
    table: Path, changes: Mapping[str, str], *, months: int, replications: int, seed: int
) -> tuple[Design, dict[str, str]]:
    """Return the sweep over a table's municipalities, and each town's county.

    `table` has a row for each municipality, see `experiments.nation.table`; `changes` are what is changed in
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


START = "2024-01"
PLAIN = "standard"
"""Town whose shares of obstacles and policy hold where the table is silent."""


def sources_of(rows: list[Row], title: str) -> list[Source]:
    """Return a scenario file for each municipality; RefusedError says which cannot be run, and why."""
    problems = []
    sources = []
    for row, name in zip(rows, names_of(rows), strict=True):
        source = Source(f"{name}.toml", text_of(row, name))
        try:
            source.scenario()
        except ScenarioError as error:
            problems.append(f"line {row.line}, {row.municipality}: {error}")
        sources.append(source)
    refuse(title, problems)
    return sources


def names_of(rows: list[Row]) -> list[str]:
    """Return a name for each municipality as files have them; where two would be alike, with the line."""
    plain = [re.sub("[^a-z0-9]+", "-", plain_letters(row.municipality)).strip("-")[:50] for row in rows]
    return [
        name if name and plain.count(name) == 1 else f"{name or 'municipality'}-{row.line}"
        for row, name in zip(rows, plain, strict=True)
    ]


def text_of(row: Row, name: str) -> str:
    """Return the scenario file of a municipality."""
    figures = row.figures
    town = {
        "name": name,
        "title": row.municipality,
        "start": START,
        "inhabitants": whole(figures["inhabitants"]),
        "households": whole(figures["households"]),
        "obstacles": shares(row),
    }
    staff = {key: whole(figures[key]) if key == "posts" else figures[key] for key in STAFF if key in figures}
    demands = figures.get("demands", read_scenario(PLAIN).policy.demands)
    return tomlkit.dumps({"town": town, "staff": staff, "policy": {"demands": demands}})


STAFF = ("posts", "caseload", "turnover")


def whole(value: float) -> float:
    """Return a whole number as such; the reader of scenarios refuses others where it wants one."""
    return int(value) if value == int(value) else value


def shares(row: Row) -> dict[str, float]:
    """Return the municipality's shares of obstacles; the ordinary town's if it gives none."""
    ordinary = read_scenario(PLAIN).town.obstacles.model_dump()
    return {name: row.figures.get(name, 0.0) for name in OBSTACLES} if given(row) else ordinary


def given(row: Row) -> bool:
    """Return whether the table has the municipality's own obstacles."""
    return any(name in row.figures for name in OBSTACLES)
