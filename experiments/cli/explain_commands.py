"""Explain: the command that asks why two worlds differ."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app
from tillit.experiments.plan import MOST_PAIRS


class By(StrEnum):
    """Among what a difference is shared out."""

    MECHANISMS = "mechanisms"
    EVENTS = "events"


@app.command()
def explain(  # noqa: PLR0913 - one argument an option
    a: Annotated[str, typer.Argument(help="World A: a town or a .toml file.", metavar="A")],
    b: Annotated[
        str | None,
        typer.Argument(help="World B; if left out, A as it acted is B, and A as it was is A.", metavar="B"),
    ] = None,
    *,
    changes: opt.Changes = None,
    by: Annotated[
        By, typer.Option(help="Share out among mechanisms, or among what was done.")
    ] = By.MECHANISMS,
    of: Annotated[
        str,
        typer.Option(
            help="Figure to explain: payments, households, municipal_cost, public_cost, client_trust, ...",
            metavar="INDICATOR",
        ),
    ] = "payments",
    total: Annotated[
        bool, typer.Option("--sum", help="Explain the sum over all months, not the last twelve.")
    ] = False,
    pairs: Annotated[
        int | None,
        typer.Option(
            help="Pairs of worlds; if left out, as many as take about a minute, 10 to 100.",
            min=1,
            max=MOST_PAIRS,
        ),
    ] = None,
    orders: Annotated[
        int | None,
        typer.Option(
            help="Try so many orders of each pair, an even number. If left out, every combination of up to "
            "6, and 4 orders of more.",
            metavar="NUMBER",
        ),
    ] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="Try every combination: more worlds a pair, and fewer pairs.")
    ] = False,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            "-o",
            help="File for the bridge (.png, .svg, .pdf) or the table (.csv, .parquet). May be given several "
            "times.",
            metavar="FILE",
        ),
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say why two worlds differ: how much of it is each mechanism's, or each act's.

    tillit explain hassleholm explains what the town did by what continuity, reach, stress and the others
    did to it. tillit explain hassleholm --by events shares it out among the town's own acts. tillit explain
    A B explains the difference of two towns, and tillit explain A --set staff.posts=+3 that of a change. The
    shares sum exactly to the mean difference of the pairs; of the same pairs tillit run and tillit compare
    show the median.
    """
    from tillit.experiments.cli.explaining import Wanted, explain_and_show  # noqa: PLC0415 - lazy: takes seconds

    wanted = Wanted(a, b, changes or [], by.value, of, total, pairs, orders, exact, months, seed, threads)
    explain_and_show(wanted, files or [], as_json=as_json)
