"""Sweep, plan: how many runs, how long and how large, before any is run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from rich.filesize import decimal

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json, print_line, print_table, table
from tillit.experiments.cli.progress import bar, compiling
from tillit.experiments.sweep.design_file import read_design
from tillit.experiments.sweep.forecast import Forecast, forecast, tried

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


def plan(
    file: Annotated[Path, opt.argument("A design: a .toml file, or a .csv of rows.", "FILE")],
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


def _print(plan: Forecast, path: Path) -> None:
    """Print a forecast."""
    print_line(plan.design.title, style="bold")
    print_table(table("", "", "", rows=_lines(plan), show_header=False))
    print_line(plan.advice)
    print_line(f"Run it: tillit sweep run {path} -o FOLDER")


def _lines(plan: Forecast) -> Iterator[tuple[str, str, str]]:
    """Yield what is planned: name, figure, and how it comes about."""
    design = plan.design
    sides = ((design.points, "point"), (design.towns, "town"), (design.variants, "variant"))
    how = "as listed" if design.listed else " by ".join(_counted(len(of), what) for of, what in sides)
    factors = _counted(len(design.factors), "factor")
    work = "; ".join(f"{name} {duration(seconds)}" for name, seconds in plan.parts.items())
    workers = _counted(plan.workers, "processor")
    replications = _counted(design.replications, "replication")
    lost = "so many are lost at most when it is stopped"
    stored = f"{_counted(len(design.outputs), 'output')}, {decimal(round(plan.trial.stored))} a run"
    yield "rows", f"{len(design.rows):,}", f"{how}; {design.sampler.kind} over {factors}"
    yield "runs", f"{design.runs:,}", f"{replications} of {design.months:,} months"
    yield "places", f"{plan.places:,}", "each has its usual inflow found once"
    yield "files", f"{plan.chunks:,}", f"of {_counted(plan.chunk, 'run')}; {lost}"
    about = f"on {workers} with nothing else to do; of one: {work}"
    yield "time", f"about {duration(plan.seconds)}", about
    yield "disk", f"about {decimal(round(plan.disk))}", stored
    yield "", "", f"by trying {_counted(plan.trial.rows, 'row')} on this machine"


def _counted(number: int, what: str) -> str:
    """Return a number of things."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
