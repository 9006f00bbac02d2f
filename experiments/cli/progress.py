"""Progress: on standard error, how far the compiler and the pairs are."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tillit.agents.foundation.behaviours import BEHAVIOURS, compilation

ABOUT = "Compiling the model for this machine (once, about a minute)"


@contextmanager
def compiling(*, quiet: bool) -> Iterator[None]:
    """Say how far the compiler is, if it has anything to do."""
    terminal = sys.stderr.isatty()
    begun = False

    def tell(name: str, number: int) -> None:
        nonlocal begun
        if terminal:
            sys.stderr.write(f"\r{ABOUT}: {number} of {len(BEHAVIOURS)}: {name}\033[K")
        elif not begun:
            sys.stderr.write(f"{ABOUT}: {len(BEHAVIOURS)} behaviours\n")
        sys.stderr.flush()
        begun = True

    with compilation((lambda _name, _number: None) if quiet else tell):
        yield
    if begun and terminal:
        sys.stderr.write("\r\033[K")


@contextmanager
def pairs_bar(pairs: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Show a bar of the pairs that are done, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("Pairs of worlds", total=pairs)
        yield lambda done: bar.update(task, completed=done)
