"""Failure table: runs that raised, or that took their process with them."""

import io
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

SCHEMA = pa.schema(
    [
        pa.field("run_id", pa.int64(), nullable=False),
        pa.field("design_id", pa.int32(), nullable=False),
        pa.field("replication", pa.int32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("traceback", pa.string(), nullable=False),
        pa.field("row", pa.string(), nullable=False),
    ]
)
"""Columns of the files of failures."""


class Failure(NamedTuple):
    """One run that failed."""

    run_id: int
    design_id: int
    replication: int
    kind: str
    """Name of the exception, or ``crash``."""
    message: str
    traceback: str
    row: str
    """The row of the design, as JSON."""


def as_bytes(failures: Iterable[Failure]) -> bytes:
    """Return the file of some failures."""
    rows = [it._asdict() for it in sorted(failures)]
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), stream, compression="zstd")
    return stream.getvalue()


def as_frame(failures: Iterable[Failure]) -> pd.DataFrame:
    """Return some failures, a row each."""
    rows = [it._asdict() for it in failures]
    frame: pd.DataFrame = pa.Table.from_pylist(rows, schema=SCHEMA).to_pandas()
    return frame


def from_bytes(content: bytes) -> list[Failure]:
    """Return the failures of a file."""
    return [Failure(**it) for it in parquet.read_table(pa.BufferReader(content)).to_pylist()]
