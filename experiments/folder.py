"""Folder: results on disk. Either all files of a run are there, or none."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.comparison import Comparison
from tillit.experiments.csv_files import write_csv
from tillit.experiments.frames import ledger_by_year, monthly_by_column
from tillit.experiments.lives import child_lives_of, lives_of
from tillit.experiments.manifest import Manifest
from tillit.experiments.refused import RefusedError

RESULTS = Path("results")
"""Folder of all results, where the command is given."""


def tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables that are written, by the name of their files."""
    return {
        "summary": comparison.summary(),
        "differences": comparison.differences(),
        "totals": comparison.totals(),
        "monthly": monthly_by_column(comparison),
        "ledger": ledger_by_year(comparison),
    }


def write_results(folder: Path, comparison: Comparison, manifest: Manifest) -> None:
    """Write all files of a run into a folder that is there."""
    for name, frame in tables(comparison).items():
        write_csv(frame, folder / f"{name}.csv")
        table = pa.Table.from_pandas(frame, preserve_index=False)
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
    write_lives(folder, comparison)
    write_chart(folder / "chart.svg", comparison)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2), encoding="utf-8")


def write_chart(path: Path, comparison: Comparison) -> None:
    """Draw the chart; the same run gives the same picture, byte for byte."""
    import matplotlib as mpl  # noqa: PLC0415 - lazy: takes a sixth of a second

    with mpl.rc_context({"svg.hashsalt": "tillit", "svg.fonttype": "none"}):
        comparison.plot().savefig(path, metadata={"Date": None})


def write_lives(folder: Path, comparison: Comparison) -> None:
    """Write the histories that were kept, of households and of children, where there are any."""
    if any(len(rows) for rows in comparison.lives.values()):
        parquet.write_table(lives_of(comparison), folder / "lives.parquet", compression="zstd")
    if any(len(rows) for rows in comparison.child_lives.values()):
        table = child_lives_of(comparison)
        parquet.write_table(table, folder / "child_lives.parquet", compression="zstd")


@contextmanager
def new_folder(out: Path | None, name: str, seed: int) -> Iterator["Draft"]:
    """Hold a draft of a folder, which is thrown away unless it is kept.

    Parameters
    ----------
    out
        The folder; ``results/NAME-SEED`` if left out, with a number behind it
        if that is there already.
    name, seed
        What the folder is named after.

    Raises
    ------
    RefusedError
        If `out` is there already and not empty, or no folder can be made.
    """
    if out is not None and out.exists() and not (out.is_dir() and not any(out.iterdir())):
        message = f"{out} is there already; nothing is overwritten: name another folder, or remove that one"
        raise RefusedError(message)
    parent = RESULTS if out is None else out.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        draft = Draft(
            Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent)), out, parent / f"{name}-{seed}"
        )
    except OSError as error:
        message = f"no folder can be made in {parent}: {error.strerror}; give --out another place"
        raise RefusedError(message) from None
    try:
        yield draft
    finally:
        shutil.rmtree(draft.path, ignore_errors=True)


class Draft:
    """A folder that nobody sees until it is kept."""

    def __init__(self, path: Path, out: Path | None, usual: Path) -> None:
        self.path = path
        self._out = out
        self._usual = usual

    def keep(self) -> Path:
        """Give the folder its name, or with a number behind it if that is taken by now, and return it."""
        # A temporary folder is for its owner only; results are files like others.
        self.path.chmod(0o755)
        first = self._out or self._usual
        numbered = (first.with_name(f"{first.name}-{turn}") for turn in count(2))
        for name in chain([first], numbered):
            try:
                if name.is_dir():
                    # Windows replaces no folder, not even an empty one.
                    name.rmdir()
                return self.path.replace(name)
            except OSError:
                # Another program may have taken the name since it was free.
                if not os.path.lexists(name):
                    raise
        raise AssertionError
