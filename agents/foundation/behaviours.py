"""Behaviours: what agents do, compiled.

`behaviour` compiles a function over records with Numba; `stage` marks a part of the month
that works on a whole unit or town, and `kernel` the few entry points that Python calls. With
``NUMBA_DISABLE_JIT=1`` each of them is plain Python that a debugger can step through, and
gives the same bytes. How they are compiled is told in `parts`, what stays on disk in `keeping`,
how far the compiler is in `compilation`.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

COMPILED: bool = not numba.config.DISABLE_JIT
"""Whether behaviours run as machine code."""

KERNELS: list[Any] = []
"""The entry points that were declared, as Numba's dispatchers; none without the compiler."""

if COMPILED:
    from tillit.agents.foundation import parts


def behaviour(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over records, into each place that uses it; release the GIL in it."""
    return parts.part(function, inline=True) if COMPILED else function


def apart(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a behaviour once, and call it: for what is long and seldom done."""
    return parts.part(function, inline=False) if COMPILED else function


def stage(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a part of the month that works on a whole unit or town; only a kernel can call it."""
    return parts.part(function, inline=True, python=False) if COMPILED else function


def chapter(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a long stage once, apart from its callers."""
    return parts.part(function, inline=False, python=False) if COMPILED else function


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an entry point, with all that it calls."""
    if not COMPILED:
        return function
    KERNELS.append(parts.whole(function))
    entry: Callable[P, R] = KERNELS[-1]
    return entry


def plain(function: Callable[P, R]) -> Callable[P, R]:
    """Return a behaviour's Python function, for one call that is not worth compiling for."""
    python: Callable[P, R] = getattr(function, "py_func", function)
    return python
