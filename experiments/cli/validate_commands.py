"""Validate: the command that weighs what the accounts claim."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


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
    vectors: Annotated[
        int,
        typer.Option(
            help="Plausible vectors of behaviour of each model; 0 for the values in force alone.",
            min=0,
            max=1_000,
        ),
    ] = 40,
    lucks: Annotated[int, typer.Option(help="Worlds of each vector.", min=2, max=1_000)] = 6,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    plausible: Annotated[
        Path | None,
        typer.Option(
            help="Plausible vectors: a Parquet file, with a column 'model' if it has several models', or a "
            "folder with one file for each; the program's own if left out.",
            metavar="PATH",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Folder for what was found, as JSON and Markdown.", metavar="FOLDER"
        ),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep what was found as what pages are written from.")
    ] = False,
    as_json: opt.AsJson = False,
    into: Annotated[
        Path | None,
        typer.Option(
            help="Run nothing; write what was recorded into a page, between its markers "
            "(<!-- summary --> and others).",
            metavar="FILE.md",
        ),
    ] = None,
) -> None:
    """Weigh the accounts: how likely what they say is, and how much more so than under simpler explanations.

    For each claim: what was said; what the model predicts, in the account's own arithmetic; how surprising
    what was said is; and how much more likely somebody says so if ties that last matter than if nothing was
    done, if ties are frozen, if only hours, control or faster decisions matter, or if nobody remembers.
    'Cannot tell' is a result.
    """
    from tillit.experiments.cli.validating import Wanted, validate_and_report, write_into  # noqa: PLC0415 - lazy

    if into is not None:
        write_into(into)
        return
    wanted = Wanted(tuple(towns or ()), vectors, lucks, seed, threads, plausible, out, record)
    validate_and_report(wanted, as_json=as_json)
