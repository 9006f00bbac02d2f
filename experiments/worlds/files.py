"""Files: there whole or not at all, whatever kills the program; and tables as CSV, for programs or Excel."""

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

UNFINISHED = ".unfinished-"  # begins the names of files that are still being written; readers pass over them


class CsvFormat(StrEnum):
    """How tables are written as CSV."""

    PLAIN = "plain"  # commas and decimal points, as programs read it
    SV = "sv"  # semicolons, decimal commas and a byte-order mark, as Excel opens it in Sweden


csv_format: ContextVar[CsvFormat] = ContextVar("csv_format", default=CsvFormat.PLAIN)
"""The format of all tables that a command writes."""


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
    if os.name != "nt":  # Windows opens no folders, and writes names by itself
        flush_to_disk(path.parent)


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_csv(frame: "pd.DataFrame", path: Path) -> None:
    """Write a table into a file, in the format that the command was asked for."""
    import pyarrow as pa  # noqa: PLC0415 - lazy: every command knows the formats, few write tables
    from pyarrow import csv  # noqa: PLC0415 - the same

    if csv_format.get() is CsvFormat.PLAIN:
        csv.write_csv(pa.Table.from_pandas(frame, preserve_index=False), path)
    else:
        frame.to_csv(path, sep=";", decimal=",", lineterminator="\r\n", index=False, encoding="utf-8-sig")
