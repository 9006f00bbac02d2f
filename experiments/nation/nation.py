"""Nation: a sweep over all municipalities of a table, each with a scenario of its own."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import tomlkit

from tillit.experiments.nation.table import OBSTACLES, WHOLE, Row, read_table, refuse
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
    """Return the scenario file of a municipality; the ordinary town fills in what the table leaves out."""
    figures = row.figures.items()  # a value that counts something is read as a whole number only
    own = {key: int(it) if key in WHOLE and it.is_integer() else it for key, it in figures}
    ordinary = read_scenario(PLAIN)
    given = any(it in own for it in OBSTACLES)
    shares = {it: own.get(it, 0.0) for it in OBSTACLES} if given else ordinary.town.obstacles.model_dump()
    town = {"name": name, "title": row.municipality, "start": START, "obstacles": shares}
    tables = {
        "town": town | {key: own[key] for key in ("inhabitants", "households")},
        "staff": {key: own[key] for key in ("posts", "caseload", "turnover") if key in own},
        "policy": {"demands": own.get("demands", ordinary.policy.demands)},
    }
    return tomlkit.dumps(tables)
