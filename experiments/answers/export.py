"""Export: all of a sweep in one file that other programs read."""

import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.tidy import (
    about,
    about_output,
    dataset,
    run_files,
    tables_of,
)
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.worlds.csv_files import csv_writer
from tillit.experiments.worlds.durable import UNFINISHED, write_durably

FORMATS = (".csv", ".pq", ".parquet", ".nc", ".zarr")


def export(sweep: Sweep, path: Path | str) -> Path:
    """Write all runs into one new file, of a format by its suffix; for .zarr, a folder.

    Of an unfinished sweep what is not there is left out of CSV and Parquet, and NaN in zarr and NetCDF.
    RefusedError if the file is there already, the format is unknown, or its package is not installed.
    """
    sweep.warn_if_unfinished()
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise RefusedError(
            f"{path.name}: unknown format; end the file's name in .csv, .parquet, .nc or .zarr"
        )
    if path.exists():
        raise RefusedError(
            f"{path} is there already; nothing is overwritten: name another file, or remove that one"
        )
    run_files(sweep)  # refuses if there are none
    parent = path.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    if kind == ".zarr":
        zarr = needed("zarr")
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=parent) as folder:
            draft = Path(folder) / path.name
            _write_arrays(sweep, "to_zarr", draft, zarr_format=2, consolidated=False)
            zarr.consolidate_metadata(str(draft), zarr_format=2)
            draft.replace(path)
    elif kind == ".nc":
        needed("netCDF4")
        write_durably(path, lambda it: _write_arrays(sweep, "to_netcdf", it, engine="netcdf4"))
    else:
        write_durably(path, lambda draft: _write_tables(sweep, draft, kind))
    return path


def _write_tables(sweep: Sweep, draft: Path, kind: str) -> None:
    """Write one row a run and month, with no more than one file of runs in memory."""
    # The file says of itself what its columns are, and where they come from.
    told = {name: about_output(sweep, name) for name in sweep.outputs}
    fields = [it.with_metadata(told.get(it.name)) for it in next(tables_of(sweep)).schema]
    schema = pa.schema(fields, {name: str(value) for name, value in about(sweep).items()})
    opened = csv_writer if kind == ".csv" else partial(parquet.ParquetWriter, compression="zstd")
    with closing(opened(draft, schema)) as writer:
        for table in tables_of(sweep):
            writer.write_table(table.cast(schema))


def _write_arrays(sweep: Sweep, how: str, draft: Path, **layout: Any) -> None:  # noqa: ANN401 - xarray's own
    """Write an array an output, with no more than one of them in memory."""
    for number, name in enumerate(sweep.outputs):
        small = {name: {"zlib": True, "complevel": 1, "shuffle": True}}
        encoding = {"encoding": small} if how == "to_netcdf" else {}
        write = getattr(dataset(sweep, [name]), how)
        write(draft, mode="a" if number else "w", **layout, **encoding)
