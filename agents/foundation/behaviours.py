"""Behaviours: what agents do, compiled.

`behaviour` compiles a function over records with Numba; `stage` marks a part of the month
that works on a whole unit or town, and `kernel` the few entry points that Python calls. With
``NUMBA_DISABLE_JIT=1`` each of them is plain Python that a debugger can step through, and
gives the same bytes. How they are compiled is told in `parts`, what stays on disk in `keeping`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core import event

P = ParamSpec("P")
R = TypeVar("R")

COMPILED: bool = not numba.config.DISABLE_JIT
"""Whether behaviours run as machine code."""

BEHAVIOURS: list[str] = []
"""Names of all behaviours that were declared, in order of declaration."""

if COMPILED:
    from tillit.agents.foundation import parts


def behaviour(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over records, into each place that uses it; release the GIL in it."""
    return _declared(function, lambda: parts.part(function, inline=True))


def apart(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a behaviour once, and call it: for what is long and seldom done."""
    return _declared(function, lambda: parts.part(function, inline=False))


def stage(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a part of the month that works on a whole unit or town; only a kernel can call it."""
    return _declared(function, lambda: parts.part(function, inline=True, python=False))


def chapter(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a long stage once, apart from its callers."""
    return _declared(function, lambda: parts.part(function, inline=False, python=False))


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an entry point, with all that it calls."""
    return _declared(function, lambda: parts.whole(function))


def plain(function: Callable[P, R]) -> Callable[P, R]:
    """Return a behaviour's Python function, for one call that is not worth compiling for."""
    python: Callable[P, R] = getattr(function, "py_func", function)
    return python


def _declared(function: Callable[P, R], compiled: Callable[[], Any]) -> Callable[P, R]:
    BEHAVIOURS.append(function.__name__)
    result: Callable[P, R] = compiled() if COMPILED else function
    return result


class _Compilation(event.Listener):
    """Tell a callback of each behaviour whose compilation begins."""

    def __init__(self, tell: Callable[[str, int], None]) -> None:
        self.tell = tell
        self.seen: set[str] = set()

    def on_start(self, event: event.Event) -> None:
        name = event.data["dispatcher"].py_func.__name__
        if name in BEHAVIOURS and name not in self.seen:
            self.seen.add(name)
            self.tell(name, len(self.seen))

    def on_end(self, event: event.Event) -> None:
        """Say nothing: the next start tells enough."""


@contextmanager
def compilation(tell: Callable[[str, int], None]) -> Iterator[None]:
    """Call ``tell(name, how_many_so_far)`` for each behaviour compiled inside.

    `len(BEHAVIOURS)` is the number to expect when nothing was kept on disk.
    """
    listener: Any = _Compilation(tell)
    event.register("numba:compile", listener)
    try:
        yield
    finally:
        event.unregister("numba:compile", listener)
