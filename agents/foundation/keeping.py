"""Keeping: machine code on disk, so that what was compiled once is not compiled again.

Each compiled function has a file of its own, named after all that it was made from (see
`seeing`). An edit therefore compiles the function that was edited and those that call it; going
back to an older state of the program compiles nothing. What is in no use goes, oldest first.
"""

import getpass
import hashlib
import os
import pickle
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from filelock import FileLock
from numba.core import serialize, sigutils
from numba.core.caching import _Cache
from platformdirs import user_cache_path

from tillit.agents.foundation.seeing import key_of, types_key

MARK = 16
"""Bytes before the code by which a damaged file is known."""

MOST_BYTES = 500_000_000
"""How much machine code stays on disk; the whole model is a fiftieth of it."""


class Kept(_Cache):
    """The machine code of one function, by the types of its arguments.

    Parameters
    ----------
    owner
        Numba's dispatcher of the function.
    take_apart
        Makes a tuple that can be written of a compiled function.
    put_together
        Makes a compiled function of Numba's context and such a tuple.
    """

    def __init__(self, owner: Any, take_apart: Callable[..., Any], put_together: Callable[..., Any]) -> None:
        self._owner = owner
        self._take_apart = take_apart
        self._put_together = put_together

    @property
    def cache_path(self) -> str:
        """Where the code is kept."""
        return str(folder())

    def path(self, signature: Any) -> Path:
        """Return the file of the code for these types of arguments."""
        owner = self._owner
        arguments, _ = sigutils.normalize_signature(signature)
        name = name_on_disk(owner.py_func, machine_of(owner))
        way = f"{type(owner).__name__} {sorted(owner.targetoptions.items())}"
        return folder() / f"{name}-{types_key(tuple(arguments), way)}"

    def load_overload(self, signature: Any, target_context: Any) -> Any:
        """Return the compiled function, None if it is not there or cannot be read."""
        target_context.refresh()
        path = self.path(signature)
        try:
            stored = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        mark, code = stored[:MARK], stored[MARK:]
        if mark != _mark(path.name, code):  # damaged, or another function's
            return None
        parts = pickle.loads(code)  # noqa: S301 - written by ourselves, in the user's own folder
        return self._put_together(target_context, *parts)

    def save_overload(self, signature: Any, data: Any) -> None:
        """Write the compiled function, if others can find it: functions inside functions are nobody's."""
        if "<locals>" in self._owner.py_func.__qualname__:
            return
        path = self.path(signature)
        code = serialize.dumps(self._take_apart(data))
        try:
            _write(path, _mark(path.name, code) + code)
        except OSError as error:
            message = f"the compiled model is not kept, so the next start compiles it again: {error}"
            warnings.warn(message, RuntimeWarning, stacklevel=2)

    def enable(self) -> None:
        """Do nothing: code is always kept."""

    def disable(self) -> None:
        """Do nothing: code is always kept."""

    def flush(self) -> None:
        """Do nothing: what is out of date has another name."""


def _mark(name: str, code: bytes) -> bytes:
    """Return what tells a whole file from a damaged one, and from another function's."""
    return hashlib.blake2b(name.encode() + code, digest_size=MARK).digest()


def _write(path: Path, content: bytes) -> None:
    """Write a file at once: another process finds the whole of it, or none."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="draft-", delete=False) as draft:
        try:
            draft.write(content)
            draft.close()
            Path(draft.name).replace(path)
        except OSError:
            Path(draft.name).unlink()
            raise


def machine_of(owner: Any) -> tuple[str, ...]:
    """Return the processor for which a dispatcher compiles, as Numba names it."""
    return tuple(map(str, owner.targetctx.codegen().magic_tuple()))


def name_on_disk(function: FunctionType, machine: tuple[str, ...]) -> str:
    """Return how the names of all files begin that hold a function as it is now."""
    return f"{function.__name__}-{key_of(function, machine)}"


def kept_names() -> set[str]:
    """Return how the names of the files begin that are there; see `name_on_disk`."""
    return {path.name.rpartition("-")[0] for path in folder().glob("*-*-*")}


@cache
def folder() -> Path:
    """Return the folder for machine code: the user's own, or one of theirs in the temporary folder.

    Raises
    ------
    OSError
        If neither can be written.
    """
    shared = Path(tempfile.gettempdir()) / f"tillit-{getpass.getuser()}"
    for base in (user_cache_path("tillit"), shared):
        path = base / "machine-code"
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(path, os.W_OK) and _is_ours(base):
            return path
    message = (
        f"no folder for the compiled model can be written: tried {user_cache_path('tillit')} and {shared}"
    )
    raise OSError(message)


def _is_ours(path: Path) -> bool:
    """Tell whether a folder is this user's own: what lies in it is run."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


@contextmanager
def one_at_a_time(kept: Kept, signature: Any) -> Iterator[None]:
    """Let one process compile at a time; whoever waited finds on disk what the other made."""
    if kept.path(signature).exists():
        yield
        return
    with FileLock(folder() / "compiling.lock"):
        yield
    forget_oldest()


def forget_oldest() -> None:
    """Delete the code that was used longest ago, when there is too much of it."""
    left = MOST_BYTES
    for path in sorted(folder().glob("*-*"), key=_last_use, reverse=True):
        try:
            left -= path.stat().st_size
            if left < 0:
                path.unlink()
        except FileNotFoundError:  # another process was quicker
            continue


def _last_use(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
