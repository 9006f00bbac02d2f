"""Tidy: runs and design side by side, for pandas, Dask, and whatever reads tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute, parquet

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

if TYPE_CHECKING:
    from pathlib import Path

    from tillit.experiments.answers.study import Study

KEYS = ("run_id", "design_id", "replication")
WORDS = ("town", "variant")
"""Columns of the design that are words, the same few again and again."""


def to_pandas(study: "Study", outputs: Sequence[str] | None, months: Sequence[int] | None) -> pd.DataFrame:
    """Return one row a run and month: keys, design, month, outputs; see `Study.to_pandas`."""
    names = chosen(study, outputs)
    only = wanted_months(study, months)
    tables = list(tables_of(study, names, only))
    if not tables:
        message = (
            f"{study.folder}: no run is done yet; 'tillit sweep status {study.folder}' says how far it is"
        )
        raise RefusedError(message)
    frame: pd.DataFrame = pa.concat_tables(tables).to_pandas(categories=list(WORDS), split_blocks=True)
    return frame


def chosen(study: "Study", outputs: Sequence[str] | None) -> list[str]:
    """Return the outputs that are asked for, all if none are named."""
    return list(study.outputs) if outputs is None else [study.output(name) for name in outputs]


def wanted_months(study: "Study", months: Sequence[int] | None) -> pa.Array | None:
    """Return the months that are asked for; None for all.

    Raises
    ------
    RefusedError
        If the runs have no such month.
    """
    if months is None:
        return None
    wrong = [month for month in months if not 1 <= month <= study.months]
    if wrong:
        message = f"months {wrong}: the runs have months 1 to {study.months}"
        raise RefusedError(message)
    return pa.array(list(months), pa.int16())


def tables_of(study: "Study", outputs: list[str], months: pa.Array | None = None) -> Iterator[pa.Table]:
    """Yield the runs of one file after the other, with the columns of their rows of the design."""
    rows = pa.Table.from_pandas(study.rows, preserve_index=False)
    for file in study.store.run_files():
        yield table_of(file, rows, outputs, months)


def table_of(file: "Path", rows: pa.Table, outputs: list[str], months: pa.Array | None) -> pa.Table:
    """Return the runs of one file, with the columns of their rows of the design."""
    # Not as a data set: in a folder called town=x, that would make columns of the folder's name.
    table = parquet.read_table(file, columns=[*KEYS, "month", *outputs], partitioning=None)
    if months is not None:
        table = table.filter(compute.is_in(table["month"], months))
    beside = rows.take(table["design_id"])
    columns = {name: table[name] for name in KEYS} | {name: beside[name] for name in beside.column_names}
    return pa.table(columns | {name: table[name] for name in ("month", *outputs)})


def to_dask(study: "Study", outputs: Sequence[str] | None) -> Any:  # noqa: ANN401 - Dask has no types
    """Return the same as `to_pandas` as a Dask frame, one part a file; see `Study.to_dask`."""
    dask = needed("dask.dataframe")
    names = chosen(study, outputs)
    files = study.store.run_files()
    if not files:
        message = f"{study.folder}: no run is done yet"
        raise RefusedError(message)
    rows = pa.Table.from_pandas(study.rows, preserve_index=False)
    # All parts need the same categories, in whichever file a town or variant first appears.
    kinds = {name: pd.CategoricalDtype(list(dict.fromkeys(study.rows[name]))) for name in WORDS}

    def part(file: "Path") -> pd.DataFrame:
        frame: pd.DataFrame = table_of(file, rows, names, None).to_pandas()
        return frame.astype(kinds)

    empty = part(files[0]).iloc[:0]
    return dask.from_map(part, files, meta=empty)


def to_xarray(study: "Study", outputs: Sequence[str] | None) -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return a data set with dimensions design_id, replication, month; see `Study.to_xarray`."""
    data = coordinates(study)
    for name in chosen(study, outputs):
        data[name] = variable(study, name)
    return data


def coordinates(study: "Study") -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return a data set without outputs: what the rows, replications and months are."""
    xarray = needed("xarray")
    units = {it.name: {"units": it.unit, "source": it.source} for it in study.design.factors}
    columns = {}
    for name, column in study.rows.items():
        values = column.to_numpy()
        # As text of one width: every format can hold it.
        values = values.astype(str) if values.dtype == object or name in WORDS else values
        columns[name] = ("design_id", values, units.get(str(name), {}))
    axes = {
        "design_id": ("design_id", np.arange(len(study.rows)), {"long_name": "row of the design"}),
        "replication": (
            "replication",
            np.arange(study.replications),
            {"long_name": "replication: the same luck in every row"},
        ),
        "month": (
            "month",
            np.arange(1, study.months + 1),
            {"long_name": "month", "units": "months from the start"},
        ),
    }
    return xarray.Dataset(coords=axes | columns, attrs=about(study))


def variable(study: "Study", output: str) -> Any:  # noqa: ANN401 - lazy: xarray is not always there
    """Return one output, NaN where a run is not there."""
    figures = study.with_gaps(output)
    return needed("xarray").Variable(
        ("design_id", "replication", "month"), figures, about_output(study, output)
    )


def about(study: "Study") -> dict[str, Any]:
    """Return what a file says of the sweep that it comes from."""
    record = study.store.record
    program = record.program
    lacking = study.completeness()
    return {
        "title": study.design.title,
        "source": f"Tillit {program.tillit}: a simulation, not observations",
        "revision": program.revision or "unknown",
        "model_source": program.source,
        "design_digest": record.digest,
        "seed": str(study.design.seed),
        "months": study.months,
        "replications": study.replications,
        "sampler": study.design.sampler.kind,
        "outputs": ", ".join(study.outputs),
        "runs_done": lacking.runs - lacking.missing - lacking.failed,
        "runs_missing": lacking.missing,
        "runs_failed": lacking.failed,
    }


def about_output(study: "Study", output: str) -> dict[str, str]:
    """Return what a file says of one output."""
    indicator = study.indicator(output)
    return {
        "units": indicator.unit.replace("SEK", " or ".join(dict.fromkeys(study.currencies.values()))),
        "long_name": indicator.labels["en"],
        "description": indicator.formula,
    }
