"""Sweep, plan: how many runs, how long and how large, before any is run."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from babel.dates import format_timedelta
from rich.filesize import decimal

from tillit.experiments.cli import options as opt
from tillit.experiments.cli.printing import print_json, print_line, print_table
from tillit.experiments.cli.progress import bar, compiling
from tillit.experiments.sweep.design_file import read_design
from tillit.experiments.sweep.forecast import Forecast, forecast, tried


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
        return
    print_line(design.title, style="bold")
    print_table(_lines(found), ("", "", ""))
    print_line(found.advice)
    print_line(f"Run it: tillit sweep run {file} -o FOLDER")


def duration(seconds: float) -> str:
    """Return a duration as one says it: "150 min", "25 hr"."""
    return format_timedelta(timedelta(seconds=seconds), threshold=3, format="short", locale="en")


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
