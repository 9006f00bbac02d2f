"""Folder: a run on disk, where either all of its files are or none, and read back with nothing run again."""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import ArrowException, parquet
from pydantic import BaseModel

from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle, State
from tillit.agents.closing import End
from tillit.agents.foundation.records import Rows
from tillit.experiments.claims.record import missed_in
from tillit.experiments.comparison.manifest import Manifest, read_manifest
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.workbook import write_workbook
from tillit.experiments.telling.facts import Assumed, Facts, Guess, base_year_fits, facts_of
from tillit.experiments.telling.rows import draw
from tillit.experiments.worlds.files import UNFINISHED, write_csv
from tillit.experiments.worlds.world import World
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party
from tillit.model.books.lives_of_children import ChildEvent

log = logging.getLogger(__name__)

DOTS = 150  # dots an inch of the chart as PNG
RESULTS = Path("results")  # folder of all results, where the command is given
SURENESS = "sureness.json"  # file of what was tried beside the pairs
KINDS: tuple[type[IntEnum], ...] = (Obstacle, State, Destination, Form, End)
WORDS = {it.__name__.lower(): it for it in KINDS} | {"event": ChildEvent}
"""Columns of lives that hold numbers of these kinds."""


class Tried(BaseModel):
    """What was tried beside the pairs: assumptions, and values that were guessed."""

    assumed: Assumed | None
    guessed: tuple[Guess, ...]


def told_of(comparison: Comparison) -> Facts:
    """Return what a comparison tells by itself: its facts, its base year, and what its account says."""
    facts = facts_of(comparison)
    missed = missed_in(comparison.b.world.scenario, facts.changes[0].indicator, comparison.months)
    return facts.also(fits=base_year_fits(comparison.a), missed=missed)


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

    facts = facts or told_of(comparison)
    for name, frame in tables(comparison).items():
        _write_table(folder / name, pa.Table.from_pandas(frame, preserve_index=False))
    for name, lives in (("lives", comparison.lives), ("child_lives", comparison.child_lives)):
        if any(len(rows) for rows in lives.values()):
            _write_table(folder / name, lives_of(lives))
    with mpl.rc_context({"svg.hashsalt": "tillit", "svg.fonttype": "none"}):
        figure = draw(comparison, lang)
        figure.savefig(folder / "chart.svg", metadata={"Date": None})
        figure.savefig(folder / "chart.png", dpi=DOTS, metadata={"Software": None})
    tried = Tried(assumed=facts.assumed, guessed=facts.guessed)
    (folder / SURENESS).write_text(tried.model_dump_json(indent=2), encoding="utf-8")
    write_workbook(folder / "results.xlsx", comparison, facts, lang)
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=2), encoding="utf-8")


def lives_of(lives: Mapping[tuple[int, int], Rows]) -> pa.Table:
    """Return the histories that a comparison kept, one row for each pair, world, person and month.

    A household, or a child, has the same number in both worlds of a pair, and its months stand together.
    What the columns of children mean is said in `model.books.lives_of_children.ChildLife`.
    """
    tables = []
    for (pair, side), kept in lives.items():
        rows = kept[np.lexsort((kept["month"], kept["person"]))]
        where = {"pair": pair + 1, "world": "ab"[side]}
        columns: dict[str, Any] = {name: np.full(len(rows), it) for name, it in where.items()}
        for name in rows.dtype.names or ():
            columns[name] = column = np.ascontiguousarray(rows[name])
            if name in WORDS:
                words = [it.name.lower() for it in WORDS[name]]
                columns[name] = pa.DictionaryArray.from_arrays(column.astype(np.int8), words)
        tables.append(pa.table(columns))
    return pa.concat_tables(tables)


def _write_table(path: Path, table: pa.Table) -> None:
    parquet.write_table(table, path.with_suffix(".parquet"), compression="zstd")
    write_csv(table.to_pandas(), path.with_suffix(".csv"))
    log.debug("%s: %d rows", path.name, table.num_rows)


def read_kept(folder: Path) -> tuple[Comparison, Facts, Manifest]:
    """Return the comparison in a folder, what is told of it, and its manifest; RefusedError if none is."""
    manifest = read_manifest(folder)
    try:
        tried = Tried.model_validate_json((folder / SURENESS).read_bytes())
        a, b = (_kept(folder, it.world(), side) for side, it in (("a", manifest.a), ("b", manifest.b)))
        comparison = Comparison(a, b, manifest.again())
        facts = told_of(comparison).also(planned=manifest.plan.pairs, **dict(tried))
    except RefusedError:
        raise
    except (OSError, ArrowException, KeyError, ValueError, TypeError) as error:
        raise RefusedError(
            f"{folder} holds no results that this version can read ({str(error)[:120]}); "
            f"make them again with tillit rerun {folder}"
        ) from None
    return comparison, facts, manifest


def _kept(folder: Path, world: World, side: str) -> Outcome:
    here = [("world", "==", side)]
    own, paid = (pd.read_parquet(folder / f"{it}.parquet", filters=here) for it in ("monthly", "ledger"))
    pairs, months = int(own["pair"].max()), int(own["month"].max())
    columns = own.drop(columns=["pair", "month", "world"])
    series = {str(name): columns[name].to_numpy().reshape(pairs, months) for name in columns}
    entry = [Entry[it.upper()] for it in paid["entry"]]
    party = [Party[it.upper()] for it in paid["party"]]
    books = np.zeros((pairs, -(-months // 12), ENTRIES, PARTIES))
    books[paid["pair"] - 1, paid["year"] - 1, entry, party] = paid["received"]
    return Outcome.kept(world, series, books)


class Draft(NamedTuple):
    """A folder that nobody sees until it is kept, and the name that it shall have."""

    path: Path
    wanted: Path

    def keep(self) -> Path:
        """Give the folder its name, or with a number behind it if that is taken by now, and return it."""
        # A temporary folder is for its owner only; results are files like others.
        self.path.chmod(0o755)
        name, turn = self.wanted, 1
        while True:
            try:
                if name.is_dir():
                    name.rmdir()  # Windows replaces no folder, not even an empty one
                return self.path.replace(name)
            except OSError:
                # Another program may have taken the name since it was free.
                if not os.path.lexists(name):
                    raise
            turn += 1
            name = self.wanted.with_name(f"{self.wanted.name}-{turn}")


@contextmanager
def new_folder(out: Path | None, name: str, seed: int) -> Iterator[Draft]:
    """Hold a draft of a folder, which is thrown away unless it is kept.

    The folder is ``results/NAME-SEED`` if `out` is left out, with a number behind it if that is there
    already. RefusedError if `out` is there already and not empty, or no folder can be made.
    """
    if out is not None and out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise RefusedError(
            f"{out} is there already; nothing is overwritten: name another folder, or remove that one"
        )
    parent = RESULTS if out is None else out.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        draft = TemporaryDirectory(prefix=UNFINISHED, dir=parent, ignore_cleanup_errors=True)
    except OSError as error:
        raise RefusedError(
            f"no folder can be made in {parent}: {error.strerror}; give --out another place"
        ) from None
    with draft as path:
        yield Draft(Path(path), out or parent / f"{name}-{seed}")
