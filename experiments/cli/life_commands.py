"""Life command: `tillit life`, one household's years in both worlds."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app


@app.command()
def life(  # noqa: PLR0913 - one argument an option
    town: Annotated[
        str, typer.Argument(help="A town of 'tillit accounts', or a .toml file.", metavar="NAME|FILE")
    ],
    *,
    household: Annotated[
        int | None,
        typer.Option(
            help="Which household of those on assistance at the start, from 1; the one in the middle, by "
            "what the town's acts give it, if left out.",
            min=1,
            metavar="N",
        ),
    ] = None,
    changes: opt.Changes = None,
    events: opt.Events = None,
    months: opt.Months = 120,
    seed: opt.Seed = 1,
    lang: opt.Lang = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="CSV file for its months in both worlds.", metavar="FILE.csv"),
    ] = None,
) -> None:
    """Tell one household's years twice: in the town as it was, and as it acted.

    tillit life gavle --seed 1. With --set or --event, the second world is the town with these.
    """
    from tillit.experiments.cli.life import tell_life  # noqa: PLC0415 - lazy: takes seconds

    plan = opt.plan_of(1, months, seed, 1, opt.Generator.SQUARES, history=True)
    tell_life(town, (changes or [], events or []), plan, (household, out), opt.spoken(lang))
