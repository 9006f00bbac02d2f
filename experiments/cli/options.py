"""Options that several commands share, each with its range and its help."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from tillit.experiments.telling.catalogue import language as spoken
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS, MOST_PAIRS, MOST_THREADS, Plan

__all__ = ["spoken"]

HISTORIES = 3
"""Pairs whose people's lives are written down when asked for."""
DEFAULT_ASSUMPTIONS = 60
"""Sets of assumptions that are tried; about as much work as a hundred pairs."""


class Generator(StrEnum):
    """Generators of keyed draws."""

    SQUARES = "squares"
    PHILOX = "philox"


def option(help: str, metavar: str | None = None, *names: str, **range_: Any) -> Any:  # noqa: A002, ANN401 - Typer calls it so, and lies of its type
    """Return an option."""
    return typer.Option(*names, help=help, metavar=metavar, **range_)


def out(help: str, metavar: str = "FOLDER") -> Any:  # noqa: A002, ANN401 - the same
    """Return the option that says where the files go."""
    return option(help, metavar, "--out", "-o")


def several(help: str, name: str, metavar: str) -> Any:  # noqa: A002, ANN401 - the same
    """Return an option that may be given several times."""
    return option(f"{help} May be given several times.", metavar, name)


def count(help: str, low: int, high: int, *names: str) -> Any:  # noqa: A002, ANN401 - the same
    """Return an option for a number of things."""
    return option(help, "N", *names, min=low, max=high)


def flag(help: str, *names: str) -> Any:  # noqa: A002, ANN401 - the same
    """Return a switch."""
    return typer.Option(*names, help=help)


def argument(help: str, metavar: str | None = None) -> Any:  # noqa: A002, ANN401 - the same
    """Return what stands by itself."""
    return typer.Argument(help=help, metavar=metavar)


Town = Annotated[str, argument("A town of 'tillit accounts', or a .toml file.", "NAME|FILE")]
WorldA = Annotated[str, argument("World A: a town or a .toml file.", "A")]
Pairs = Annotated[
    int, count("Pairs of worlds. Below twenty there is no answer, below ten no verdict.", 1, MOST_PAIRS)
]
Months = Annotated[int, count("Months to run; headlines are of the last twelve.", 1, MOST_MONTHS)]
Seed = Annotated[int, count("Root of all luck. The same seed gives the same numbers.", 0, LARGEST_SEED)]
Threads = Annotated[int | None, count("Worlds to run at once; it changes no number.", 1, MOST_THREADS)]
Jobs = Annotated[int | None, count("Runs at once, on threads.", 1, MOST_THREADS, "--jobs", "-j")]
Out = Annotated[Path | None, out("Folder; results/NAME-SEED if left out. Nothing is overwritten.")]
Files = Annotated[
    list[Path] | None,
    out("Figure (.png, .svg, .pdf) or table (.csv, .parquet); may be given several times.", "FILE"),
]
Force = Annotated[bool, flag("Replace files that are there already.", "--force")]
AsJson = Annotated[bool, flag("Print the results as JSON, and nothing else.", "--json")]
Quiet = Annotated[bool, flag("Print only the name of the folder.", "--quiet", "-q")]
History = Annotated[
    bool,
    flag(f"Write the lives of households and children, too, of the first {HISTORIES} pairs.", "--history"),
]
Luck = Annotated[
    Generator, option("Generator of the luck; philox is there to check squares.", None, "--generator")
]
Changes = Annotated[
    list[str] | None,
    several(
        "Change a value of world B: staff.posts=+3, setting.inflow=0.85, mechanisms.reach=false.",
        "--set",
        "NAME=VALUE",
    ),
]
Events = Annotated[
    list[str] | None,
    several(
        "Let something happen in B: reorganisation:month=13,share=0.6; see tillit events.",
        "--event",
        "KIND:NAME=VALUE,…",
    ),
]
Lang = Annotated[str | None, option("Language of what is said; the system's if left out.", "sv|da|en")]
Assumptions = Annotated[
    int, count("Sets of assumptions under which the answer is tried, with two pairs each.", 0, 1_000)
]
Full = Annotated[bool, flag("Print the chart and what the account claims, too.", "--full")]
Rates = Annotated[
    list[str] | None,
    several(
        "What one unit of B's money is in A's; by their price levels if left out.", "--rate", "SEK/DKK=1.5"
    ),
]


def plan_of(
    pairs: int,
    months: int,
    seed: int,
    threads: int | None,
    generator: Generator,
    *,
    history: bool,
    rates: list[str] | None = None,
) -> Plan:
    """Return the plan that the options describe."""
    histories = min(pairs, HISTORIES) if history else 0
    return Plan(pairs, months, seed, threads, generator.value, histories, tuple(rates or ()))
