"""Tables: how the runs of a sweep are numbered, and in which files they and their failures lie.

Runs are numbered replication by replication, so that a sweep that is stopped has as many replications of
each row as of any other, give or take one. A chunk is some consecutive runs: what a worker does in one go,
and one Parquet file.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.sweep.design import Design
from tillit.model.origin import RUN_IN

Array = NDArray[np.float64]
LARGEST, FEWEST_CHUNKS = 1_000, 16
"""Most runs in a chunk; and how often a small sweep is parted, or some workers would have nothing to do."""
SECONDS, SECONDS_A_HOUSEHOLD_MONTH, SECONDS_A_RUN = 1.0, 2e-7, 1e-3
"""What a chunk should take, a household to live a month, and a run besides, about."""
NAME = re.compile(r"^(\d{6,})\.parquet$")
RUN = {"run_id": pa.int64(), "design_id": pa.int32(), "replication": pa.int32()}
KEYS = RUN | {"month": pa.int16()}
"""Columns that say whose the outputs are; months count from 1."""


@dataclass(frozen=True)
class Chunks:
    """All chunks of a sweep: of so many `runs`, `size` of them in each but perhaps the last."""

    runs: int
    size: int

    def __len__(self) -> int:
        return math.ceil(self.runs / self.size)

    def of(self, number: int) -> range:
        """Return the numbers of the runs in a chunk."""
        return range(number * self.size, min((number + 1) * self.size, self.runs))


@dataclass(frozen=True)
class Progress:
    """How far a sweep is, in runs; of those that are done some failed, and some were done `here`."""

    runs: int
    done: int
    failed: int
    here: int = 0
    seconds: float = 0.0
    """How long this program has been at it."""

    @property
    def rate(self) -> float:
        """Runs a second of this program; 0 as long as none is done."""
        return self.here / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest will take at this rate; None as long as nobody knows."""
        return (self.runs - self.done) / self.rate if self.here else None


class Failure(NamedTuple):
    """One run that failed: `kind` is the exception's name, or ``crash``; `row` of the design is JSON."""

    run_id: int
    design_id: int
    replication: int
    kind: str
    message: str
    traceback: str
    row: str


def usual_size(design: Design) -> int:
    """Return how many runs of a design take about a second.

    Estimated from the design, not measured, so that it makes the same files on any machine.
    """
    households = max(town.town.households for town in design.scenarios)
    seconds = households * (design.months + RUN_IN) * SECONDS_A_HOUSEHOLD_MONTH + SECONDS_A_RUN
    return max(1, min(round(SECONDS / seconds), design.runs // FEWEST_CHUNKS, LARGEST))


def file_name(number: int) -> str:
    """Return the name of the file in which a chunk lies."""
    return f"{number:06}.parquet"


def files_in(folder: Path) -> dict[int, Path]:
    """Return the finished files of a folder by their chunk, in order."""
    found = {int(match[1]): path for path in folder.iterdir() if (match := NAME.match(path.name))}
    return dict(sorted(found.items()))


def table_of(design: Design, runs: Sequence[int], figures: Sequence[Array] | Array) -> pa.Table:
    """Return the rows of some runs, by their numbers in order; figures of shape (runs, outputs, months)."""
    months, outputs = design.months, design.outputs
    values = np.asarray(figures, np.float64).reshape(len(runs), len(outputs), months)
    run_id = np.repeat(np.asarray(runs, np.int64), months)
    replication, design_id = np.divmod(run_id, len(design.rows))
    month = np.tile(np.arange(1, months + 1), len(runs))
    said = dict(zip(KEYS, (run_id, design_id, replication, month), strict=True))
    said |= {name: values[:, at].ravel() for at, name in enumerate(outputs)}
    return pa.Table.from_pydict(said, schema=_schema(KEYS | dict.fromkeys(outputs, pa.float64())))


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


def _schema(columns: Mapping[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])
