"""Behaviours: what agents do, compiled.

`behaviour` compiles a function over records with Numba. With
``NUMBA_DISABLE_JIT=1`` the same function is plain Python that a debugger can
step through, and gives the same bytes. `stage` marks the parts of a month, and `kernel` the few
entry points whose machine code is kept on disk, so that a later start loads it.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba
from numba.core import event
from numba.core.registry import CPUDispatcher
from platformdirs import user_cache_path

P = ParamSpec("P")
R = TypeVar("R")

config: Any = numba.config
"""Numba's settings; it gives them their names only when it runs."""

COMPILED: bool = not config.DISABLE_JIT
"""Whether behaviours run as machine code."""

BEHAVIOURS: list[str] = []
"""Names of all behaviours that were declared, in order of declaration."""

SOURCES = ("agents", "model")
"""The packages whose source the machine code is made from."""

KEPT_CACHES = 4
"""How many versions of the machine code stay on disk."""


def behaviour(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over records on its first call; release the GIL in it."""
    BEHAVIOURS.append(function.__name__)
    compiled: Callable[P, R] = numba.njit(nogil=True, forceinline=True)(function)
    return compiled


def apart(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a behaviour once, and call it.

    Other behaviours are compiled into each place that uses them, which is
    faster; for what is long and seldom done that only takes time to compile.
    """
    BEHAVIOURS.append(function.__name__)
    compiled: Callable[P, R] = numba.njit(nogil=True)(function)
    return compiled


def plain(function: Callable[P, R]) -> Callable[P, R]:
    """Return a behaviour's Python function, for one call that is not worth compiling for."""
    python: Callable[P, R] = getattr(function, "py_func", function)
    return python


def stage(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a part of the month that works on the whole town; only a kernel can call it.

    Taking a town apart for a call from Python would double the time to compile,
    so that way is left out.
    """
    return _staged(function, inline=True)


def chapter(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a long stage apart from its caller: two small functions compile faster than a large one."""
    return _staged(function, inline=False)


def _staged(function: Callable[P, R], *, inline: bool) -> Callable[P, R]:
    BEHAVIOURS.append(function.__name__)
    if not COMPILED:
        return function
    options: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    compiled: Any = numba.njit(nogil=True, forceinline=inline, **options)(function)
    compiled.__class__ = _Stage
    called: Callable[P, R] = compiled
    return called


class _Stage(CPUDispatcher):
    """A compiled function that says so when Python calls it, instead of crashing."""

    def __call__(self, *_: Any, **__: Any) -> Any:
        message = f"{self.py_func.__name__} is a stage of the month: only a kernel can call it"
        raise TypeError(message)


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile an entry point, and keep its machine code on disk.

    Numba alone does not notice an edit in another file than the entry point's
    own, so the cache folder is named after a hash of all the source.
    """
    BEHAVIOURS.append(function.__name__)
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder())
    try:
        compiled: Callable[P, R] = numba.njit(nogil=True, cache=True)(function)
    finally:
        config.CACHE_DIR = before
    return compiled


def cache_folder() -> Path:
    """Return the folder for the machine code of exactly this source."""
    if not COMPILED:
        return Path(tempfile.gettempdir())
    for base in (user_cache_path("tillit"), Path(tempfile.gettempdir()) / f"tillit-{os.getpid()}"):
        folder = base / "kernels" / source_hash()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            forget_old_caches(folder)
            return folder
    message = f"no folder for the compiled model can be written; tried {user_cache_path('tillit')}"
    raise OSError(message)


def source_hash() -> str:
    """Hash the source of all behaviours, and what compiles it."""
    digest = hashlib.blake2b(digest_size=12)
    digest.update(f"{numba.__version__} {sys.version}".encode())
    root = Path(__file__).resolve().parents[2]
    for package in SOURCES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def forget_old_caches(folder: Path) -> None:
    """Delete all but the newest caches beside `folder`."""
    folder.touch()
    others = sorted(folder.parent.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[KEPT_CACHES:]:
        for path in sorted(old.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        old.rmdir()


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
    event.register("numba:compile", listener)  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        event.unregister("numba:compile", listener)  # type: ignore[no-untyped-call]
