"""Sweep, forecast: the command that says how many runs, how long and how large, before any is run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.progress import bar, compiling
from tillit.experiments.cli.show import print_json
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.sweep.design_file import read_design
from tillit.experiments.sweep.forecast import Forecast, forecast, tried

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
KILO = 1_000.0


def plan(
    file: Annotated[
        Path,
        typer.Argument(
            help="A design: a .toml file as 'tillit sweep example' prints one, or a .csv file of rows.",
            metavar="FILE",
        ),
    ],
    *,
    jobs: opt.Jobs = None,
    as_json: opt.AsJson = False,
) -> None:
    """Say how many runs a design is, and how long they take.

    And how large they are. Tries a few of them on this machine, for some seconds.
    """
    design = read_design(file)
    with compiling(quiet=as_json), bar("Trying some runs", quiet=as_json) as tell:
        trial = tried(design, tell=tell)
    found = forecast(design, trial, jobs)
    if as_json:
        print_json(found.as_plain())
    else:
        _print(found, file)


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


def _print(plan: Forecast, path: Path) -> None:
    """Print a forecast."""
    console = terminal()
    console.print(plan.design.title, style="bold")
    table = Table(box=SIMPLE_HEAD, show_header=False)
    for name, figure, how in _lines(plan):
        table.add_row(name, figure, how)
    print_table(console, table)
    console.print(plan.advice, soft_wrap=True)
    console.print(f"Run it: tillit sweep run {path} -o FOLDER", soft_wrap=True)


def _lines(plan: Forecast) -> Iterator[tuple[str, str, str]]:
    """Yield what is planned: name, figure, and how it comes about."""
    design = plan.design
    several = [
        _counted(len(design.points), "point"),
        _counted(len(design.towns), "town"),
        _counted(len(design.variants), "variant"),
    ]
    how = "as listed" if design.listed else " by ".join(several)
    yield (
        "rows",
        f"{len(design.rows):,}",
        f"{how}; {design.sampler.kind} over {_counted(len(design.factors), 'factor')}",
    )
    yield (
        "runs",
        f"{design.runs:,}",
        f"{_counted(design.replications, 'replication')} of {design.months:,} months",
    )
    yield "places", f"{plan.places:,}", "each has its usual inflow found once"
    yield (
        "files",
        f"{plan.chunks:,}",
        f"of {_counted(plan.chunk, 'run')}; so many are lost at most when it is stopped",
    )
    work = "; ".join(f"{name} {duration(seconds)}" for name, seconds in plan.parts.items())
    yield (
        "time",
        f"about {duration(plan.seconds)}",
        f"on {_counted(plan.workers, 'processor')} with nothing else to do; of one: {work}",
    )
    yield (
        "disk",
        f"about {size(plan.disk)}",
        f"{_counted(len(design.outputs), 'output')}, {size(plan.trial.stored)} a run",
    )
    yield "", "", f"by trying {_counted(plan.trial.rows, 'row')} on this machine"


def _counted(number: int, what: str) -> str:
    """Return a number of things."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
