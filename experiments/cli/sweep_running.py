"""Sweep running: commands that run a sweep, and that look after what was run."""

from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.sweep_commands import sweep
from tillit.experiments.plan import MOST_THREADS

Folder = Annotated[Path, typer.Argument(help="Folder of the sweep.", metavar="FOLDER")]
ProcessNumber = Annotated[
    int | None,
    typer.Option(
        "--processes",
        help="Runs at once, in processes instead of threads: a run that crashes costs only itself.",
        min=1,
        max=MOST_THREADS,
        metavar="N",
    ),
]
DaskAddress = Annotated[
    str | None,
    typer.Option(
        "--dask", help="Run on the workers of the Dask scheduler at this address.", metavar="ADDRESS"
    ),
]
AllowVersion = Annotated[
    bool,
    typer.Option("--allow-version", help="Go on with what another version of the program began."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing unless something is wrong.")]


@sweep.command()
def run(  # noqa: PLR0913 - one argument an option
    design: Annotated[
        Path | None,
        typer.Argument(
            help="A design: a .toml file, or a .csv of rows. To go on, it can be left out.", metavar="[FILE]"
        ),
    ] = None,
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for the results, or the one to go on with.")
    ],
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    chunk: Annotated[
        int | None,
        typer.Option(help="Runs in a file; about a second of work if left out.", min=1, max=100_000),
    ] = None,
    allow_version: AllowVersion = False,
    quiet: Quiet = False,
) -> None:
    """Run a design into a folder, or what is missing of it there.

    Give the same command again to go on after Ctrl-C, a crash, or a power cut: nothing that was done is
    lost. Several programs may work in one folder at once. Whoever does the work, the numbers are the same.

    Exit status 0 if all runs went well, 1 if some failed, 2 if the folder has something else, 130 after
    Ctrl-C.
    """
    from tillit.experiments.cli.sweep_launch import engine_of, run_or_go_on  # noqa: PLC0415 - lazy: takes seconds

    run_or_go_on(
        design, out, engine_of(jobs, processes, dask), chunk, allow_version=allow_version, quiet=quiet
    )


@sweep.command()
def retry(
    folder: Folder,
    *,
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    allow_version: AllowVersion = False,
    quiet: Quiet = False,
) -> None:
    """Run the runs that failed once more, and no others.

    Exit status 0 if all went well this time, 1 if not.
    """
    from tillit.experiments.cli.sweep_launch import engine_of, run_failed_again  # noqa: PLC0415 - lazy: takes seconds

    run_failed_again(folder, engine_of(jobs, processes, dask), allow_version=allow_version, quiet=quiet)


@sweep.command()
def status(folder: Folder, *, as_json: opt.AsJson = False) -> None:
    """Say how much of a sweep is done, and who is at it.

    Exit status 0 if all runs went well, 1 if some failed or are missing.
    """
    from tillit.experiments.cli.sweep_state import show_status  # noqa: PLC0415 - lazy: takes seconds

    show_status(folder, as_json=as_json)


@sweep.command()
def failures(
    folder: Folder,
    *,
    traceback: Annotated[bool, typer.Option("--traceback", help="Print where each went wrong.")] = False,
    as_json: opt.AsJson = False,
) -> None:
    """List the runs that failed, each with its row of the design.

    Exit status 0 if there are none, 1 if there are.
    """
    from tillit.experiments.cli.sweep_state import show_failures  # noqa: PLC0415 - lazy: takes seconds

    show_failures(folder, traceback=traceback, as_json=as_json)


@sweep.command()
def compact(folder: Folder, *, quiet: Quiet = False) -> None:
    """Join the many small files of a sweep to few large ones; no number changes."""
    from tillit.experiments.cli.sweep_state import join_files  # noqa: PLC0415 - lazy: takes seconds

    join_files(folder, quiet=quiet)
