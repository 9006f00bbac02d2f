"""Export: all of a sweep in one file that other programs read."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.tidy import about, about_output, coordinates, tables_of, variable
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.worlds.csv_files import csv_writer
from tillit.experiments.worlds.durable import UNFINISHED, write_durably

Progress = Callable[[int, int], None]
"""Is called with the number of parts that are done, and of all parts."""
FORMATS = {"pq": "parquet", "nc": "netcdf", **{name: name for name in ("csv", "parquet", "netcdf", "zarr")}}
"""Format of each suffix."""


def export(sweep: Sweep, path: Path | str, kind: str | None = None, progress: Progress | None = None) -> Path:
    """Write all runs into one new file; for zarr, a folder.

    Of an unfinished sweep what is not there is left out of CSV and Parquet, and NaN in zarr and NetCDF.
    `kind` is ``csv``, ``parquet``, ``netcdf`` or ``zarr``; by the suffix if left out. RefusedError if the
    file is there already, the format is unknown, or its package is not installed.
    """
    sweep.warn_if_unfinished()
    path = Path(path)
    wanted = (kind or path.suffix.removeprefix(".")).lower()
    if wanted not in FORMATS:
        known = ".csv, .parquet, .nc or .zarr"
        raise RefusedError(
            f"{wanted or path.name}: unknown format; end the file's name in {known}, or say --format"
        )
    if path.exists():
        raise RefusedError(
            f"{path} is there already; nothing is overwritten: name another file, or remove that one"
        )
    sweep.run_files()  # refuses if there are none
    tell = progress or (lambda _done, _all: None)
    parent = path.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    match FORMATS[wanted]:
        case "zarr":
            zarr = needed("zarr")
            with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=parent) as folder:
                draft = Path(folder) / path.name
                _write_arrays(sweep, tell, "to_zarr", draft, zarr_format=2, consolidated=False)
                zarr.consolidate_metadata(str(draft), zarr_format=2)
                draft.replace(path)
        case "netcdf":
            needed("netCDF4")
            write_durably(path, lambda it: _write_arrays(sweep, tell, "to_netcdf", it, engine="netcdf4"))
        case "csv":
            write_durably(path, lambda draft: _write_tables(sweep, tell, partial(csv_writer, draft)))
        case _:
            opened = partial(parquet.ParquetWriter, compression="zstd")
            write_durably(path, lambda draft: _write_tables(sweep, tell, partial(opened, draft)))
    return path


def _write_tables(sweep: Sweep, tell: Progress, opened: Callable[[pa.Schema], Any]) -> None:
    """Write one row a run and month, with no more than one file of runs in memory."""
    number = len(sweep.run_files())
    writer = None
    try:
        for done, table in enumerate(tables_of(sweep, list(sweep.outputs)), 1):
            if writer is None:
                # The file says of itself what its columns are, and where they come from.
                fields = [
                    it.with_metadata(about_output(sweep, it.name)) if it.name in sweep.outputs else it
                    for it in table.schema
                ]
                schema = pa.schema(fields, {name: str(value) for name, value in about(sweep).items()})
                writer = opened(schema)
            writer.write_table(table.cast(schema))
            tell(done, number)
    finally:
        if writer is not None:
            writer.close()


def _write_arrays(sweep: Sweep, tell: Progress, how: str, draft: Path, **layout: Any) -> None:  # noqa: ANN401 - xarray's own
    """Write an array an output, one after the other."""
    data = coordinates(sweep)
    getattr(data, how)(draft, **layout)
    for done, name in enumerate(sweep.outputs, 1):
        smaller = {name: {"zlib": True, "complevel": 1, "shuffle": True}}
        small = {"encoding": smaller} if how == "to_netcdf" else {}
        getattr(data.assign({name: variable(sweep, name)}), how)(draft, mode="a", **layout, **small)
        tell(done, len(sweep.outputs))
