"""SQL: one query over the files of a sweep, which are never changed by it."""

import tempfile

import duckdb
import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.tidy import KEYS
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
    runs = pd.DataFrame(columns=[*KEYS, "month", *sweep.outputs], dtype=float)
    views = {"runs": runs, "design": sweep.rows.reset_index(), "failures": sweep.store.failed()}
    lines = []
    for view, frame in views.items():
        names = (f'"{name}"' if "." in name else name for name in frame.columns)
        lines.append(f"  {view} ({', '.join(names)})")
    known = "\n".join(["Views:", *lines, 'A name with a dot stands in double quotes: "staff.posts".'])
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"SET temp_directory = '{folder}'")
        if files := [str(path) for path in sweep.store.run_files()]:
            connection.read_parquet(files, hive_partitioning=False).create_view("runs")
            del views["runs"]
        for view, frame in views.items():
            connection.register(view, frame)
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type not in READING:
                only = "only one query that reads is answered: SELECT …, SUMMARIZE …, DESCRIBE …"
                raise RefusedError(f"{only}\n{known}")
            return connection.execute(query).df()
        except duckdb.Error as error:
            what = str(error)[:LONGEST].strip()
            raise RefusedError(f"the query cannot be answered: {what}\n{known}") from None
