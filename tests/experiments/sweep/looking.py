"""Looking: what is in the folder of a sweep, for comparing one with another."""

from pathlib import Path

import pandas as pd
from pyarrow import parquet

from tillit.experiments.sweep.store import Store, files_in


def files(folder: Path) -> dict[str, bytes]:
    """Return the finished files of runs by name."""
    runs = folder / "runs"
    return {path.name: path.read_bytes() for path in files_in(runs).values()} if runs.exists() else {}


def contents(folder: Path) -> pd.DataFrame:
    """Return all rows of all runs, as a reader gets them."""
    tables = [parquet.read_table(path).to_pandas() for path in Store(folder).run_files()]
    rows: pd.DataFrame = pd.concat(tables, ignore_index=True)
    return rows


def failed_runs(folder: Path) -> list[int]:
    """Return the numbers of the runs that failed."""
    return [int(run) for run in Store(folder).failed()["run_id"]]
