"""Tidy: runs and design side by side, for pandas, Dask, and whatever reads tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute, parquet

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

if TYPE_CHECKING:
    import xarray


KEYS = ("run_id", "design_id", "replication")
WORDS = ("town", "variant")
"""Columns of the design that are words, the same few again and again."""


def to_pandas(
    sweep: Sweep, outputs: Sequence[str] | None = None, *, months: Sequence[int] | None = None
) -> pd.DataFrame:
    """Return one row a run and month: keys, columns of the design, month, outputs.

    An unfinished sweep gives what is there, and a warning. Outputs are all if left out, and so are months,
    from 1; one or two of them make a small frame. RefusedError if no run is there, or there is no such
    output or month.
    """
    sweep.warn_if_unfinished()
    wrong = [month for month in months or () if not 1 <= month <= sweep.months]
    if wrong:
        raise RefusedError(f"months {wrong}: the runs have months 1 to {sweep.months}")
    only = None if months is None else pa.array(list(months), pa.int16())
    names = _chosen(sweep, outputs)
    tables = [
        table if only is None else table.filter(compute.is_in(table["month"], only))
        for table in tables_of(sweep, names)
    ]
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas(categories=list(WORDS), split_blocks=True)
    return frame


def to_dask(sweep: Sweep, outputs: Sequence[str] | None = None) -> Any:  # noqa: ANN401 - Dask has no types
    """Return the same as `to_pandas` as a Dask frame, one part a file, which need not fit into memory."""
    sweep.warn_if_unfinished()
    names, files = _chosen(sweep, outputs), sweep.run_files()
    rows = pa.Table.from_pandas(sweep.rows, preserve_index=False)
    # All parts need the same categories, in whichever file a town or variant first appears.
    kinds = {name: pd.CategoricalDtype(list(dict.fromkeys(sweep.rows[name]))) for name in WORDS}

    def part(file: Path) -> pd.DataFrame:
        frame: pd.DataFrame = _table_of(file, rows, names).to_pandas()
        return frame.astype(kinds)

    return needed("dask.dataframe").from_map(part, files, meta=part(files[0]).iloc[:0])


def to_xarray(sweep: Sweep, outputs: Sequence[str] | None = None) -> "xarray.Dataset":
    """Return a data set with dimensions design_id, replication and month.

    Points, towns, variants and factors are coordinates along design_id;
    units, title, version and seed are attributes. An unfinished sweep gives
    NaN where a run is not there, and a warning.
    """
    sweep.warn_if_unfinished()
    data: xarray.Dataset = coordinates(sweep)
    return data.assign({name: variable(sweep, name) for name in _chosen(sweep, outputs)})


def tables_of(sweep: Sweep, outputs: list[str]) -> Iterator[pa.Table]:
    """Yield the runs of one file after the other, with the columns of their rows of the design."""
    rows = pa.Table.from_pandas(sweep.rows, preserve_index=False)
    for file in sweep.run_files():
        yield _table_of(file, rows, outputs)


def coordinates(sweep: Sweep) -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return a data set without outputs: what the rows, replications and months are."""
    units = {it.name: {"units": it.unit, "source": it.source} for it in sweep.design.factors}
    columns = {}
    for name, column in sweep.rows.items():
        # Words as text of one width: every format can hold it.
        values = column.to_numpy().astype(str) if name in WORDS else column.to_numpy()
        columns[name] = ("design_id", values, units.get(str(name), {}))
    luck = {"long_name": "replication: the same luck in every row"}
    month = {"long_name": "month", "units": "months from the start"}
    axes = {
        "design_id": ("design_id", np.arange(len(sweep.rows)), {"long_name": "row of the design"}),
        "replication": ("replication", np.arange(sweep.replications), luck),
        "month": ("month", np.arange(1, sweep.months + 1), month),
    }
    return needed("xarray").Dataset(coords=axes | columns, attrs=about(sweep))


def variable(sweep: Sweep, output: str) -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return one output, NaN where a run is not there."""
    sides = ("design_id", "replication", "month")
    return needed("xarray").Variable(sides, sweep.with_gaps(output), about_output(sweep, output))


def about(sweep: Sweep) -> dict[str, Any]:
    """Return what a file says of the sweep that it comes from."""
    record = sweep.store.record
    program = record.program
    lacking = sweep.completeness()
    return {
        "title": sweep.design.title,
        "source": f"Tillit {program.tillit}: a simulation, not observations",
        "revision": program.revision or "unknown",
        "model_source": program.source,
        "design_digest": record.digest,
        "seed": str(sweep.design.seed),
        "months": sweep.months,
        "replications": sweep.replications,
        "sampler": sweep.design.sampler.kind,
        "outputs": ", ".join(sweep.outputs),
        "runs_done": lacking.runs - lacking.missing - lacking.failed,
        "runs_missing": lacking.missing,
        "runs_failed": lacking.failed,
    }


def about_output(sweep: Sweep, output: str) -> dict[str, str]:
    """Return what a file says of one output."""
    indicator = sweep.indicator(output)
    currencies = " or ".join(dict.fromkeys(it.currency for it in sweep.towns.values()))
    return {
        "units": indicator.unit.replace("SEK", currencies),
        "long_name": indicator.labels["en"],
        "description": indicator.formula,
    }


def _chosen(sweep: Sweep, outputs: Sequence[str] | None) -> list[str]:
    return list(sweep.outputs) if outputs is None else [sweep.output(name) for name in outputs]


def _table_of(file: Path, rows: pa.Table, outputs: list[str]) -> pa.Table:
    """Return the runs of one file, with the columns of their rows of the design."""
    # Not as a data set: in a folder called town=x, that would make columns of the folder's name.
    table = parquet.read_table(file, columns=[*KEYS, "month", *outputs], partitioning=None)
    beside = rows.take(table["design_id"])
    columns = {name: table[name] for name in KEYS} | {name: beside[name] for name in beside.column_names}
    return pa.table(columns | {name: table[name] for name in ("month", *outputs)})
