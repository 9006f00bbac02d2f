"""Tables: what lies in the files of a sweep, the outputs of runs and the failures, as Parquet."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
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
    """Return the rows of some runs, by their numbers in order; figures of shape (runs, outputs, months)."""
    months, outputs = design.months, design.outputs
    values = np.asarray(figures, np.float64).reshape(len(runs), len(outputs), months)
    run_id = np.repeat(np.asarray(runs, np.int64), months)
    replication, design_id = np.divmod(run_id, len(design.rows))
    month = np.tile(np.arange(1, months + 1), len(runs))
    columns = [run_id, design_id, replication, month, *(values[:, at].ravel() for at in range(len(outputs)))]
    schema = _schema(KEYS | dict.fromkeys(outputs, pa.float64()))
    arrays = [pa.array(it, kind) for it, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def failure_table(failures: Iterable[Failure]) -> pa.Table:
    """Return the rows of some failures."""
    texts = dict.fromkeys(("kind", "message", "traceback", "row"), pa.string())
    return pa.Table.from_pylist([it._asdict() for it in failures], schema=_schema(RUN | texts))


def write_table(table: pa.Table, path: Path | pa.NativeFile) -> None:
    """Write a file: small, quick to write, and the same bytes each time."""
    figures = [it.name for it in table.schema if it.type == pa.float64()]
    parquet.write_table(
        table,
        path,
        compression="zstd",
        use_dictionary=[name for name in KEYS if name in table.schema.names],
        column_encoding=dict.fromkeys(figures, "BYTE_STREAM_SPLIT") or None,
    )


def read_failures(path: Path) -> list[Failure]:
    """Return the failures of a file."""
    return [Failure(**it) for it in parquet.read_table(path, partitioning=None).to_pylist()]


def _schema(columns: Mapping[str, pa.DataType]) -> pa.Schema:
    """Return columns of which none has gaps."""
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])
