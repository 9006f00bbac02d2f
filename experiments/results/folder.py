"""Folder: results on disk. Either all files of a run are there, or none."""

import logging
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

from tillit.experiments.comparison.lives import child_lives_of, lives_of
from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.results.read_back import told_of, write_sureness
from tillit.experiments.telling.facts import Facts
from tillit.experiments.worlds.csv_files import write_csv

log = logging.getLogger(__name__)

DOTS = 150
"""Dots an inch of the chart as PNG."""
RESULTS = Path("results")
"""Folder of all results, where the command is given."""


def tables(comparison: Comparison) -> dict[str, pd.DataFrame]:
    """Return the tables that are written, by the name of their files."""
    return {
        "summary": comparison.summary(),
        "differences": comparison.differences(),
        "totals": comparison.totals(),
        "monthly": comparison.monthly_by_column(),
        "ledger": comparison.ledger_by_year(),
    }


def write_results(
    folder: Path, comparison: Comparison, manifest: Manifest, facts: Facts | None = None, lang: str = "en"
) -> None:
    """Write all files of a run into a folder that is there; the workbook and the chart in one language.

    `facts` are what is told of it; what the comparison tells by itself if left out.
    """
    facts = facts or told_of(comparison)
    for name, frame in tables(comparison).items():
        write_csv(frame, folder / f"{name}.csv")
        table = pa.Table.from_pandas(frame, preserve_index=False)
        parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
        log.debug("%s: %d rows", name, len(frame))
    write_lives(folder, comparison)
    write_charts(folder, comparison, lang)
    write_sureness(folder, facts)
    write_workbook(folder / "results.xlsx", comparison, facts, lang)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2), encoding="utf-8")


def write_charts(folder: Path, comparison: Comparison, lang: str) -> None:
    """Draw the chart, as SVG and as PNG; the same run gives the same picture, byte for byte."""
    import matplotlib as mpl  # noqa: PLC0415 - lazy: takes a sixth of a second

    from tillit.experiments.telling.chart import draw  # noqa: PLC0415 - the same

    with mpl.rc_context({"svg.hashsalt": "tillit", "svg.fonttype": "none"}):
        figure = draw(comparison, lang)
        figure.savefig(folder / "chart.svg", metadata={"Date": None})
        figure.savefig(folder / "chart.png", dpi=DOTS, metadata={"Software": None})


def write_lives(folder: Path, comparison: Comparison) -> None:
    """Write the histories that were kept, of households and of children, where there are any."""
    kinds = (("lives", comparison.lives, lives_of), ("child_lives", comparison.child_lives, child_lives_of))
    for name, lives, of in kinds:
        if any(len(rows) for rows in lives.values()):
            table = of(comparison)
            parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
            write_csv(table.to_pandas(), folder / f"{name}.csv")


@contextmanager
def new_folder(out: Path | None, name: str, seed: int) -> Iterator["Draft"]:
    """Hold a draft of a folder, which is thrown away unless it is kept.

    The folder is ``results/NAME-SEED`` if `out` is left out, with a number behind it if that is there
    already. RefusedError if `out` is there already and not empty, or no folder can be made.
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
