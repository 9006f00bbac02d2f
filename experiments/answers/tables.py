"""Tables: the runs of a sweep beside its design, asked in SQL, as a frame, as arrays, or in one file."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.work import KEYS
from tillit.experiments.worlds.files import CsvFormat, csv_format, write_csv, write_durably
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.errors import cut

if TYPE_CHECKING:
    import xarray

SETTINGS: dict[str, Any] = dict.fromkeys(
    ("python_enable_replacements", "autoinstall_known_extensions", "autoload_known_extensions"), False
)
"""Names in a query are views and files, never variables of Python or packages from afar."""
SIMULATED = "Tillit {version}: a simulation, not observations"  # of a file, which is data in English
READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
EVERYTHING = """
SELECT run_id, design_id, replication, design.* EXCLUDE (design_id), month,
       runs.* EXCLUDE (run_id, design_id, replication, month)
FROM runs JOIN design USING (design_id) ORDER BY run_id, month
"""


def sql(sweep: Sweep, query: str) -> pd.DataFrame:
    """Return what one query that reads gives, in DuckDB's SQL.

    Its views are ``runs`` (a row a run and month), ``design`` (a row a row of the design) and ``failures``.
    An unfinished sweep gives what is there, and a warning. RefusedError says which views and columns there
    are, if the query is wrong or would write.
    """
    sweep.warn_if_unfinished()
    with _connected(sweep) as connection:
        try:
            statements = connection.extract_statements(query)
            if len(statements) == 1 and statements[0].type in READING:
                return connection.execute(query).df()
            message = "only one query that reads is answered: SELECT …, SUMMARIZE …, DESCRIBE …"
        except duckdb.Error as error:
            message = f"the query cannot be answered: {cut(str(error), 400)}"
        lines = [message, "Views:"]
        for view in ("runs", "design", "failures"):
            columns = connection.execute(f"DESCRIBE {view}").df()["column_name"]
            names = (f'"{name}"' if "." in name else name for name in columns)
            lines.append(f"  {view} ({', '.join(names)})")
    raise RefusedError("\n".join([*lines, 'A name with a dot stands in double quotes: "staff.posts".']))


def to_pandas(sweep: Sweep) -> pd.DataFrame:
    """Return one row a run and month of what is there: keys, columns of the design, month, outputs."""
    return sql(sweep, EVERYTHING)


def to_xarray(sweep: Sweep) -> "xarray.Dataset":
    """Return a data set with dimensions design_id, replication and month.

    Points, towns, variants and factors are coordinates along design_id; units, title, version and seed are
    attributes. An unfinished sweep gives NaN where a run is not there, and a warning.
    """
    sweep.warn_if_unfinished()
    design, record, state = sweep.design, sweep.store.record, sweep.store.progress()
    months, replications = np.arange(1, sweep.months + 1), np.arange(design.replications)
    sides = {"design_id": sweep.rows.index, "replication": replications, "month": months}
    arrays = {name: (tuple(sides), sweep.array(name, gaps=True)) for name in sweep.outputs}
    about = {
        "title": design.title,
        "source": SIMULATED.format(version=record.program.tillit),
        "model_source": record.program.source,
        "design_digest": record.digest,
        "seed": str(design.seed),
        "runs_done": state.done - state.failed,
        "runs_missing": state.runs - state.done,
        "runs_failed": state.failed,
    }
    data: xarray.Dataset = needed("xarray").Dataset(arrays, sides, about)
    currencies = " or ".join(dict.fromkeys(it.currency for it in sweep.towns.values()))
    for name in sweep.outputs:
        it = INDICATORS[name]
        told = {"units": it.unit.replace("SEK", currencies), "long_name": it.labels["en"]}
        data[name].attrs = told | {"description": it.formula}
    for axis, column in sweep.rows.items():
        # Words as text of one width: every format can hold it.
        values = column.to_numpy()
        data.coords[axis] = ("design_id", values.astype(str) if values.dtype == object else values)
    for factor in design.factors:
        data[factor.name].attrs = {"units": factor.unit, "source": factor.source}
    return data


def export(sweep: Sweep, path: Path | str) -> Path:
    """Write all runs into one new file: .csv, .parquet (a row a run and month) or .nc (NetCDF).

    Of an unfinished sweep what is not there is left out of CSV and Parquet, and NaN in NetCDF. RefusedError
    if the file is there already, the format is unknown, or its package is not installed.
    """
    path = Path(path)
    if path.suffix not in (".csv", ".parquet", ".nc"):
        raise RefusedError(f"{path.name}: unknown format; end the file's name in .csv, .parquet or .nc")
    if path.exists():
        raise RefusedError(f"{path} is there already; nothing is overwritten: name another file")
    path.absolute().parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".nc":
        needed("netCDF4")
        data = to_xarray(sweep)
        small = {name: {"zlib": True, "complevel": 1} for name in sweep.outputs}
        write_durably(path, lambda draft: data.to_netcdf(draft, engine="netcdf4", encoding=small))
        return path
    sweep.warn_if_unfinished()

    def write(draft: Path) -> None:
        with _connected(sweep) as connection:
            if path.suffix == ".csv" and csv_format.get() is not CsvFormat.PLAIN:
                write_csv(connection.execute(EVERYTHING).df(), draft)  # no spreadsheet holds more than memory
            else:
                quoted = str(draft).replace("'", "''")
                connection.execute(f"COPY ({EVERYTHING}) TO '{quoted}'")

    write_durably(path, write)
    return path


@contextmanager
def _connected(sweep: Sweep) -> Iterator[duckdb.DuckDBPyConnection]:
    views = {"design": sweep.rows.reset_index(), "failures": sweep.store.failed()}
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(config=SETTINGS | {"temp_directory": folder}) as connection,
    ):
        if files := [str(path) for path in sweep.store.run_files()]:
            connection.read_parquet(files, hive_partitioning=False).create_view("runs")
        else:
            views["runs"] = pd.DataFrame(columns=[*KEYS, *sweep.outputs], dtype=float)
        for view, frame in views.items():
            connection.register(view, frame)
        yield connection
