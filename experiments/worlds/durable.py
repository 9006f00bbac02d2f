"""Durable: a file is there whole or not at all, whatever kills the program or the machine."""

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".unfinished-"
"""How the names of files begin that are still being written; readers pass over them."""


def write_durably(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place, and put it there when it is safe on disk, in place of what was there.

    OSError if there is no room, or no right to write; what was at `path` is as it was.
    """
    # Unlike any other, so that two programs may write the same file at once.
    draft = path.with_name(f"{UNFINISHED}{uuid.uuid4().hex}-{path.name}")
    try:
        write(draft)
        flush_to_disk(draft)
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    flush_to_disk(path.parent)


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    folder = path.is_dir()
    if folder and os.name == "nt":
        return  # Windows opens no folders, and writes names by itself
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
