"""Store: the folder of a sweep. What is in it is done; what is not is still to do.

There is no database and no list beside the files: a chunk is done when its file in ``runs`` is there, and it
is there whole or not at all. What a file holds depends on nothing but the design, so that writing it twice
does no harm.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from filelock import FileLock
from numpy.typing import NDArray
from pyarrow import parquet

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import (
    Array,
    Chunks,
    Progress,
    failure_table,
    file_name,
    files_in,
    write_table,
)
from tillit.experiments.sweep.work import Outcome
from tillit.experiments.worlds.files import UNFINISHED, write_durably
from tillit.experiments.worlds.provenance import Program, Strict, running
from tillit.model.households.arrivals import FLOWS
from tillit.model.scenarios.errors import cut

STUDY = "study.json"
FOLDERS = ("runs", "failures", "inflows", "locks")
FORGOTTEN = 3_600.0
"""Seconds after which nobody is still writing a file."""
INFLOW = [f"flow_{turn}" for turn in range(FLOWS)]
"""Columns of the usual inflow of a row's place, found once in several times the work of a run."""
MOST, WIDTH = 8, 60
"""Differences that a message shows, and characters of each side."""


class StudyRecord(Strict):
    """Everything that decides a sweep's numbers, and with what they were made: ``study.json``."""

    layout: Literal[2] = 2
    """Number of the way in which the folder is laid out."""
    title: str
    started: datetime
    rows: int
    replications: int
    chunk: int
    """Runs in a file."""
    digest: str
    """Hash of the design."""
    program: Program
    design: dict[str, Any]


class Store:
    """The folder of a sweep that was begun; RefusedError if there is none, or its record cannot be read."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        try:
            self.record = StudyRecord.read(self.folder / STUDY, "the record of a sweep")
        except FileNotFoundError:
            there = self.folder.exists()
            what = f"is no folder of a sweep: there is no {STUDY} in it" if there else "is not there"
            raise RefusedError(f"{folder} {what}; tillit sweep run FILE -o {folder} begins one") from None
        self.chunks = Chunks(self.record.rows * self.record.replications, self.record.chunk)
        self.runs, self.failures, self.inflows, self.locks = (self.folder / name for name in FOLDERS)

    @classmethod
    def opened(cls, folder: Path, design: Design, chunk: int) -> "Store":
        """Return the store of a design, which is made if the folder is empty or not there.

        RefusedError if another sweep, or something else, is in the folder.
        """
        if not (folder / STUDY).exists():
            _begin(folder, design, chunk)
        store = cls(folder)
        if design.digest() != store.record.digest:
            words = differences(store.record.design, json.loads(design.to_json()))
            raise RefusedError(
                f"the design is not the one of this folder (was → is):\n{words}\n"
                "Give another folder with --out, or leave the file out to go on with the folder's own design."
            )
        return store

    @cached_property
    def design(self) -> Design:
        """What is run."""
        return Design.from_json(json.dumps(self.record.design))

    def run_files(self) -> list[Path]:
        """Return the files that together hold every finished run once, in order."""
        return list(files_in(self.runs).values())

    def missing(self) -> list[int]:
        """Return the numbers of the chunks that are not done."""
        return sorted(set(range(len(self.chunks))) - files_in(self.runs).keys())

    def progress(self) -> Progress:
        """Return how far the sweep is; runs that failed are done."""
        done = sum(len(self.chunks.of(number)) for number in files_in(self.runs))
        return Progress(self.chunks.runs, done, len(self.failed()))

    def commit(self, number: int, outcome: Outcome) -> None:
        """Write what came of a chunk, and what inflows were found; it is done when this returns.

        OSError if it cannot be written: there is no room, or no right to.
        """
        told = self.failures / file_name(number)
        # The runs come last: a failure counts only when its chunk is done.
        if outcome.failures:
            write_durably(told, lambda draft: write_table(failure_table(sorted(outcome.failures)), draft))
        else:
            told.unlink(missing_ok=True)
        write_durably(self.runs / file_name(number), lambda draft: write_table(outcome.runs, draft))
        rows = self._rows(self.chunks.of(number))
        found = pd.DataFrame(outcome.inflows, columns=INFLOW).assign(design_id=rows)
        found = found.dropna().drop_duplicates("design_id", ignore_index=True)
        if np.isnan(self._inflows[found["design_id"], 0]).any():
            self._inflows[found["design_id"]] = found[INFLOW]
            write_durably(self.inflows / file_name(number), found.to_parquet)

    def failed(self) -> pd.DataFrame:
        """Return the runs of finished chunks that failed, with the fields of `Failure`."""
        done = files_in(self.runs)
        files = [path for number, path in files_in(self.failures).items() if number in done]
        tables = (parquet.read_table(path, partitioning=None) for path in files)
        frame: pd.DataFrame = pa.concat_tables([failure_table([]), *tables]).to_pandas()
        return frame

    def known_inflows(self, runs: Sequence[int]) -> Array:
        """Return the usual inflow of each run's place, shape (runs, FLOWS); NaN where nobody knows it."""
        known: Array = self._inflows[self._rows(runs)]
        return known

    def prepare(self) -> None:
        """Make ready what a run needs, and throw away what others left unfinished long ago.

        RefusedError if this program would give other numbers than the one that began the sweep, or might.
        """
        was, now = (it.model_dump(exclude={"revision"}) for it in (self.record.program, Program(**running())))
        if words := differences(was, now):
            raise RefusedError(
                f"this sweep was begun by another version of the program (was → is):\n{words}\n"
                "Go on with that version, or run the design again into another folder."
            )
        _make_folders(self.folder)
        path = self.folder / "design.parquet"
        if not path.exists():
            write_durably(path, self.design.rows.reset_index().to_parquet)
        for draft in self.folder.rglob(f"{UNFINISHED}*"):
            with suppress(OSError):
                if time.time() - draft.stat().st_mtime > FORGOTTEN:
                    draft.unlink()

    @cached_property
    def _inflows(self) -> Array:
        known = np.full((len(self.design.rows), FLOWS), np.nan)
        for path in files_in(self.inflows).values():
            found = pd.read_parquet(path, partitioning=None)
            known[found["design_id"]] = found[INFLOW]
        return known

    def _rows(self, runs: Sequence[int]) -> NDArray[np.int64]:
        return np.asarray(runs, np.int64) % len(self.design.rows)


def differences(was: object, now: object) -> str:
    """Return the differences of two descriptions, as JSON has them: one a line, ``name: was → is``."""
    said: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, it in enumerate((was, now)):
        for name, value in _lines(json.loads(json.dumps(it))):
            said[name][side].append(value)
    lines = []
    for name, (before, after) in said.items():
        gone, new = [it for it in before if it not in after], [it for it in after if it not in before]
        both = list(zip_longest(gone, new, fillvalue="nothing"))
        both = both if before and after else both[:1]  # of a whole text, one line says it
        lines += [f"  {name}: {' → '.join(cut(it, WIDTH) for it in pair)}" for pair in both]
    more = [f"  and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return "\n".join([*lines[:MOST], *more])


def _lines(it: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value with its name; of a text, each line."""
    if isinstance(it, dict | list):
        for key, value in it.items() if isinstance(it, dict) else enumerate(it, 1):
            yield from _lines(value, f"{name}.{key}".strip("."))
    elif it is not None:
        text = it if isinstance(it, str) else repr(it)
        yield from ((name, line) for line in text.splitlines() if line.strip())


def _begin(folder: Path, design: Design, chunk: int) -> None:
    """Make the folder of a new sweep, unless another program is quicker."""
    if folder.is_file():
        raise RefusedError(f"{folder} is a file; give the name of a new folder, or of a sweep's folder")
    there = (it.name for it in (folder.iterdir() if folder.exists() else ()))
    others = [it for it in there if it not in {*FOLDERS, STUDY} and not it.startswith(UNFINISHED)]
    if others and not (folder / STUDY).exists():  # another program may have begun it just now
        raise RefusedError(f"{folder} is no folder of a sweep: {others[0]} is in it; give a new folder")
    _make_folders(folder)
    record = StudyRecord(
        title=design.title,
        started=datetime.now(UTC),
        rows=len(design.rows),
        replications=design.replications,
        chunk=chunk,
        digest=design.digest(),
        program=Program(**running()),
        design=json.loads(design.to_json()),
    )
    with FileLock(folder / "locks" / "beginning.lock"):
        if not (folder / STUDY).exists():
            content = record.model_dump_json(indent=1)
            write_durably(folder / STUDY, lambda draft: draft.write_text(content, encoding="utf-8"))


def _make_folders(folder: Path) -> None:
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(
            f"the folder {folder} cannot be made: {error.strerror}; give --out another place"
        ) from None
