"""Validate: the command that holds the accounts' claims against what the model gives."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app
from tillit.experiments.worlds.plan import MOST_PAIRS

LEAST_PAIRS = 10
"""Below these there is no verdict."""


@app.command()
def validate(  # noqa: PLR0913 - one argument an option
    towns: Annotated[
        list[str] | None,
        typer.Argument(
            help="Towns of 'tillit accounts', or .toml files with [[expect]]; all if left out.",
            metavar="[TOWN…]",
        ),
    ] = None,
    *,
    pairs: Annotated[
        int,
        typer.Option(
            help="Pairs of worlds for each claim, under each model.", min=LEAST_PAIRS, max=MOST_PAIRS
        ),
    ] = 100,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    null: Annotated[
        bool, typer.Option("--null/--no-null", help="Ask the null models too; they take most of the time.")
    ] = True,
    vectors: Annotated[
        int,
        typer.Option(
            help="Plausible vectors of behaviour, four pairs each, for what assumptions leave open.",
            min=0,
            max=1_000,
        ),
    ] = 30,
    plausible: Annotated[
        Path | None,
        typer.Option(
            help="Parquet file of plausible vectors, as calibration writes; the program's own if left out.",
            metavar="FILE",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Folder for the findings as JSON, CSV and Markdown.", metavar="FOLDER"
        ),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep these findings as those that later ones are held against.")
    ] = False,
    as_json: opt.AsJson = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Run nothing; print the recorded findings as a table.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option(
            help="Run nothing; write the recorded findings into a page, between its markers "
            "(<!-- validation --> and others).",
            metavar="FILE.md",
        ),
    ] = None,
) -> None:
    """Hold every claim of the accounts against what the model gives, met or not.

    For each claim: what was said, and of which year; what the model gives, median and 90 % interval,
    from chance and from assumptions; met, not met, or wrong direction; and whether models meet it too
    that leave out what the theory says matters. A claim that these meet as well is no evidence for
    the theory.

    Exit status 1 if a claim that the record has as met is not met any more. A claim may be unmet.
    """
    from tillit.experiments.cli.validating import Wanted, show_record, validate_and_report  # noqa: PLC0415 - lazy

    if markdown or into is not None:
        show_record(into)
        return
    wanted = Wanted(tuple(towns or ()), pairs, seed, threads, null, vectors, plausible, out, record)
    validate_and_report(wanted, as_json=as_json)
