"""Compilation: how far the compiler is, for whoever waits for it.

What a kernel calls is known before it is compiled, and so is what of it lies on disk. How long
the rest takes is told by a typical pace at first, and by the pace so far the longer it lasts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from types import FunctionType
from typing import Any, NamedTuple

from numba.core import event

from tillit.agents.foundation.behaviours import KERNELS
from tillit.agents.foundation.keeping import kept_names, machine_of, name_on_disk
from tillit.agents.foundation.seeing import reached

PACE = 0.04
"""Seconds for one function on an ordinary processor of 2024."""

FINISHING = 0.4
"""What a kernel takes when its parts are done, in functions for each of its parts."""

BELIEVED = 40
"""How many functions' worth of evidence the typical pace is."""


class Stand(NamedTuple):
    """How far the compiler is."""

    name: str
    """The function that was begun or done just now."""
    done: int
    """Functions that were compiled."""
    total: int
    """Functions that have to be; more turn out when arguments are laid out in a new way."""
    seconds: float
    """Seconds that are left, about."""


class _Watch(event.Listener):
    """Tell a callback of each function whose compilation begins or ends."""

    def __init__(self, tell: Callable[[Stand], None]) -> None:
        self._tell = tell
        self._began = 0.0
        self._work: dict[FunctionType, float] = {}
        self._left: dict[FunctionType, float] = {}
        self._done: set[FunctionType] = set()

    def on_start(self, event: event.Event) -> None:
        function = event.data["dispatcher"].py_func
        if function not in self._work:
            self._expect(function)
        if function in self._work:
            if function not in self._done:
                self._left[function] = self._work[function]
            self._tell(self._stand(function))

    def on_end(self, event: event.Event) -> None:
        function = event.data["dispatcher"].py_func
        if function in self._work:
            self._left.pop(function, None)
            self._done.add(function)
            self._tell(self._stand(function))

    def _expect(self, function: FunctionType) -> None:
        """Find out what the kernels need, if a kernel begins that was not known yet."""
        if all(kernel.py_func is not function for kernel in KERNELS):
            return  # one of Numba's own functions
        self._began = self._began or perf_counter()
        kept = kept_names()
        for kernel in KERNELS:
            functions = reached(kernel.py_func)
            work = dict.fromkeys(functions, 1.0) | {kernel.py_func: 1.0 + FINISHING * len(functions)}
            machine = machine_of(kernel)
            new = [it for it in functions if it not in self._work and name_on_disk(it, machine) not in kept]
            self._left |= {it: work[it] for it in new}
            self._work |= work

    def _stand(self, function: FunctionType) -> Stand:
        done = sum(self._work[it] for it in self._done)
        seconds = perf_counter() - self._began
        pace = (BELIEVED * PACE + seconds) / (BELIEVED + done)
        left = pace * sum(self._left.values())
        return Stand(function.__name__, len(self._done), len(self._done) + len(self._left), left)


@contextmanager
def compilation(tell: Callable[[Stand], None]) -> Iterator[None]:
    """Call `tell` whenever a function is begun or done inside; not at all if nothing is compiled.

    It is called on the thread that compiles, which waits for it.
    """
    watch: Any = _Watch(tell)
    event.register("numba:compile", watch)
    try:
        yield
    finally:
        event.unregister("numba:compile", watch)
