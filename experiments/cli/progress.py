"""Progress: on standard error, how far the compiler and the pairs are."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tillit.agents.foundation.compilation import Stand, compilation


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


@contextmanager
def pairs_bar(pairs: int, *, quiet: bool, what: str = "Pairs of worlds") -> Iterator[Callable[[int], None]]:
    """Show a bar of the pairs, or what else there is, that are done, on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = quiet or not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(what, total=pairs)
        yield lambda done: bar.update(task, completed=done)
