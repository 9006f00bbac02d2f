"""Sweep: commands that plan and run a sweep, stop cleanly, and say how to go on."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path
from typing import Annotated

import typer

from tillit.experiments.answers.wording import numbers
from tillit.experiments.cli import FAILED, LAYOUT, STOPPED, say, silent
from tillit.experiments.cli import options as opt
from tillit.experiments.cli.help import reader
from tillit.experiments.cli.terminal import bar, compile_first, print_json, print_line
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import EXAMPLE, read_design
from tillit.experiments.sweep.run import run_sweep, usual_size
from tillit.experiments.sweep.store import Progress, Store
from tillit.experiments.sweep.work import Dask, Engine, Processes, Threads
from tillit.experiments.telling.catalogue import Words, retold
from tillit.experiments.telling.numbers import number
from tillit.experiments.worlds.plan import MOST_THREADS

sweep = typer.Typer(help="Run many towns, variants and assumptions, and ask what came of them.", **LAYOUT)
Folder = Annotated[Path, opt.argument("Folder of the sweep.", "FOLDER")]


def on_engine(
    command: Callable[[Engine, Words], None],
    jobs: opt.Jobs = None,
    processes: Annotated[int | None, opt.count("Processes: a crash costs one run.", 1, MOST_THREADS)] = None,
    dask: Annotated[str | None, opt.option("Run on a Dask scheduler's workers.", "ADDRESS")] = None,
    spoken: opt.Lang = opt.SYSTEM,
) -> None:
    """Run a command on the engine, and in the language, that are asked for."""
    if sum(it is not None for it in (jobs, processes, dask)) > 1:
        raise RefusedError("--jobs, --processes and --dask exclude each other: give one of them")
    command(Dask(dask) if dask else Processes(processes) if processes else Threads(jobs), spoken)


@sweep.command()
def example() -> None:
    """Print a design that runs as it is: a start for one's own.

    tillit sweep example > my-sweep.toml
    """
    typer.echo(EXAMPLE.read_text("utf-8"), nl=False)


@sweep.command()
def plan(
    file: Annotated[Path, opt.argument("A design: a .toml file.", "FILE")], spoken: opt.Lang = opt.SYSTEM
) -> None:
    """Check a design, and say how many runs it is."""
    design, gettext = read_design(file), spoken.gettext
    chunk = usual_size(design)
    counts = {"runs": design.runs, "rows": len(design.rows), "replications": design.replications}
    counts |= {"months": design.months, "outputs": len(design.outputs), "factors": len(design.factors)}
    told = numbers(spoken, **counts, files=ceil(design.runs / chunk), chunk=chunk)
    print_line(design.title, style="bold")
    what = gettext(
        "{runs} runs: {rows} rows by {replications} replications of {months} months, with {outputs} outputs; "
        "{sampler} over {factors} factors.",
        sampler=design.sampler.kind,
        **told,
    )
    lost = gettext(
        "{files} files of {chunk} runs, about a second's work: so much is lost at most when it is stopped.",
        **told,
    )
    typer.echo(f"{what}\n{lost}\n{gettext('Run it: tillit sweep run {file} -o FOLDER', file=file)}")


@sweep.command()
@opt.within(on_engine)
def run(
    engine: Engine,
    spoken: Words,
    design: Annotated[Path | None, opt.argument("A design; not needed to go on.", "FILE")] = None,
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
        sum_up(run_shown(made, out, engine, spoken.gettext("Runs"), (int(turn), int(parts))), out)


@sweep.command()
@opt.within(on_engine)
def retry(engine: Engine, spoken: Words, folder: Folder) -> None:
    """Run once more where runs failed, and what is missing.

    The others of the same file, about a second of work, are run with them. Exit status 0 if all went well
    this time, 1 if not.
    """
    store = Store(folder)
    if not store.forget_failed():
        typer.echo(spoken.gettext("No run has failed."))
        return
    with stopping_cleanly(folder):
        sum_up(run_shown(store.design, folder, engine, spoken.gettext("Runs")), folder)


@sweep.command()
def status(folder: Folder, as_json: opt.AsJson = False, spoken: opt.Lang = opt.SYSTEM) -> None:
    """Say how much of a sweep is done.

    Exit status 0 if all runs went well, 1 if some failed or are missing.
    """
    store, gettext = Store(folder), spoken.gettext
    title, now = store.record.title, store.progress()
    counts = {"runs": now.runs, "done": now.done - now.failed, "missing": now.runs - now.done}
    counts |= {"failed": now.failed}
    if as_json:
        print_json({"folder": folder, "title": title} | counts)
    else:
        told = numbers(spoken, **counts)
        done = gettext("{done} of {runs} runs are done, {failed} failed", **told)
        typer.echo(f"{title or folder}: {done}")
        if counts["missing"]:
            typer.echo(gettext('To go on: "tillit sweep run -o {folder}"', folder=folder))
        if now.failed:
            typer.echo(gettext('Why runs failed: "tillit sweep failures {folder}"', folder=folder))
    raise typer.Exit(FAILED if counts["missing"] or now.failed else 0)


@sweep.command()
def failures(folder: Folder, as_json: opt.AsJson = False, spoken: opt.Lang = opt.SYSTEM) -> None:
    """List the runs that failed, each with its row of the design; with --json what Python said, too.

    Exit status 0 if there are none, 1 if there are.
    """
    failed = Store(folder).failed().to_dict("records")
    if as_json:
        print_json(failed)
    else:
        for it in failed:
            of = {"run": it["run_id"], "replication": it["replication"] + 1}
            which = spoken.gettext("run {run}, replication {replication}", **of)
            typer.echo(f"{which}: {it['kind']}: {retold(it['message'], spoken)}\n  {it['row']}")
        if not failed:
            typer.echo(spoken.gettext("No run has failed."))
    raise typer.Exit(FAILED if failed else 0)


def run_shown(
    design: Design, folder: Path, engine: Engine, what: str, part: tuple[int, int] = (1, 1)
) -> Progress:
    """Run what is missing of a sweep, and show how far it is, with remaining time and failures in words."""
    spoken = reader()
    compile_first(spoken)
    with bar(what) as tell:

        def report(now: Progress) -> None:
            said = ""
            if now.remaining is not None:
                said += spoken.gettext(", {time} left", time=_clock(now.remaining))
            if now.failed:
                said += spoken.gettext(", {failed} failed", **numbers(spoken, failed=now.failed))
            tell(now.done, now.runs, said)

        return run_sweep(design, folder, engine=engine, part=part, progress=report)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def sum_up(progress: Progress, folder: Path) -> None:
    """Say what was done, if anything shall be said, and exit with 1 if some runs failed."""
    spoken = reader()
    counts = {"done": progress.done, "runs": progress.runs, "here": progress.here, "failed": progress.failed}
    told = numbers(spoken, **counts) | {"folder": str(folder)}
    if not silent.get():
        told |= {"time": _clock(progress.seconds), "rate": number(progress.rate, spoken, decimals=1)}
        done = spoken.gettext(
            "{done} of {runs} runs are done, {here} of them now: {time}, {rate} a second. {folder}", **told
        )
        typer.echo(done)
    if progress.failed:
        failed = spoken.gettext(
            '{failed} runs failed: "tillit sweep failures {folder}" says why, "tillit sweep retry {folder}" '
            "runs them once more",
            **told,
        )
        say(failed)
        raise typer.Exit(FAILED)


@contextmanager
def stopping_cleanly(folder: Path) -> Iterator[None]:
    """Say how to go on when something stops the work: Ctrl-C, a terminated job, a full disk."""
    spoken, earlier = reader(), signal.signal(signal.SIGTERM, signal.default_int_handler)
    gettext = spoken.gettext
    why, status = gettext("stopped"), STOPPED
    then = gettext('To go on: "tillit sweep run -o {folder}"', folder=folder)
    try:
        yield
    except (KeyboardInterrupt, OSError) as error:
        if isinstance(error, OSError):
            why, status = f"{error.filename or folder}: {error.strerror or error}", FAILED
            then = gettext('When there is room, go on: "tillit sweep run -o {folder}"', folder=folder)
        with suppress(RefusedError, OSError):  # nothing may be kept
            kept = Store(folder).progress()
            told = numbers(spoken, done=kept.done, runs=kept.runs)
            why += gettext("; {done} of {runs} runs are done and kept", **told)
        say(f"{why}. {then}")
        raise typer.Exit(status) from None
    finally:
        signal.signal(signal.SIGTERM, earlier)
