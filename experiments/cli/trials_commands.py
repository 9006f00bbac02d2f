"""Trials: the group of commands that holds the model against trials."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.program import app

trials = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Run virtual trials: what studies changed in an office and found, beside what the model gives.",
)
app.add_typer(trials, name="trials")

Which = Annotated[
    str, typer.Argument(help="A trial of 'tillit trials', such as X6, or a .toml file.", metavar="NAME|FILE")
]
Replications = Annotated[
    int | None,
    typer.Option(
        help="Offices to run, each with its own luck; as many as the trial's file says if left out.",
        min=2,
        max=2_000,
        metavar="N",
    ),
]


@trials.callback()
def every(
    context: typer.Context,
    *,
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    into: Annotated[
        list[Path] | None,
        typer.Option(
            help="Write what comes out into a page, between <!-- trials --> and <!-- /trials -->; may be "
            "given several times.",
            metavar="FILE.md",
        ),
    ] = None,
    as_json: opt.AsJson = False,
) -> None:
    """Run all trials that come with the program, and print what the studies found and the model gives.

    For each figure: what the study found, with the interval that is accepted; the model's figure in
    the study's own arithmetic, with the 90 % interval that chance leaves; whether the direction is
    right (unclear if chance may have made it), and whether the figure is inside what is accepted.
    """
    if context.invoked_subcommand is not None:
        return
    from tillit.experiments.cli.trialling import Wanted, report_all  # noqa: PLC0415 - lazy: takes seconds

    report_all(Wanted(replications, seed, threads), into or (), as_json=as_json)


@trials.command()
def run(
    names: Annotated[
        list[str],
        typer.Argument(help="Trials, such as X6, or .toml files.", metavar="NAME|FILE…"),
    ],
    *,
    replications: Replications = None,
    seed: opt.Seed = 1,
    threads: opt.Threads = None,
    as_json: opt.AsJson = False,
) -> None:
    """Run some trials, of the program or of one's own.

    tillit trials run my-trial.toml holds the model against a study of yours; docs/trials.md says how
    a file is written.
    """
    from tillit.experiments.cli.trialling import Wanted, report_some  # noqa: PLC0415 - lazy: takes seconds

    report_some(names, Wanted(replications, seed, threads), as_json=as_json)


@trials.command()
def show(
    name: Which, *, replications: Replications = None, seed: opt.Seed = 1, threads: opt.Threads = None
) -> None:
    """Tell one trial in a page: the study, the office, what was done to whom, and what came of it."""
    from tillit.experiments.cli.trialling import Wanted, tell  # noqa: PLC0415 - lazy: takes seconds

    tell(name, Wanted(replications, seed, threads))
