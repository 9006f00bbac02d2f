"""Holding: a file that a living program holds; the system lets go of it when the program dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tillit.experiments.refused import RefusedError

try:
    import fcntl
except ImportError:  # Windows, where a sign of life must do
    fcntl = None  # type: ignore[assignment]

LOCKS = fcntl is not None
"""Whether this system can tell who holds a file."""


def hold(stream: IO[Any]) -> None:
    """Hold a file until it is closed, or until this process ends in whatever way."""
    if LOCKS:
        fcntl.flock(stream, fcntl.LOCK_EX)


def is_held(path: Path) -> bool:
    """Tell whether a process of this machine holds a file."""
    with path.open("rb") as stream:
        return not taken(stream)


def taken(stream: IO[Any]) -> bool:
    """Try to hold a file, and tell whether that went well."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def alone(folder: Path, doing: str) -> Iterator[None]:
    """Be the only one that changes what is done already, while the context lasts.

    Raises
    ------
    RefusedError
        If another program is at it.
    """
    with (folder / ".changing").open("w", encoding="utf-8") as stream:
        if LOCKS and not taken(stream):
            message = f"another program retries or compacts {folder}; {doing} when it is done"
            raise RefusedError(message)
        yield
