"""Compacting: join the many small files of a sweep to few large ones.

The large file is whole and in its place before the small ones go, and as long
as both are there, the larger one counts: whenever it is stopped, no run is
lost and none is doubled.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.durable import write_durably
from tillit.experiments.sweep.chunks import Span, current_files, file_name, files_in
from tillit.experiments.sweep.holding import alone
from tillit.experiments.sweep.run_table import encoding
from tillit.experiments.sweep.store import Store

LARGE = 256_000_000
"""Bytes of a file that is not joined to others."""
ROWS = 250_000
"""Rows that are held in memory, and that lie together in a large file."""


def compact(store: Store, large: int = LARGE) -> tuple[int, int]:
    """Join small files to large ones.

    Parameters
    ----------
    store
        Whose files.
    large
        Bytes that the files joined to one may have together.

    Returns
    -------
    tuple
        How many files there were, and how many there are.

    Raises
    ------
    RefusedError
        If another program retries or compacts the same sweep.
    """
    with alone(store.folder, "compact"):
        forget_replaced(store.runs)
        before = current_files(store.runs)
        for group in groups(before, large):
            joined = Span(group[0][0].first, group[-1][0].last)
            write_run_file(store.runs / file_name(joined), (parquet.read_table(path) for _, path in group))
            for _, path in group:
                forget(path)
        return len(before), len(store.run_files())


def forget_replaced(folder: Path) -> None:
    """Remove the files that lie within larger ones: what a kill, or a slow launcher, left behind."""
    current = {path for _, path in current_files(folder)}
    for _, path in list(files_in(folder)):
        if path not in current:
            forget(path)


def forget(path: Path) -> None:
    """Remove a file that lies within another."""
    path.unlink()


def groups(files: list[tuple[Span, Path]], large: int) -> Iterator[list[tuple[Span, Path]]]:
    """Yield the files that are joined to one: neighbours without a gap between them."""
    group: list[tuple[Span, Path]] = files[:1]
    size = sum(path.stat().st_size for _, path in group)
    for (before, _), (span, path) in pairwise(files):
        more = path.stat().st_size
        if span.first != before.last + 1 or size + more > large:
            if len(group) > 1:
                yield group
            group, size = [], 0
        group.append((span, path))
        size += more
    if len(group) > 1:
        yield group


def write_run_file(path: Path, tables: Iterable[pa.Table]) -> None:
    """Write a large file of runs from the tables of small ones, a few at a time."""

    def write(draft: Path) -> None:
        held: list[pa.Table] = []
        writer = None
        try:
            for table in tables:
                writer = writer or parquet.ParquetWriter(draft, table.schema, **encoding(table.schema))
                held.append(table)
                if sum(len(it) for it in held) >= ROWS:
                    writer.write_table(pa.concat_tables(held).combine_chunks())
                    held.clear()
            if writer is not None and held:
                writer.write_table(pa.concat_tables(held).combine_chunks())
        finally:
            if writer is not None:
                writer.close()

    write_durably(path, write)
