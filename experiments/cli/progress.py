"""Progress: on standard error, how far the compiler and the runs are."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tillit.agents.foundation.compilation import Stand, compilation
from tillit.experiments.sweep.launchers import Progress as SweepProgress
from tillit.experiments.sweep.launchers import Report
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import settled
from tillit.model.town.seeds import key_of

SECONDS_BETWEEN_LINES = 60.0
"""How often a line says how far it is, where there is no terminal to show a bar on."""


@contextmanager
def compiling(*, quiet: bool) -> Iterator[None]:
    """Say how far the compiler is, if it has anything to do: on a terminal again and again."""
    terminal = sys.stderr.isatty()
    begun = False

    def tell(stand: Stand) -> None:
        nonlocal begun
        if terminal:
            sys.stderr.write(
                f"\rCompiling the model for this machine: {stand.done} of {stand.total} functions, "
                f"about {stand.seconds:.0f} s left: {stand.name}\033[K"
            )
        elif not begun:
            sys.stderr.write(
                f"Compiling {stand.total} functions of the model for this machine: "
                f"about {stand.seconds:.0f} s, this once\n"
            )
        sys.stderr.flush()
        begun = True

    with compilation((lambda _: None) if quiet else tell):
        yield
    if begun and terminal:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def compile_first(*, quiet: bool) -> None:
    """Compile the model before a bar, and before several workers would do it at once."""
    with compiling(quiet=quiet):
        settled(Origin.of(read_scenario("village"), run_in=0), key_of(1))


@contextmanager
def bar(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show a bar of what is done, of how many, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, whole: shown.update(task, completed=done, total=whole)


@contextmanager
def pairs_bar(pairs: int, *, quiet: bool, what: str = "Pairs of worlds") -> Iterator[Callable[[int], None]]:
    """Show a bar of the pairs, or what else there is, that are done, on a terminal."""
    with bar(what, quiet=quiet) as tell:
        yield lambda done: tell(done, pairs)


@contextmanager
def sweep_bar(what: str, *, quiet: bool) -> Iterator[Report]:
    """Show how far a sweep is: a bar on a terminal, a line now and then elsewhere."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield _lines(what, quiet=quiet)
        return
    fields = ("rate", "left", "failed", "trouble")
    texts = (TextColumn("{task.fields[" + name + "]}") for name in fields)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), *texts)
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(what, total=None, rate="", left="", failed="", trouble="")
        yield lambda now: shown.update(task, total=now.runs, completed=now.done, **_in_words(now))


def _in_words(now: SweepProgress) -> dict[str, Any]:
    """Return rate, remaining time and failures in words."""
    left = now.remaining
    return {
        "rate": f"{now.rate:,.1f}/s" if now.here else "",
        "left": f"{timedelta(seconds=round(left))} left" if left is not None else "",
        "failed": f"{now.failed:,} failed" if now.failed else "",
        "trouble": now.trouble,
    }


def _lines(what: str, *, quiet: bool) -> Report:
    """Return what writes a line now and then, for the log of a cluster's job."""
    last = time.monotonic()

    def report(now: SweepProgress) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            words = [f"{now.done:,} of {now.runs:,}", *filter(None, _in_words(now).values())]
            sys.stderr.write(f"{what}: {', '.join(words)}\n")
            sys.stderr.flush()

    return report
