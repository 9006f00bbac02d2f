"""Schema: the tables of a design file, with the range of every value."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from tillit.experiments.plan import LARGEST_SEED, MOST_MONTHS
from tillit.experiments.sweep.samplers import MOST_SEED
from tillit.model.events import Size
from tillit.model.scenarios.schema import Line
from tillit.model.scenarios.table import Table

MOST_REPLICATIONS = 100_000
MOST_SIZE = 1_000_000

Word = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="small letters a-z, digits, _ and -, at most 64"
    ),
]
Words = Annotated[list[Any], Field(description='a list of names, such as ["hassleholm", "my-town.toml"]')]
Tables = Annotated[
    list[Any], Field(default_factory=list, description="tables with double brackets, such as [[variant]]")
]
Nested = Annotated[dict[str, Any], Field(default_factory=dict, description="a table with single brackets")]


class ExactTable(Table):
    """A table in which "12" is no number and true is no 1."""

    model_config = ConfigDict(strict=True)


class SweepTable(ExactTable):
    """A whole design file."""

    title: Line = "A sweep"
    """What it is about."""
    towns: Words
    """Towns that come with the program, or files, relative to the design's."""
    variant: Tables
    """What is done in them."""
    factors: Nested
    """What varies besides."""
    sampler: Annotated[dict[str, Any] | None, Field(description="a table with single brackets")] = None
    """How the points are chosen."""
    row: Tables
    """The rows of a list."""
    outputs: Annotated[
        list[str] | Literal["all"],
        Field(default_factory=list, description='a list of indicators, or "all"'),
    ]
    """Indicators that are stored; a dozen headlines if left out."""
    months: Annotated[int, Size("months", 1, MOST_MONTHS, "120 is ten years")] = 120
    """How long each run is."""
    replications: Annotated[int, Size("replications", 1, MOST_REPLICATIONS, "runs of each row")] = 10
    """Runs of each row, each with its own luck, which all rows share."""
    seed: Annotated[int, Size("in whole steps", 0, LARGEST_SEED, "root of all luck")] = 1
    """Root of all luck."""


class VariantTable(ExactTable):
    """What is done, or left undone."""

    name: Word
    """What the rows and the answers call it."""
    before: Annotated[bool, Field(description="true or false")] = False
    """Whether the events of the town's own file are left out."""
    set: Nested
    """Values that it changes."""
    event: Tables
    """What happens besides, as in a town's file."""


class FactorTable(ExactTable):
    """Between which values one factor lies."""

    low: Annotated[float | None, Field(description="a number")] = None
    """Smallest value; its declaration's if left out."""
    high: Annotated[float | None, Field(description="a number")] = None
    """Largest value; its declaration's if left out."""
    values: Annotated[
        list[float] | None, Field(min_length=1, max_length=10_000, description="a list of numbers")
    ] = None
    """The only values that are tried."""


class SamplerTable(ExactTable):
    """How the points are chosen."""

    kind: Annotated[
        Literal["grid", "list", "lhs", "sobol", "saltelli", "morris"],
        Field(description="grid, list, lhs, sobol, saltelli or morris"),
    ]
    """Word of the sampler."""
    size: Annotated[int | None, Size("points", 1, MOST_SIZE, "see docs/sweeps.md for each kind")] = None
    """Points asked for."""
    seed: Annotated[int, Size("in whole steps", 1, MOST_SEED, "the sampler's own luck")] = 1
    """The sampler's own seed."""
    second_order: Annotated[bool, Field(description="true or false")] = False
    """Whether the effects of pairs of factors can be told (saltelli)."""
    levels: Annotated[int, Size("levels", 2, 100, "an even number; for morris")] = 4
    """Levels of each factor (morris)."""
    file: Annotated[str | None, Field(description="the name of a CSV file")] = None
    """Rows of a list."""
