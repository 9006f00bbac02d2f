"""Sweep: commands that run a sweep, stop cleanly, and say how to go on."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json
from tillit.experiments.cli.program import FAILED, STOPPED, say
from tillit.experiments.cli.progress import bar, compile_first
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import EXAMPLE, read_design
from tillit.experiments.sweep.engines import Dask, Engine, Processes, Threads
from tillit.experiments.sweep.launchers import Part, Progress, Report, living
from tillit.experiments.sweep.run import WHOLE, retry_failed, run_sweep
from tillit.experiments.sweep.store import Store
from tillit.experiments.worlds.plan import MOST_THREADS

Folder = Annotated[Path, opt.argument("Folder of the sweep.", "FOLDER")]
ProcessNumber = Annotated[
    int | None, opt.count("Processes, not threads: a crash costs one run.", 1, MOST_THREADS, "--processes")
]
DaskAddress = Annotated[
    str | None, opt.option("Run on the workers of a Dask scheduler.", "ADDRESS", "--dask")
]
Quiet = Annotated[bool, opt.flag("Print nothing unless something is wrong.", "--quiet", "-q")]


def example() -> None:
    """Print a design that runs as it is: a start for one's own.

    tillit sweep example > my-sweep.toml
    """
    typer.echo(EXAMPLE.read_text("utf-8"), nl=False)


def run(  # noqa: PLR0913 - one argument an option
    design: Annotated[
        Path | None, opt.argument("A design: a .toml file, or a .csv of rows; not needed to go on.", "[FILE]")
    ] = None,
    *,
    out: Annotated[Path, opt.out("Folder for the results, or the one to go on with.")],
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    part: Annotated[
        str | None, opt.option("3/8 is the third part of eight that share a folder.", "I/N", "--part")
    ] = None,
    chunk: Annotated[
        int | None, opt.count("Runs in a file; about a second of work if left out.", 1, 100_000)
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Run a design into a folder, or what is missing of it there.

    Give the same command again to go on after Ctrl-C, a crash, or a power cut: nothing that was done is
    lost. Several programs may work in one folder at once, each on its --part. Whoever does the work, the
    numbers are the same.

    Exit status 0 if all runs went well, 1 if some failed, 2 if the folder has something else, 130 after
    Ctrl-C.
    """
    engine, wanted = engine_of(jobs, processes, dask), _part(part)
    with stopping_cleanly(out):
        made = Store(out).design if design is None else read_design(design)
        run_with_bar(made, out, engine, quiet=quiet, chunk=chunk, part=wanted)


def retry(
    folder: Folder,
    *,
    jobs: opt.Jobs = None,
    processes: ProcessNumber = None,
    dask: DaskAddress = None,
    quiet: Quiet = False,
) -> None:
    """Run once more where runs failed.

    The others of the same file, about a second of work, are run with them. Exit status 0 if all went well
    this time, 1 if not.
    """
    engine = engine_of(jobs, processes, dask)
    with stopping_cleanly(folder):
        Store(folder)
        compile_first(quiet=quiet)
        with bar("Runs beside those that failed", quiet=quiet, lines=True) as tell:
            progress = retry_failed(folder, engine=engine, progress=_report(tell))
    if progress.runs == 0 and not quiet:
        typer.echo("No run has failed.")
        return
    sum_up(progress, folder, quiet=quiet)


def status(folder: Folder, *, as_json: opt.AsJson = False) -> None:
    """Say how much of a sweep is done, and who is at it.

    Exit status 0 if all runs went well, 1 if some failed or are missing.
    """
    store = Store(folder)
    finished, failed = store.runs_done(), len(store.failed())
    missing = store.chunks.runs - finished
    launchers = living(store.launchers)
    if as_json:
        told = {"folder": str(folder), "title": store.record.title, "runs": store.chunks.runs}
        told |= {"done": finished - failed, "missing": missing, "failed": failed}
        told |= {"rate": sum(it.rate for it in launchers)}
        print_json(told | {"launchers": [it.model_dump(mode="json") for it in launchers]})
    else:
        typer.echo(store.record.title or str(folder))
        typer.echo(f"  done     {finished - failed:>12,} of {store.chunks.runs:,} runs")
        typer.echo(f"  missing  {missing:>12,}")
        typer.echo(f"  failed   {failed:>12,}")
        for it in launchers:
            typer.echo(
                f"  at work: {it.engine} on {it.host}, process {it.pid}, {it.rate:,.1f} runs a second, "
                f"last sign of life {it.heartbeat:%Y-%m-%d %H:%M:%S} UTC"
            )
        if missing and not launchers:
            typer.echo(f'Nobody is at work; to go on: "tillit sweep run -o {folder}"')
        if failed:
            typer.echo(f'Why runs failed: "tillit sweep failures {folder}"')
    if missing or failed:
        raise typer.Exit(FAILED)


def failures(
    folder: Folder,
    *,
    traceback: Annotated[bool, opt.flag("Print where each went wrong.", "--traceback")] = False,
    as_json: opt.AsJson = False,
) -> None:
    """List the runs that failed, each with its row of the design.

    Exit status 0 if there are none, 1 if there are.
    """
    failed = [failure for those in Store(folder).failing().values() for failure in those]
    if as_json:
        print_json([it._asdict() for it in failed])
    elif not failed:
        typer.echo("No run has failed.")
    else:
        for it in failed:
            typer.echo(f"run {it.run_id}, replication {it.replication + 1}: {it.kind}: {it.message}")
            typer.echo(f"  {it.row}")
            if traceback:
                typer.echo("".join(f"    {line}\n" for line in it.traceback.splitlines()), nl=False)
    if failed:
        raise typer.Exit(FAILED)


def engine_of(jobs: int | None, processes: int | None, dask: str | None) -> Engine:
    """Return the engine that the options ask for."""
    if sum(it is not None for it in (jobs, processes, dask)) > 1:
        raise RefusedError("--jobs, --processes and --dask exclude each other: give one of them")
    if dask is not None:
        return Dask(dask)
    return Processes(processes) if processes is not None else Threads(jobs)


def run_with_bar(  # noqa: PLR0913 - what a sweep's run may be told
    design: Design,
    folder: Path,
    engine: Engine,
    *,
    quiet: bool,
    what: str = "Runs",
    chunk: int | None = None,
    part: Part = WHOLE,
    summed: bool = True,
) -> None:
    """Run a design, or what is missing of it, with a bar on a terminal, and sum up if wished."""
    compile_first(quiet=quiet)
    with bar(what, quiet=quiet, lines=True) as tell:
        told = run_sweep(design, folder, engine=engine, chunk=chunk, part=part, progress=_report(tell))
    if summed:
        sum_up(told, folder, quiet=quiet)


def _report(tell: Callable[..., None]) -> Report:
    """Return what shows how far a sweep is: rate, remaining time and failures in words."""

    def report(now: Progress) -> None:
        said = (
            f"{now.rate:,.1f}/s" if now.here else "",
            f"{timedelta(seconds=round(now.remaining))} left" if now.remaining is not None else "",
            f"{now.failed:,} failed" if now.failed else "",
            now.trouble,
        )
        tell(now.done, now.runs, "".join(f", {it}" for it in said if it))

    return report


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
def stopping_cleanly(folder: Path) -> Iterator[None]:
    """Say how to go on when something stops the work: Ctrl-C, a terminated job, a full disk."""
    earlier = signal.signal(signal.SIGTERM, signal.default_int_handler)
    go_on = f"tillit sweep run -o {folder}"
    try:
        yield
    except KeyboardInterrupt:
        say(f'stopped{_kept(folder)}. To go on: "{go_on}"')
        raise typer.Exit(STOPPED) from None
    except OSError as error:
        reason = error.strerror or str(error)
        say(f'{error.filename or folder}: {reason}{_kept(folder)}. When there is room, go on: "{go_on}"')
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, earlier)


def _part(text: str | None) -> Part:
    if text is None:
        return WHOLE
    turn, _, parts = text.partition("/")
    if not (turn.isdecimal() and parts.isdecimal() and 1 <= int(turn) <= int(parts)):
        raise RefusedError(f"--part {text}: must be such as 3/8, the third of eight")
    return int(turn), int(parts)


def _kept(folder: Path) -> str:
    try:
        store = Store(folder)
        return f"; {store.runs_done():,} of {store.chunks.runs:,} runs are done and kept"
    except (RefusedError, OSError):
        return ""
