"""Progress: on standard error, how far the compiler and the runs are, and that they were stopped."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from tillit.agents.foundation.compilation import Stand, compilation
from tillit.experiments.cli.program import STOPPED, say
from tillit.model.origin import Origin
from tillit.model.scenarios import read_scenario
from tillit.model.simulation import settled
from tillit.model.town.seeds import key_of

SECONDS_BETWEEN_LINES = 60.0
"""How often a line says how far it is, where there is no terminal to show a bar on."""
COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


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
def stopping(message: str) -> Iterator[None]:
    """Say what came of it when Ctrl-C stops the work, and exit."""
    try:
        yield
    except KeyboardInterrupt:
        say(message)
        raise typer.Exit(STOPPED) from None


@contextmanager
def bars(*, quiet: bool, lines: bool = False) -> Iterator[Callable[..., None]]:
    """Show a bar of each work, of what is done, of how many, on a terminal.

    Elsewhere, as in a cluster's log, a line at the beginning and now and then, if `lines` are wished.
    """
    console = Console(stderr=True, highlight=False)
    tasks: dict[str, TaskID] = {}
    logged = lines and not quiet and not console.is_terminal
    last = time.monotonic()
    with Progress(
        *COLUMNS, console=console, transient=True, disable=quiet or not console.is_terminal
    ) as shown:

        def tell(what: str, done: int, total: int, said: str = "") -> None:
            nonlocal last
            new = what not in tasks
            if new:
                tasks[what] = shown.add_task(what, total=total)
            shown.update(tasks[what], completed=done, total=total, description=f"{what}{said}")
            if logged and (new or time.monotonic() - last > SECONDS_BETWEEN_LINES):
                last = time.monotonic()
                sys.stderr.write(f"{what}: {done:,} of {total:,}{said}\n")
                sys.stderr.flush()

        yield tell


@contextmanager
def bar(what: str, *, quiet: bool, lines: bool = False) -> Iterator[Callable[..., None]]:
    """Show one bar of what is done, of how many, perhaps with some words."""
    with bars(quiet=quiet, lines=lines) as tell:
        yield lambda done, total, said="": tell(what, done, total, said)
