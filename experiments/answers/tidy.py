"""Tidy: runs and design side by side, for pandas, Dask, and whatever reads tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.model.indicators import INDICATORS

if TYPE_CHECKING:
    import xarray

KEYS = ("run_id", "design_id", "replication")
WORDS = ("town", "variant")
"""Columns of the design that are words, the same few again and again."""


def to_pandas(sweep: Sweep, outputs: Sequence[str] | None = None) -> pd.DataFrame:
    """Return one row a run and month: keys, columns of the design, month, outputs (all if left out).

    An unfinished sweep gives what is there, and a warning. RefusedError if no run is there, or there is no
    such output.
    """
    sweep.warn_if_unfinished()
    table = pa.concat_tables(tables_of(sweep, outputs))
    frame: pd.DataFrame = table.to_pandas(categories=list(WORDS), split_blocks=True)
    return frame


def to_dask(sweep: Sweep, outputs: Sequence[str] | None = None) -> Any:  # noqa: ANN401 - Dask has no types
    """Return the same as `to_pandas` as a Dask frame, one part a file, which need not fit into memory."""
    sweep.warn_if_unfinished()
    # All parts need the same categories, in whichever file a town or variant first appears.
    kinds = {name: pd.CategoricalDtype(list(dict.fromkeys(sweep.rows[name]))) for name in WORDS}

    def part(file: Path) -> pd.DataFrame:
        frame: pd.DataFrame = next(tables_of(sweep, outputs, [file])).to_pandas()
        return frame.astype(kinds)

    files = run_files(sweep)
    return needed("dask.dataframe").from_map(part, files, meta=part(files[0]).iloc[:0])


def to_xarray(sweep: Sweep, outputs: Sequence[str] | None = None) -> "xarray.Dataset":
    """Return a data set with dimensions design_id, replication and month.

    Points, towns, variants and factors are coordinates along design_id;
    units, title, version and seed are attributes. An unfinished sweep gives
    NaN where a run is not there, and a warning.
    """
    sweep.warn_if_unfinished()
    data: xarray.Dataset = dataset(sweep, outputs or sweep.outputs)
    return data


def run_files(sweep: Sweep) -> list[Path]:
    """Return the files of the runs that are there; refuse a sweep of which none is."""
    if files := sweep.store.run_files():
        return files
    raise RefusedError(
        f"{sweep.folder}: no run is done yet; 'tillit sweep status {sweep.folder}' says how far it is"
    )


def tables_of(
    sweep: Sweep, outputs: Sequence[str] | None = None, files: Sequence[Path] | None = None
) -> Iterator[pa.Table]:
    """Yield the runs of one file after the other, with the columns of their rows of the design."""
    rows = pa.Table.from_pandas(sweep.rows, preserve_index=False)
    columns = ["month", *(sweep.output(name) for name in outputs or sweep.outputs)]
    for file in files or run_files(sweep):
        # Not as a data set: in a folder called town=x, that would make columns of the folder's name.
        table = parquet.read_table(file, columns=[*KEYS, *columns], partitioning=None)
        both = [*table.select(KEYS).itercolumns(), *rows.take(table["design_id"]).itercolumns()]
        yield pa.table([*both, *table.select(columns).itercolumns()], [*KEYS, *rows.column_names, *columns])


def dataset(sweep: Sweep, outputs: Sequence[str]) -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return some outputs, NaN where a run is not there, with what the rows, replications and months are."""
    factors = {it.name: {"units": it.unit, "source": it.source} for it in sweep.design.factors}
    luck = {"long_name": "replication: the same luck in every row"}
    month = {"long_name": "month", "units": "months from the start"}
    axes: dict[str, Any] = {
        "design_id": ("design_id", sweep.rows.index, {"long_name": "row of the design"}),
        "replication": ("replication", np.arange(sweep.design.replications), luck),
        "month": ("month", np.arange(1, sweep.months + 1), month),
    }
    arrays = {
        name: (tuple(axes), sweep.array(name, gaps=True), about_output(sweep, name)) for name in outputs
    }
    for name, column in sweep.rows.items():
        # Words as text of one width: every format can hold it.
        values = column.to_numpy().astype(str) if name in WORDS else column.to_numpy()
        axes[str(name)] = ("design_id", values, factors.get(str(name), {}))
    return needed("xarray").Dataset(arrays, axes, about(sweep))


def about(sweep: Sweep) -> dict[str, Any]:
    """Return what a file says of the sweep that it comes from."""
    record, design, state = sweep.store.record, sweep.design, sweep.store.progress()
    return {
        "title": design.title,
        "source": f"Tillit {record.program.tillit}: a simulation, not observations",
        "revision": record.program.revision or "unknown",
        "model_source": record.program.source,
        "design_digest": record.digest,
        "seed": str(design.seed),
        "months": design.months,
        "replications": design.replications,
        "sampler": design.sampler.kind,
        "outputs": ", ".join(design.outputs),
        "runs_done": state.done - state.failed,
        "runs_missing": state.runs - state.done,
        "runs_failed": state.failed,
    }


def about_output(sweep: Sweep, output: str) -> dict[str, str]:
    """Return what a file says of one output."""
    indicator = INDICATORS[output]
    currencies = " or ".join(dict.fromkeys(it.currency for it in sweep.towns.values()))
    return {
        "units": indicator.unit.replace("SEK", currencies),
        "long_name": indicator.labels["en"],
        "description": indicator.formula,
    }
