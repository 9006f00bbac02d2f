"""Sweep launch: run a sweep with a bar, stop cleanly, and say how to go on."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from tillit.experiments.cli.plain_errors import FAILED, STOPPED, say
from tillit.experiments.cli.progress import compiling
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import Dask, Engine, Processes, Threads
from tillit.experiments.sweep.launching import run_sweep
from tillit.experiments.sweep.progress import Progress, Report
from tillit.experiments.sweep.retrying import retry_failed
from tillit.experiments.sweep.store import Store
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import settled
from tillit.model.town.seeds import key_of

SECONDS_BETWEEN_LINES = 60.0
"""How often a line says how far it is, where there is no terminal to show a bar on."""


def engine_of(jobs: int | None, processes: int | None, dask: str | None) -> Engine:
    """Return the engine that the options ask for.

    Raises
    ------
    RefusedError
        If they ask for several.
    """
    if sum(it is not None for it in (jobs, processes, dask)) > 1:
        message = "--jobs, --processes and --dask exclude each other: give one of them"
        raise RefusedError(message)
    if dask is not None:
        return Dask(dask)
    return Processes(processes) if processes is not None else Threads(jobs)


def run_or_go_on(
    file: Path | None,
    folder: Path,
    engine: Engine,
    chunk: int | None,
    *,
    allow_version: bool,
    quiet: bool,
) -> None:
    """Run a design, or what is missing of it."""
    with stopping_cleanly(folder):
        design = design_in(file, folder)
        compile_first(quiet=quiet)
        with bar("Runs", quiet=quiet) as report:
            progress = run_sweep(
                design, folder, engine=engine, chunk=chunk, progress=report, allow_version=allow_version
            )
    sum_up(progress, folder, quiet=quiet)


def run_failed_again(folder: Path, engine: Engine, *, allow_version: bool, quiet: bool) -> None:
    """Run what failed once more."""
    with stopping_cleanly(folder, "retry"):
        Store(folder)
        compile_first(quiet=quiet)
        with bar("Runs that had failed", quiet=quiet) as report:
            progress = retry_failed(folder, engine=engine, progress=report, allow_version=allow_version)
    if progress.runs == 0 and not quiet:
        typer.echo("No run has failed.")
        return
    sum_up(progress, folder, quiet=quiet)


def design_in(file: Path | None, folder: Path) -> Design:
    """Return the design of a file, or the folder's own."""
    if file is None:
        return Store(folder).design
    from tillit.experiments.sweep.design_file import read_design  # noqa: PLC0415 - lazy: not needed to go on

    return read_design(file)


def compile_first(*, quiet: bool) -> None:
    """Compile the model before the bar, and before several workers would do it at once."""
    with compiling(quiet=quiet):
        settled(Origin.of(read_scenario("village"), run_in=0), key_of(1))


def sum_up(progress: Progress, folder: Path, *, quiet: bool) -> None:
    """Say what was done, and exit with 1 if some runs failed."""
    if not quiet:
        took = timedelta(seconds=round(progress.seconds))
        typer.echo(
            f"{progress.done:,} of {progress.runs:,} runs are done, {progress.here:,} of them now: "
            f"{took}, {progress.rate:,.1f} a second. {folder}"
        )
    if progress.failed:
        say(
            f'{progress.failed:,} runs failed: "tillit sweep failures {folder}" says why, '
            f'"tillit sweep retry {folder}" runs them once more'
        )
        raise typer.Exit(FAILED)


@contextmanager
def stopping_cleanly(folder: Path, command: str = "run") -> Iterator[None]:
    """Say how to go on when something stops the work: Ctrl-C, a terminated job, a full disk."""
    earlier = signal.signal(signal.SIGTERM, signal.default_int_handler)
    go_on = f"tillit sweep run -o {folder}" if command == "run" else f"tillit sweep {command} {folder}"
    try:
        yield
    except KeyboardInterrupt:
        say(f'stopped{kept(folder)}. To go on: "{go_on}"')
        raise typer.Exit(STOPPED) from None
    except OSError as error:
        reason = error.strerror or str(error)
        say(f'{error.filename or folder}: {reason}{kept(folder)}. When there is room, go on: "{go_on}"')
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, earlier)


def kept(folder: Path) -> str:
    """Return in words how much is done; nothing if nobody knows."""
    try:
        store = Store(folder)
        return f"; {store.runs_done():,} of {store.chunks.runs:,} runs are done and kept"
    except (RefusedError, OSError):
        return ""


@contextmanager
def bar(what: str, *, quiet: bool) -> Iterator[Report]:
    """Show how far it is: a bar on a terminal, a line now and then elsewhere."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lines(what, quiet=quiet)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[left]}"),
        TextColumn("{task.fields[failed]}", style="red"),
        TextColumn("{task.fields[trouble]}", style="red"),
    )
    with Bar(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=None, rate="", left="", failed="", trouble="")
        yield lambda now: shown.update(task, total=now.runs, completed=now.done, **in_words(now))


def in_words(now: Progress) -> dict[str, Any]:
    """Return rate, remaining time and failures in words."""
    left = now.remaining
    return {
        "rate": f"{now.rate:,.1f}/s" if now.here else "",
        "left": f"{timedelta(seconds=round(left))} left" if left is not None else "",
        "failed": f"{now.failed:,} failed" if now.failed else "",
        "trouble": now.trouble,
    }


def lines(what: str, *, quiet: bool) -> Report:
    """Return what writes a line now and then, for the log of a cluster's job."""
    last = time.monotonic()

    def report(now: Progress) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            words = [f"{now.done:,} of {now.runs:,}", *filter(None, in_words(now).values())]
            sys.stderr.write(f"{what}: {', '.join(words)}\n")
            sys.stderr.flush()

    return report
