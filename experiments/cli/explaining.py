"""Explaining: what `tillit explain` does, and how it shows the shares."""

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from tillit.experiments.accounts import worlds_of
from tillit.experiments.cli.answers import answer_with, checked_files
from tillit.experiments.cli.figures import figure, interval, unit_in_words
from tillit.experiments.cli.plain_errors import STOPPED, say
from tillit.experiments.cli.progress import compiling
from tillit.experiments.cli.running import chosen
from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.explanation import Explanation, Question
from tillit.experiments.explanation.inquiry import prepared, shared
from tillit.experiments.sources import World

NOTHING = pd.DataFrame()
"""Of the plain table that answers have; this one has a table of its own."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for; None for what was left out."""

    a: str
    b: str | None
    changes: list[str]
    by: str
    of: str
    total: bool
    pairs: int | None
    orders: int | None
    exact: bool
    months: int
    seed: int
    threads: int | None

    def worlds(self) -> tuple[World, World]:
        """Return the two worlds."""
        return (
            worlds_of(self.a) if self.b is None and not self.changes else chosen(self.a, self.b, self.changes)
        )


def explain_and_show(wanted: Wanted, files: Sequence[Path], *, as_json: bool) -> None:
    """Run all worlds, write the files, and show the shares."""
    question = Question(wanted.of, wanted.total, wanted.by, wanted.orders, wanted.exact)
    paths = checked_files(files)
    a, b = wanted.worlds()
    trials = prepared(a, b, question, wanted.pairs, wanted.months, wanted.seed, wanted.threads)
    try:
        with compiling(quiet=as_json):
            trials.find_inflow()
        with pieces_bar("Worlds with some of it switched off", quiet=as_json) as progress:
            explanation = shared(trials, question, progress)
    except KeyboardInterrupt:
        say("stopped before the first pair was done; --pairs 1 or --orders 2 is quicker")
        raise typer.Exit(STOPPED) from None
    if not as_json:
        show(explanation)
    answer_with(explanation.answer(), paths, as_json=as_json, shown=NOTHING)
    if not explanation.complete:
        raise typer.Exit(STOPPED)


@contextmanager
def pieces_bar(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how far the work is, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def show(explanation: Explanation) -> None:
    """Print the shares, from one world to the other."""
    subject = explanation.subject
    console = terminal()
    console.print(
        f"{subject.title}: why “{subject.worlds[0]}” and “{subject.worlds[1]}” differ", style="bold"
    )
    console.print(f"{subject.label}, {unit_in_words(subject.unit)}, {subject.over}")
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for name in ("", "mean", "of it", "90 % of pairs"):
        table.add_column(name, justify="right" if name else "left", no_wrap=bool(name))
    for row in explanation.frame.to_dict("records"):
        end = row["part"] in {"a", "b", "difference"}
        table.add_row(*cells(row, subject.unit), style="bold" if end else None)
    print_table(console, table)


def cells(row: Mapping[Hashable, object], unit: str) -> tuple[str, str, str, str]:
    """Return one line of the table."""
    value, percent, low, high = (float(str(row[name])) for name in ("value", "percent", "low", "high"))
    end = row["part"] in {"a", "b"}
    share = "" if math.isnan(percent) else f"{round(percent):d} %"
    spread = f"{figure(low, unit)}…{figure(high, unit)}" if end else interval(low, high, unit)
    return str(row["label"]), figure(value, unit, signed=not end), share, "" if low == high == 0.0 else spread
