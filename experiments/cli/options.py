"""Options that several commands share, each with its range and its help."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_MONTHS, MOST_PAIRS, MOST_THREADS, Plan

HISTORIES = 3
"""Pairs whose people's lives are written down when asked for."""


class Generator(StrEnum):
    """Generators of keyed draws."""

    SQUARES = "squares"
    PHILOX = "philox"


Pairs = Annotated[
    int,
    typer.Option(
        help="Pairs of worlds, each with its own luck. Below twenty there is no answer, below ten no "
        "verdict.",
        min=1,
        max=MOST_PAIRS,
    ),
]
Months = Annotated[
    int,
    typer.Option(
        help="Months to run. Headlines are taken over the last twelve of them.", min=1, max=MOST_MONTHS
    ),
]
Seed = Annotated[
    int,
    typer.Option(
        help="Root of all luck. The same seed gives the same numbers.",
        min=0,
        max=LARGEST_SEED,
        show_default=True,
        metavar="NUMBER",
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        help="Pairs to run at once; one for each processor if left out. The numbers do not depend on it.",
        min=1,
        max=MOST_THREADS,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        help="Runs at once, on threads; one for each processor if left out.",
        min=1,
        max=MOST_THREADS,
        metavar="N",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Folder for the files; results/NAME-SEED if left out. Nothing is overwritten.",
        metavar="FOLDER",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the results as JSON, and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print only the name of the folder.")]
History = Annotated[
    bool,
    typer.Option(
        "--history",
        help="Also write the lives of households (lives.parquet) and children (child_lives.parquet) in both "
        f"worlds, of the first {HISTORIES} pairs.",
    ),
]
Luck = Annotated[
    Generator, typer.Option("--generator", help="Generator of the luck; philox is there to check squares.")
]
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help="Change a value of world B: staff.posts=+3, staff.caseload=30, setting.inflow=0.85, "
        "mechanisms.reach=false, parameters.meetings.reminder=0.1 (see 'tillit parameters'). "
        "May be given several times.",
        metavar="NAME=VALUE",
    ),
]


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", help="Language of what is said: sv, da or en; the system's if left out.", metavar="sv|da|en"
    ),
]
Assumptions = Annotated[
    int,
    typer.Option(
        "--assumptions",
        help="Sets of assumptions, of those that fit what is known about as well, under which the answer "
        "is tried, with two pairs each. 0 leaves that out.",
        min=0,
        max=1_000,
        metavar="N",
    ),
]
Full = Annotated[bool, typer.Option("--full", help="Print the chart and what the account claims, too.")]
DEFAULT_ASSUMPTIONS = 60
"""Sets of assumptions that are tried; about as much work as a hundred pairs."""


Events = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        help="Let something happen in world B: reorganisation:month=13,share=0.6, or "
        "posts:date=2013-03,change=3. tillit events lists what can. May be given several times.",
        metavar="KIND:NAME=VALUE,…",
    ),
]


Rates = Annotated[
    list[str] | None,
    typer.Option(
        "--rate",
        help="What one unit of the second town's money is in the first's, if they differ: "
        "SEK/DKK=1.5 counts a Danish krone as 1.5 Swedish kronor. By the price levels in their files if left "
        "out.",
        metavar="A/B=NUMBER",
    ),
]


@dataclass(frozen=True)
class Output:
    """Where the results go."""

    out: Path | None
    """Folder that was asked for."""
    as_json: bool
    """Whether JSON is printed, and nothing else."""
    quiet: bool
    """Whether only the folder is printed."""
    lang: str = "en"
    """Language of what is said."""
    assumptions: int = 0
    """Sets of assumptions under which the answer is tried."""
    full: bool = False
    """Whether chart and claims are printed."""


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
    """Return the plan that the options describe.

    Raises
    ------
    RefusedError
        If a value is outside its range.
    """
    return Plan(
        pairs,
        months,
        seed,
        threads,
        generator.value,
        min(pairs, HISTORIES) if history else 0,
        tuple(rates or ()),
    )


def spoken(lang: str | None) -> str:
    """Return the language that is asked for, or the system's.

    Raises
    ------
    RefusedError
        If it is not spoken.
    """
    from tillit.experiments.telling.catalogue import language  # noqa: PLC0415 - lazy: Babel takes a moment

    return language(lang)
