"""Asked: what the commands do that ask a sweep for its runs, bands, pairs and convergence."""

import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pandas as pd
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tillit.experiments.answers import Answer, Study
from tillit.experiments.answers.study import UnfinishedWarning
from tillit.experiments.cli.answers import FIGURES, answer_with, checked_files
from tillit.experiments.cli.asked_tables import bands_table, pairs_table
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError

NOTHING = pd.DataFrame()
"""Of the table that any answer has; these answers have tables of their own."""


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on, and say what the sweep lacks."""
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always", UnfinishedWarning)
        with Console(stderr=True).status(what):
            yield
    for it in raised:
        if issubclass(it.category, UnfinishedWarning):
            sys.stderr.write(f"tillit: unfinished: {it.message}\n")
        else:
            warnings.warn_explicit(it.message, it.category, it.filename, it.lineno)


def write_export(folder: Path, out: Path, kind: str | None) -> None:
    """Write all runs of a sweep into one file, and its name on standard output."""
    study = Study(folder)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with working("Looking at what is there"):
        lacking = study.completeness()
    with (
        warnings.catch_warnings(),
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        # It is said once, below, when it is known that something was written.
        warnings.simplefilter("ignore", UnfinishedWarning)
        task = bar.add_task("Writing", total=None)
        study.export(out, kind, lambda done, whole: bar.update(task, completed=done, total=whole))
    if not lacking.whole:
        sys.stderr.write(f"tillit: unfinished: {lacking}\n")
    sys.stdout.write(f"{out}\n")


def answer_query(folder: Path, query: str, files: Sequence[Path], *, as_json: bool) -> None:
    """Answer a query."""
    paths = checked_files(files)
    if any(path.suffix.lower() in FIGURES for path in paths):
        message = "a query gives a table, and no figure: name a file that ends in .csv or .parquet"
        raise RefusedError(message)
    with working("Asking"):
        frame = Study(folder).sql(query)
    rows = "row" if len(frame) == 1 else "rows"
    answer_with(Answer(frame, f"{len(frame):,} {rows}.", no_figure), paths, as_json=as_json)


def no_figure() -> NoReturn:
    """Draw nothing: a table of anything has no figure of its own."""
    raise AssertionError


def answer_bands(
    folder: Path,
    output: str,
    by: Sequence[str],
    quantiles: Sequence[float],
    files: Sequence[Path],
    *,
    as_json: bool,
) -> None:
    """Print quantiles of an output at the end of each year; files have every month."""
    paths = checked_files(files)
    study = Study(folder)
    with working("Reading"):
        answer = study.bands(output, quantiles, by)
    if not as_json:
        print_table(terminal(), bands_table(answer.frame, output, study.unit(output), by))
    answer_with(answer, paths, as_json=as_json, shown=NOTHING)


def answer_pairs(
    folder: Path,
    sides: tuple[str, str],
    outputs: Sequence[str] | None,
    over: str | None,
    files: Sequence[Path],
    *,
    as_json: bool,
) -> None:
    """Print paired differences over all points; files have every point."""
    paths = checked_files(files)
    study = Study(folder)
    with working("Pairing"):
        answer = study.compare(*sides, outputs, over=over)
    if not as_json:
        print_table(terminal(), pairs_table(answer.frame, sides, study.months))
    answer_with(answer, paths, as_json=as_json, shown=NOTHING)


def answer_convergence(
    folder: Path,
    output: str | None,
    between: tuple[str, str] | None,
    asked: dict[str, object],
    files: Sequence[Path],
    *,
    as_json: bool,
) -> None:
    """Print how sure a figure is as the runs become more."""
    paths = checked_files(files)
    study = Study(folder)
    sides = {} if between is None else dict(zip(("a", "b"), between, strict=True))
    with working("Drawing again"):
        answer = study.convergence(output, **sides, **asked)
    answer_with(answer, paths, as_json=as_json)
