"""Sweep: commands that plan and run a sweep, stop cleanly, and say how to go on."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.cli import FAILED, LAYOUT, STOPPED, say, silent
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.terminal import bar, compile_first, print_json, print_line
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import EXAMPLE, read_design
from tillit.experiments.sweep.run import run_sweep, usual_size
from tillit.experiments.sweep.store import Progress, Store
from tillit.experiments.sweep.work import Dask, Engine, Processes, Threads
from tillit.experiments.worlds.plan import MOST_THREADS

sweep = typer.Typer(help="Run many towns, variants and assumptions, and ask what came of them.", **LAYOUT)
Folder = Annotated[Path, opt.argument("Folder of the sweep.", "FOLDER")]


def on_engine(
    command: Callable[[Engine], None],
    jobs: opt.Jobs = None,
    processes: Annotated[int | None, opt.count("Processes: a crash costs one run.", 1, MOST_THREADS)] = None,
    dask: Annotated[str | None, opt.option("Run on a Dask scheduler's workers.", "ADDRESS")] = None,
) -> None:
    """Run a command on the engine that is asked for."""
    if sum(it is not None for it in (jobs, processes, dask)) > 1:
        raise RefusedError("--jobs, --processes and --dask exclude each other: give one of them")
    command(Dask(dask) if dask else Processes(processes) if processes else Threads(jobs))


@sweep.command()
def example() -> None:
    """Print a design that runs as it is: a start for one's own.

    tillit sweep example > my-sweep.toml
    """
    typer.echo(EXAMPLE.read_text("utf-8"), nl=False)


@sweep.command()
def plan(file: Annotated[Path, opt.argument("A design: a .toml file.", "FILE")]) -> None:
    """Check a design, and say how many runs it is."""
    design = read_design(file)
    chunk = usual_size(design)
    print_line(design.title, style="bold")
    typer.echo(
        f"{design.runs:,} runs: {len(design.rows):,} rows by {design.replications:,} replications of "
        f"{design.months:,} months, with {len(design.outputs):,} outputs; {design.sampler.kind} over "
        f"{len(design.factors):,} factors.\n{ceil(design.runs / chunk):,} files of {chunk:,} runs, about a "
        "second's work: so much is lost at most when it is stopped.\n"
        f"Run it: tillit sweep run {file} -o FOLDER"
    )


@sweep.command()
@opt.within(on_engine)
def run(
    engine: Engine,
    design: Annotated[Path | None, opt.argument("A design; not needed to go on.", "[FILE]")] = None,
    *,
    out: Annotated[Path, opt.out("Folder for the results, or the one to go on with.")],
    part: Annotated[str, opt.option("3/8 is the third part of eight that share a folder.", "I/N")] = "1/1",
) -> None:
    """Run a design into a folder, or what is missing of it there.

    Give the same command again to go on after Ctrl-C, a crash, or a power cut: nothing that was done is
    lost. Several programs may work in one folder at once, each on its --part, and move no number.

    Exit status 0 if all runs went well, 1 if some failed, 2 if something else is there, 130 after Ctrl-C.
    """
    turn, _, parts = part.partition("/")
    if not (turn.isdecimal() and parts.isdecimal() and 1 <= int(turn) <= int(parts)):
        raise RefusedError(f"--part {part}: must be such as 3/8, the third of eight")
    with stopping_cleanly(out):
        made = Store(out).design if design is None else read_design(design)
        sum_up(run_shown(made, out, engine, part=(int(turn), int(parts))), out)


@sweep.command()
@opt.within(on_engine)
def retry(engine: Engine, folder: Folder) -> None:
    """Run once more where runs failed, and what is missing.

    The others of the same file, about a second of work, are run with them. Exit status 0 if all went well
    this time, 1 if not.
    """
    store = Store(folder)
    if not store.forget_failed():
        typer.echo("No run has failed.")
        return
    with stopping_cleanly(folder):
        sum_up(run_shown(store.design, folder, engine), folder)


@sweep.command()
def status(folder: Folder, as_json: opt.AsJson = False) -> None:
    """Say how much of a sweep is done.

    Exit status 0 if all runs went well, 1 if some failed or are missing.
    """
    store = Store(folder)
    title, now = store.record.title, store.progress()
    counts = {"runs": now.runs, "done": now.done - now.failed, "missing": now.runs - now.done}
    if as_json:
        print_json({"folder": str(folder), "title": title} | counts | {"failed": now.failed})
    else:
        done = f"{counts['done']:,} of {now.runs:,} runs are done, {now.failed:,} failed"
        typer.echo(f"{title or folder}: {done}")
        if counts["missing"]:
            typer.echo(f'To go on: "tillit sweep run -o {folder}"')
        if now.failed:
            typer.echo(f'Why runs failed: "tillit sweep failures {folder}"')
    if counts["missing"] or now.failed:
        raise typer.Exit(FAILED)


@sweep.command()
def failures(folder: Folder, as_json: opt.AsJson = False) -> None:
    """List the runs that failed, each with its row of the design; with --json what Python said, too.

    Exit status 0 if there are none, 1 if there are.
    """
    failed = Store(folder).failed().to_dict("records")
    if as_json:
        print_json(failed)
    else:
        for it in failed:
            which = f"run {it['run_id']}, replication {it['replication'] + 1}"
            typer.echo(f"{which}: {it['kind']}: {it['message']}\n  {it['row']}")
        if not failed:
            typer.echo("No run has failed.")
    raise typer.Exit(FAILED if failed else 0)


def run_shown(
    design: Design,
    folder: Path,
    engine: Engine,
    what: str = "Runs",
    part: tuple[int, int] = (1, 1),
) -> Progress:
    """Run what is missing of a sweep, and show how far it is, with remaining time and failures in words."""
    compile_first()
    with bar(what) as tell:

        def report(now: Progress) -> None:
            left = "" if now.remaining is None else f", {timedelta(seconds=round(now.remaining))} left"
            tell(now.done, now.runs, f"{left}, {now.failed:,} failed" if now.failed else left)

        return run_sweep(design, folder, engine=engine, part=part, progress=report)


def sum_up(progress: Progress, folder: Path) -> None:
    """Say what was done, if anything shall be said, and exit with 1 if some runs failed."""
    if not silent.get():
        took = f"{timedelta(seconds=round(progress.seconds))}, {progress.rate:,.1f} a second"
        runs = f"{progress.done:,} of {progress.runs:,} runs are done, {progress.here:,} of them now"
        typer.echo(f"{runs}: {took}. {folder}")
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
    why, then, status = "stopped", "To go on", STOPPED
    try:
        yield
    except (KeyboardInterrupt, OSError) as error:
        if isinstance(error, OSError):
            why, then = f"{error.filename or folder}: {error.strerror or error}", "When there is room, go on"
            status = FAILED
        with suppress(RefusedError, OSError):  # nothing may be kept
            kept = Store(folder).progress()
            why += f"; {kept.done:,} of {kept.runs:,} runs are done and kept"
        say(f'{why}. {then}: "tillit sweep run -o {folder}"')
        raise typer.Exit(status) from None
    finally:
        signal.signal(signal.SIGTERM, earlier)
