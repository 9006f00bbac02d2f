"""Folder: a run on disk, where either all of its files are or none, and read back with nothing run again."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import ArrowException, parquet
from pydantic import BaseModel

from tillit.experiments.comparison.lives import lives_of
from tillit.experiments.comparison.manifest import Manifest, read_manifest
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.telling.facts import Assumed, Facts, Guess, base_year_fits, facts_of
from tillit.experiments.worlds.csv_files import write_csv
from tillit.experiments.worlds.world import World
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party

log = logging.getLogger(__name__)

DOTS = 150
"""Dots an inch of the chart as PNG."""
RESULTS = Path("results")
"""Folder of all results, where the command is given."""
SURENESS = "sureness.json"
"""File of what was tried beside the pairs."""


class Tried(BaseModel):
    """What was tried beside the pairs: assumptions, and values that were guessed."""

    assumed: Assumed | None
    guessed: tuple[Guess, ...]


def told_of(comparison: Comparison) -> Facts:
    """Return what a comparison tells by itself: its facts, and its base year."""
    return facts_of(comparison).also(fits=base_year_fits(comparison.a))


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

    `facts` are what is told of it; what the comparison tells by itself if left out. The same run gives the
    same picture, byte for byte.
    """
    import matplotlib as mpl  # noqa: PLC0415 - lazy: takes a sixth of a second

    from tillit.experiments.telling.chart import draw  # noqa: PLC0415 - the same

    facts = facts or told_of(comparison)
    for name, frame in tables(comparison).items():
        _write_table(folder / name, pa.Table.from_pandas(frame, preserve_index=False))
    write_lives(folder, comparison)
    with mpl.rc_context({"svg.hashsalt": "tillit", "svg.fonttype": "none"}):
        figure = draw(comparison, lang)
        figure.savefig(folder / "chart.svg", metadata={"Date": None})
        figure.savefig(folder / "chart.png", dpi=DOTS, metadata={"Software": None})
    tried = Tried(assumed=facts.assumed, guessed=facts.guessed)
    (folder / SURENESS).write_text(tried.model_dump_json(indent=2), encoding="utf-8")
    write_workbook(folder / "results.xlsx", comparison, facts, lang)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2), encoding="utf-8")


def write_lives(folder: Path, comparison: Comparison) -> None:
    """Write the histories that were kept, of households and of children, where there are any."""
    for name, lives in (("lives", comparison.lives), ("child_lives", comparison.child_lives)):
        if any(len(rows) for rows in lives.values()):
            _write_table(folder / name, lives_of(lives))


def _write_table(path: Path, table: pa.Table) -> None:
    parquet.write_table(table, path.with_suffix(".parquet"), compression="zstd")
    write_csv(table.to_pandas(), path.with_suffix(".csv"))
    log.debug("%s: %d rows", path.name, table.num_rows)


def read_kept(folder: Path) -> tuple[Comparison, Facts, Manifest]:
    """Return a comparison from its folder, what is told of it, and how it was made.

    RefusedError if it is no folder of results, or one of another version.
    """
    manifest = read_manifest(folder)
    try:
        tried = Tried.model_validate_json((folder / SURENESS).read_bytes())
        a, b = (_kept(folder, it.world(), side) for side, it in (("a", manifest.a), ("b", manifest.b)))
        comparison = Comparison(a, b, manifest.plan())
        facts = told_of(comparison).also(planned=manifest.asked, **dict(tried))
    except (OSError, ArrowException, KeyError, ValueError, TypeError) as error:
        if isinstance(error, RefusedError):
            raise
        message = (
            f"{folder} holds no results that this version can read ({str(error)[:120]}); "
            f"make them again with tillit rerun {folder}"
        )
        raise RefusedError(message) from None
    return comparison, facts, manifest


def _kept(folder: Path, world: World, side: str) -> Outcome:
    own, paid = (
        frame[frame["world"] == side].drop(columns="world")
        for frame in (pd.read_parquet(folder / f"{name}.parquet") for name in ("monthly", "ledger"))
    )
    pairs, months = int(own["pair"].max()), int(own["month"].max())
    columns = own.drop(columns=["pair", "month"])
    series = {str(name): columns[name].to_numpy().reshape(pairs, months) for name in columns}
    entry, party = (
        paid[kind].map({it.name.lower(): int(it) for it in kinds}).to_numpy()
        for kind, kinds in (("entry", Entry), ("party", Party))
    )
    books = np.zeros((pairs, -(-months // 12), ENTRIES, PARTIES))
    books[paid["pair"] - 1, paid["year"] - 1, entry, party] = paid["received"]
    return Outcome.kept(world, series, books)


class Draft(NamedTuple):
    """A folder that nobody sees until it is kept."""

    path: Path
    wanted: Path
    """The name that it shall have."""

    def keep(self) -> Path:
        """Give the folder its name, or with a number behind it if that is taken by now, and return it."""
        # A temporary folder is for its owner only; results are files like others.
        self.path.chmod(0o755)
        numbered = (self.wanted.with_name(f"{self.wanted.name}-{turn}") for turn in count(2))
        for name in chain([self.wanted], numbered):
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


@contextmanager
def new_folder(out: Path | None, name: str, seed: int) -> Iterator[Draft]:
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
        path = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=parent))
    except OSError as error:
        message = f"no folder can be made in {parent}: {error.strerror}; give --out another place"
        raise RefusedError(message) from None
    try:
        yield Draft(path, out or parent / f"{name}-{seed}")
    finally:
        shutil.rmtree(path, ignore_errors=True)
