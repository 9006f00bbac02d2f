"""Tables: what lies in the files of a sweep, the outputs of runs and the failures, as Parquet."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.sweep.design import Design

Array = NDArray[np.float64]

RUN = {"run_id": pa.int64(), "design_id": pa.int32(), "replication": pa.int32()}
"""Columns that say which run it is."""
KEYS = RUN | {"month": pa.int16()}
"""Columns that say whose the outputs are; months count from 1."""


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


def table_of(design: Design, runs: Sequence[int], figures: Sequence[Array] | Array) -> pa.Table:
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
    months, outputs = design.months, design.outputs
    values = np.asarray(figures, np.float64).reshape(len(runs), len(outputs), months)
    run_id = np.repeat(np.asarray(runs, np.int64), months)
    replication, design_id = np.divmod(run_id, len(design.rows))
    month = np.tile(np.arange(1, months + 1), len(runs))
    columns = [run_id, design_id, replication, month, *(values[:, at].ravel() for at in range(len(outputs)))]
    schema = _schema(KEYS | dict.fromkeys(outputs, pa.float64()))
    arrays = [pa.array(it, kind) for it, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def as_bytes(table: pa.Table) -> bytes:
    """Return the file of some runs: small, quick to write, and the same bytes each time."""
    stream = io.BytesIO()
    parquet.write_table(
        table,
        stream,
        compression="zstd",
        use_dictionary=list(KEYS),
        column_encoding=dict.fromkeys(table.schema.names[len(KEYS) :], "BYTE_STREAM_SPLIT"),
    )
    return stream.getvalue()


def from_bytes(content: bytes) -> pa.Table:
    """Return the table of a file."""
    return parquet.read_table(pa.BufferReader(content))


def write_failures(failures: Iterable[Failure], path: Path) -> None:
    """Write a file of failures."""
    parquet.write_table(_failures(sorted(failures)), path, compression="zstd")


def read_failures(path: Path) -> list[Failure]:
    """Return the failures of a file."""
    return [Failure(**it) for it in parquet.read_table(path, partitioning=None).to_pylist()]


def failure_frame(failures: Iterable[Failure]) -> pd.DataFrame:
    """Return some failures, a row each."""
    frame: pd.DataFrame = _failures(failures).to_pandas()
    return frame


def _failures(failures: Iterable[Failure]) -> pa.Table:
    texts = dict.fromkeys(("kind", "message", "traceback", "row"), pa.string())
    return pa.Table.from_pylist([it._asdict() for it in failures], schema=_schema(RUN | texts))


def _schema(columns: Mapping[str, pa.DataType]) -> pa.Schema:
    """Return columns of which none has gaps."""
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])
