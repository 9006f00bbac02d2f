"""In SQL: one query over the files of a sweep, which are never changed by it."""

import tempfile
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:
    from tillit.experiments.answers.study import Study

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # Names in a query are views and files, never variables of Python or packages from afar.
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
LONGEST = 400
"""Characters of DuckDB's own message that are shown."""


def answer_in_sql(study: "Study", query: str) -> pd.DataFrame:
    """Return what a query gives; see `Study.sql`."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"SET temp_directory = '{folder}'")
        with_views(connection, study)
        try:
            refuse_changes(connection, query)
            return connection.execute(query).df()
        except duckdb.Error as error:
            message = (
                f"the query cannot be answered: {str(error)[:LONGEST].strip()}\n{views_in_words(connection)}"
            )
            raise RefusedError(message) from None


def with_views(connection: duckdb.DuckDBPyConnection, study: "Study") -> None:
    """Make the views of a sweep."""
    files = [str(path) for path in study.store.run_files()]
    if files:
        connection.read_parquet(files, hive_partitioning=False).create_view("runs")
    else:
        empty = ", ".join(f'NULL::DOUBLE AS "{name}"' for name in ("run_id", "design_id", *study.outputs))
        connection.execute(f"CREATE VIEW runs AS SELECT {empty} WHERE false")
    connection.register("design", study.rows.reset_index())
    connection.register("failures", study.store.failed())


def refuse_changes(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Refuse everything but one query that only reads.

    Raises
    ------
    RefusedError
        If it is none, several, or would write.
    """
    reading = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    statements = connection.extract_statements(query)
    if len(statements) != 1 or statements[0].type not in reading:
        message = (
            "only one query that reads is answered: SELECT …, SUMMARIZE …, DESCRIBE …\n"
            f"{views_in_words(connection)}"
        )
        raise RefusedError(message)


def views_in_words(connection: duckdb.DuckDBPyConnection) -> str:
    """Return which views there are, and their columns."""
    lines = [
        f"  {name} ({', '.join(columns_of(connection, name))})" for name in ("runs", "design", "failures")
    ]
    ending = 'A name with a dot stands in double quotes: "staff.posts".'
    return "\n".join(["Views:", *lines, ending])


def columns_of(connection: duckdb.DuckDBPyConnection, view: str) -> list[str]:
    """Return the names of a view's columns."""
    names = [str(name) for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()]
    return [f'"{name}"' if "." in name else name for name in names]
