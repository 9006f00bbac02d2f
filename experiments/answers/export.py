"""Exporting: all of a sweep in one file that other programs read."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.tidy import about, about_output, coordinates, tables_of, variable
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.worlds.csv_files import csv_writer
from tillit.experiments.worlds.durable import UNFINISHED, flush_to_disk, write_durably

Progress = Callable[[int, int], None]
"""Is called with the number of parts that are done, and of all parts."""

FORMATS = {
    "csv": "csv",
    "parquet": "parquet",
    "pq": "parquet",
    "nc": "netcdf",
    "netcdf": "netcdf",
    "zarr": "zarr",
}
"""Format of each suffix."""


def export(sweep: Sweep, path: Path | str, kind: str | None = None, progress: Progress | None = None) -> Path:
    """Write all runs into one new file.

    Parameters
    ----------
    sweep
        The sweep, finished or not: what is not there is left out of CSV and
        Parquet, and NaN in zarr and NetCDF.
    path
        The file.
    kind
        ``csv``, ``parquet``, ``netcdf`` or ``zarr``; by the suffix if left out.
    progress
        Called with the number of parts that are done, and of all.

    Returns
    -------
    pathlib.Path
        The file, or for zarr the folder.

    Raises
    ------
    RefusedError
        If it is there already, the format is unknown, or its package is not installed.
    """
    sweep.warn_if_unfinished()
    path = Path(path)
    kind = _format_of(path, kind)
    if path.exists():
        message = f"{path} is there already; nothing is overwritten: name another file, or remove that one"
        raise RefusedError(message)
    if not sweep.store.run_files():
        message = f"{sweep.folder}: no run is done yet, so that there is nothing to export"
        raise RefusedError(message)
    tell = progress or (lambda _done, _all: None)
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    if kind == "zarr":
        _write_folder(path, lambda draft: _write_zarr(sweep, draft, tell))
        return path
    writers = {"csv": _write_csv, "parquet": _write_parquet, "netcdf": _write_netcdf}
    write_durably(path, lambda draft: writers[kind](sweep, draft, tell))
    return path


def _format_of(path: Path, kind: str | None) -> str:
    """Return the format that is meant.

    Raises
    ------
    RefusedError
        If it is unknown.
    """
    name = path.suffix.removeprefix(".").lower() if kind is None else kind.lower()
    if name not in FORMATS:
        known = ".csv, .parquet, .nc or .zarr"
        message = f"{name or path.name}: unknown format; end the file's name in {known}, or say --format"
        raise RefusedError(message)
    return FORMATS[name]


def _write_csv(sweep: Sweep, draft: Path, tell: Progress) -> None:
    """Write one line a run and month."""
    _write_tables(sweep, tell, lambda schema: csv_writer(draft, schema))


def _write_parquet(sweep: Sweep, draft: Path, tell: Progress) -> None:
    """Write one row a run and month; the file says of itself what it holds."""
    _write_tables(sweep, tell, lambda schema: parquet.ParquetWriter(draft, schema, compression="zstd"))


def _write_tables(sweep: Sweep, tell: Progress, opened: Callable[[pa.Schema], Any]) -> None:
    """Write one file of runs after the other, so that memory holds no more than one."""
    number = len(sweep.store.run_files())
    writer = None
    try:
        for done, table in enumerate(tables_of(sweep, list(sweep.outputs)), 1):
            if writer is None:
                schema = _explained(sweep, table.schema)
                writer = opened(schema)
            writer.write_table(table.cast(schema))
            tell(done, number)
    finally:
        if writer is not None:
            writer.close()


def _explained(sweep: Sweep, schema: pa.Schema) -> pa.Schema:
    """Return a schema that says what the columns are, and where they come from."""
    fields = [
        field.with_metadata(about_output(sweep, field.name)) if field.name in sweep.outputs else field
        for field in schema
    ]
    return pa.schema(fields, {name: str(value) for name, value in about(sweep).items()})


def _write_netcdf(sweep: Sweep, draft: Path, tell: Progress) -> None:
    """Write an array an output, one after the other."""
    needed("netCDF4")
    data = coordinates(sweep)
    data.to_netcdf(draft, engine="netcdf4")
    smaller = {"zlib": True, "complevel": 1, "shuffle": True}
    for done, name in enumerate(sweep.outputs, 1):
        one = data.assign({name: variable(sweep, name)})
        one.to_netcdf(draft, mode="a", engine="netcdf4", encoding={name: smaller})
        tell(done, len(sweep.outputs))


def _write_zarr(sweep: Sweep, draft: Path, tell: Progress) -> None:
    """Write an array an output, one after the other."""
    needed("zarr")
    data = coordinates(sweep)
    data.to_zarr(draft, zarr_format=2, consolidated=False)
    for done, name in enumerate(sweep.outputs, 1):
        one = data.assign({name: variable(sweep, name)})
        one.to_zarr(draft, mode="a", zarr_format=2, consolidated=False)
        tell(done, len(sweep.outputs))
    needed("zarr").consolidate_metadata(str(draft), zarr_format=2)


def _write_folder(path: Path, write: Callable[[Path], None]) -> None:
    """Write a folder beside its place, and put it there when it is safe on disk."""
    parent = path.absolute().parent
    draft = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parent)) / path.name
    try:
        write(draft)
        for inner in draft.rglob("*"):
            flush_to_disk(inner)
        draft.replace(path)
    finally:
        shutil.rmtree(draft.parent, ignore_errors=True)
    flush_to_disk(parent)
