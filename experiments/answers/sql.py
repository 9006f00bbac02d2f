"""SQL: one query over the files of a sweep, which are never changed by it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # Names in a query are views and files, never variables of Python or packages from afar.
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
LONGEST = 400
"""Characters of DuckDB's own message that are shown."""


def sql(sweep: Sweep, query: str) -> pd.DataFrame:
    """Return what one query that reads gives, in DuckDB's SQL.

    Its views are ``runs`` (a row a run and month), ``design`` (a row a row of the design) and ``failures``.
    An unfinished sweep gives what is there, and a warning. RefusedError says which views and columns there
    are, if the query is wrong or would write.
    """
    sweep.warn_if_unfinished()
    with connected(sweep) as connection:
        try:
            kinds = [statement.type for statement in connection.extract_statements(query)]
            if len(kinds) != 1 or kinds[0] not in READING:
                raise RefusedError(
                    "only one query that reads is answered: SELECT …, SUMMARIZE …, DESCRIBE …\n"
                    f"{_views_in_words(connection)}"
                )
            return connection.execute(query).df()
        except duckdb.Error as error:
            raise RefusedError(
                f"the query cannot be answered: {str(error)[:LONGEST].strip()}\n{_views_in_words(connection)}"
            ) from None


@contextmanager
def connected(sweep: Sweep) -> Iterator[duckdb.DuckDBPyConnection]:
    """Hold a connection with the views of a sweep."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"SET temp_directory = '{folder}'")
        files = [str(path) for path in sweep.store.run_files()]
        if files:
            connection.read_parquet(files, hive_partitioning=False).create_view("runs")
        else:
            names = ("run_id", "design_id", *sweep.outputs)
            empty = ", ".join(f'NULL::DOUBLE AS "{name}"' for name in names)
            connection.execute(f"CREATE VIEW runs AS SELECT {empty} WHERE false")
        connection.register("design", sweep.rows.reset_index())
        connection.register("failures", sweep.store.failed())
        yield connection


def _views_in_words(connection: duckdb.DuckDBPyConnection) -> str:
    """Return which views there are, and their columns."""
    lines = []
    for view in ("runs", "design", "failures"):
        names = [str(name) for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()]
        quoted = [f'"{name}"' if "." in name else name for name in names]
        lines.append(f"  {view} ({', '.join(quoted)})")
    return "\n".join(["Views:", *lines, 'A name with a dot stands in double quotes: "staff.posts".'])
