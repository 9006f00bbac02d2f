"""Sensitivity: the one command that asks how much a town's effect depends on the assumptions."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


class Method(StrEnum):
    """Ways to rank the assumptions."""

    MORRIS = "morris"
    SOBOL = "sobol"


@app.command()
def sensitivity(  # noqa: PLR0913 - one argument an option
    town: Annotated[
        str, typer.Argument(help="A town of 'tillit accounts' that did something, or a .toml file.")
    ],
    *,
    method: Annotated[
        Method, typer.Option(help="morris ranks with few runs; sobol shares the variance out, with many.")
    ] = Method.MORRIS,
    trajectories: Annotated[
        int | None,
        typer.Option(
            help="Trajectories of morris (8 if left out), or base points of sobol, a power of two (64).",
            min=2,
            max=4_096,
        ),
    ] = None,
    replications: Annotated[
        int | None,
        typer.Option(help="Runs of each point when all assumptions vary; 2 if left out.", min=1, max=1_000),
    ] = None,
    repeats: Annotated[
        int | None,
        typer.Option(help="Runs of each point when one assumption varies; 6 if left out.", min=2, max=1_000),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="A first look: 4 trajectories, 1 replication, 3 repeats.")
    ] = False,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Folder; results/sensitivity-TOWN-SEED if left out. Given again, it goes on "
            "where it stopped.",
            metavar="FOLDER",
        ),
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Rank all assumptions about behaviour by what they do to a town's effect, and say which turns it around.

    The effect is what the town did to municipal cost, public cost and payments: as it acted less as it was,
    in pairs with the same luck. All assumptions are varied over their ranges, first together, which ranks
    them, then one at a time, which tells which of them alone changes the sign, and at which value. Takes
    some minutes; says how many before it begins.
    """
    from tillit.experiments.cli.robustness import Wanted, ask  # noqa: PLC0415 - lazy: takes seconds

    wanted = Wanted(town, method.value, trajectories, replications, repeats, quick, months, seed, jobs, out)
    ask(wanted, as_json=as_json)
