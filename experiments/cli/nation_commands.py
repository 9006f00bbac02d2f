"""Nation: the command that runs every municipality of a table."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app
from tillit.experiments.cli.sweep_running import DaskAddress, ProcessNumber
from tillit.experiments.plan import MOST_PAIRS

Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help="Change a value in every municipality, in a second variant: staff.posts=+10%. "
        "May be given several times.",
        metavar="NAME=VALUE",
    ),
]


@app.command()
def nation(  # noqa: PLR0913 - one argument an option
    table: Annotated[
        Path | None,
        typer.Argument(
            help="CSV file: municipality, county, inhabitants, households, posts (or caseload), and if known "
            "the shares of obstacles, demands, turnover. Headings in English or Swedish.",
            metavar="FILE.csv",
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the results.", metavar="FOLDER")
    ] = None,
    changes: Changes = None,
    months: opt.Months = 120,
    replications: Annotated[
        int, typer.Option(help="Runs of each municipality, each with its own luck.", min=1, max=MOST_PAIRS)
    ] = 5,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    as_json: opt.AsJson = False,
    example: Annotated[
        bool, typer.Option("--example", help="Print a table of 290 invented municipalities, and end.")
    ] = False,
) -> None:
    """Run every municipality of a table, and sum them by county and nation.

    tillit nation --example > nation.csv

    tillit nation nation.csv -o nation --set staff.posts=+10%

    It is a sweep: give the same command again to go on, and "tillit sweep ..." asks its folder further
    questions. sums.csv and sums.parquet in the folder have every year.
    """
    from tillit.experiments.cli.nation_report import print_example, run_nation  # noqa: PLC0415 - lazy: takes seconds
    from tillit.experiments.cli.sweep_launch import engine_of  # noqa: PLC0415 - the same

    if example:
        print_example(seed)
        return
    if table is None or out is None:
        message = "give a table and a folder: tillit nation FILE.csv -o FOLDER (--example prints a table)"
        raise typer.BadParameter(message)
    engine = engine_of(jobs, processes, dask)
    run_nation(table, out, changes or [], (months, replications, seed), engine, as_json=as_json)
