"""Sweep: the group of commands, and those of its design; running and asking have files of their own."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app

sweep = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Run many towns, variants and assumptions, and ask what came of them.",
)
app.add_typer(sweep, name="sweep")

DesignFile = Annotated[
    Path,
    typer.Argument(
        help="A design: a .toml file as 'tillit sweep example' prints one, or a .csv file of rows.",
        metavar="FILE",
    ),
]


@sweep.command()
def example() -> None:
    """Print a design that runs as it is: a start for one's own.

    tillit sweep example > my-sweep.toml
    """
    from tillit.experiments.sweep.example import example_text  # noqa: PLC0415 - lazy: needed here only

    typer.echo(example_text(), nl=False)


@sweep.command()
def plan(
    file: DesignFile,
    *,
    jobs: opt.Jobs = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say how many runs a design is, how long they take and how large they are, before any is run.

    Tries a few of them on this machine, for some seconds.
    """
    from tillit.experiments.cli.sweep_plan import show_plan  # noqa: PLC0415 - lazy: takes seconds

    show_plan(file, jobs, as_json=as_json)
