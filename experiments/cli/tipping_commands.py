"""Tipping: the command that draws a town's map of staff density and reorganisations."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app
from tillit.experiments.plan import MOST_PAIRS


@app.command()
def tipping(
    town: Annotated[
        str, typer.Argument(help="A town of 'tillit accounts', or a .toml file.", metavar="NAME|FILE")
    ],
    *,
    replications: Annotated[
        int,
        typer.Option(help="Runs of each place, each with its own luck.", min=2, max=MOST_PAIRS),
    ] = 10,
    seed: opt.Seed = 1,
    jobs: opt.Jobs = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Folder; results/tipping-TOWN-SEED if left out. Given again, it goes on.",
            metavar="FOLDER",
        ),
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Draw where a town ends, by its posts and by how often it is reorganised.

    Each place of the map is run twice with the same luck: from calm, and from six years of trouble
    (a reorganisation a year). Where the two end apart, the town has two regimes, and its past decides.
    Then: how many further posts, for how long, bring the troubled town back.

    The folder has the map and the ways back as figures and tables.
    """
    from tillit.experiments.cli.tipping_report import report_tipping  # noqa: PLC0415 - lazy: takes seconds

    report_tipping(town, out, (replications, seed), jobs, as_json=as_json)
