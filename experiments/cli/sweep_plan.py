"""Plan of a sweep on the screen: how many runs, how long, how large."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from tillit.experiments.cli.progress import compiling
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.sweep.design_file import read_design
from tillit.experiments.sweep.planning import Forecast, forecast
from tillit.experiments.sweep.trial import tried

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
KILO = 1_000.0


def show_plan(path: Path, workers: int | None, *, as_json: bool) -> None:
    """Try some runs of a design, and print what all of it will take.

    Raises
    ------
    RefusedError
        If anything in the design is wrong.
    """
    design = read_design(path)
    with compiling(quiet=as_json), trial_bar(quiet=as_json) as tell:
        trial = tried(design, tell=tell)
    plan = forecast(design, trial, workers)
    if as_json:
        typer.echo(json.dumps(plan.as_plain(), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print_plan(plan, path)


@contextmanager
def trial_bar(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show a bar of the rows that are tried, on a terminal."""
    console = Console(stderr=True)
    hidden = quiet or not console.is_terminal
    with Progress(
        TextColumn("Trying some runs"), BarColumn(), console=console, transient=True, disable=hidden
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, most: bar.update(task, completed=done, total=most)


def print_plan(plan: Forecast, path: Path) -> None:
    """Print a forecast."""
    console = terminal()
    console.print(plan.design.title, style="bold")
    table = Table(box=SIMPLE_HEAD, show_header=False)
    for name, figure, how in lines(plan):
        table.add_row(name, figure, how)
    print_table(console, table)
    for advice in plan.advice():
        console.print(advice, soft_wrap=True)
    console.print(f"Run it: tillit sweep run {path} -o FOLDER", soft_wrap=True)


def lines(plan: Forecast) -> Iterator[tuple[str, str, str]]:
    """Yield what is planned: name, figure, and how it comes about."""
    design = plan.design
    several = [
        counted(len(design.points), "point"),
        counted(len(design.towns), "town"),
        counted(len(design.variants), "variant"),
    ]
    how = "as listed" if design.listed else " by ".join(several)
    yield (
        "rows",
        f"{len(design.rows):,}",
        f"{how}; {design.sampler.kind} over {counted(len(design.factors), 'factor')}",
    )
    yield (
        "runs",
        f"{design.runs:,}",
        f"{counted(design.replications, 'replication')} of {design.months:,} months",
    )
    yield "places", f"{plan.places:,}", "each has its usual inflow found once"
    yield (
        "files",
        f"{plan.chunks:,}",
        f"of {counted(plan.chunk, 'run')}; so many are lost at most when it is stopped",
    )
    work = "; ".join(f"{name} {duration(seconds)}" for name, seconds in plan.parts.items())
    yield (
        "time",
        f"about {duration(plan.seconds)}",
        f"on {counted(plan.workers, 'processor')} with nothing else to do; of one: {work}",
    )
    yield (
        "disk",
        f"about {size(plan.disk)}",
        f"{counted(len(design.outputs), 'output')}, {size(plan.trial.stored)} a run",
    )
    yield "memory", f"about {size(plan.memory)}", "however many runs there are"
    yield "", "", f"by trying {counted(plan.trial.rows, 'row')} on this machine"


def counted(number: int, what: str) -> str:
    """Return a number of things."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def duration(seconds: float) -> str:
    """Return a duration as one says it."""
    for length, unit, smaller, small in ((DAY, "d", HOUR, "h"), (HOUR, "h", MINUTE, "min")):
        if seconds >= length:
            whole, rest = divmod(round(seconds / smaller), round(length / smaller))
            return f"{whole} {unit} {rest} {small}" if rest else f"{whole} {unit}"
    if seconds >= 2 * MINUTE:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds:.0f} s" if seconds >= 1.0 else f"{seconds:.1g} s"


def size(count: float) -> str:
    """Return a number of bytes as one says it."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < KILO:
            return f"{count:.0f} {unit}" if unit in {"bytes", "kB"} else f"{count:.3g} {unit}"
        count /= KILO
    return f"{count:.3g} TB"
