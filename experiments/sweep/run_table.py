"""Run table: the outputs of some runs as columns, and as the bytes of a Parquet file."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.sweep.design import Design

Figures = NDArray[np.float64]

KEYS = (
    pa.field("run_id", pa.int64(), nullable=False),
    pa.field("design_id", pa.int32(), nullable=False),
    pa.field("replication", pa.int32(), nullable=False),
    pa.field("month", pa.int16(), nullable=False),
)
"""Columns that say whose the outputs are; months count from 1."""


def run_schema(outputs: Sequence[str]) -> pa.Schema:
    """Return the columns of the files of runs."""
    return pa.schema([*KEYS, *(pa.field(name, pa.float64(), nullable=False) for name in outputs)])


def table_of(design: Design, runs: Sequence[int], figures: Figures) -> pa.Table:
    """Return the rows of some runs.

    Parameters
    ----------
    design
        What they are runs of.
    runs
        Their numbers, in order.
    figures
        Their outputs, shape (runs, outputs, months).
    """
    months = design.months
    run_id = np.repeat(np.asarray(runs, np.int64), months)
    replication, design_id = np.divmod(run_id, len(design.rows))
    month = np.tile(np.arange(1, months + 1), len(runs))
    columns = [run_id, design_id, replication, month]
    columns += [figures[:, turn].ravel() for turn in range(len(design.outputs))]
    schema = run_schema(design.outputs)
    arrays = [pa.array(it, kind) for it, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def encoding(schema: pa.Schema) -> dict[str, object]:
    """Return how files of runs are written: small, quick, and the same bytes each time."""
    outputs = schema.names[len(KEYS) :]
    return {
        "compression": "zstd",
        "use_dictionary": [field.name for field in KEYS],
        "column_encoding": dict.fromkeys(outputs, "BYTE_STREAM_SPLIT"),
    }


def as_bytes(table: pa.Table) -> bytes:
    """Return the file of a table."""
    stream = io.BytesIO()
    parquet.write_table(table, stream, **encoding(table.schema))
    return stream.getvalue()


def from_bytes(content: bytes) -> pa.Table:
    """Return the table of a file."""
    return parquet.read_table(pa.BufferReader(content))


def runs_in(path: Path) -> NDArray[np.int64]:
    """Return the numbers of the runs in a file."""
    column = parquet.read_table(path, columns=["run_id"], partitioning=None)["run_id"]
    return np.unique(column.to_numpy())
