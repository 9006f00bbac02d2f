"""Nation: a sweep over all municipalities of a table, each with a scenario of its own."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from tillit.experiments.nation.table import read_table, sources_of
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.samplers import Rows
from tillit.experiments.sweep.variants import Variant

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
