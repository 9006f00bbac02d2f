"""Store: the folder of a sweep. What is in it is done; what is not is still to do.

There is no database and no list beside the files: a chunk, some consecutive runs, is done when its file in
``runs`` is there, and it is there whole or not at all. What a file holds depends on nothing but the design,
so that writing it twice does no harm. Runs are numbered replication by replication: a sweep that is stopped
has as many replications of each row as of any other, give or take one.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
from filelock import FileLock
from pyarrow import parquet

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.work import KEYS, Array, Outcome
from tillit.experiments.worlds.files import UNFINISHED, write_durably
from tillit.experiments.worlds.provenance import Program, Strict, running
from tillit.model.households.arrivals import FLOWS
from tillit.model.scenarios.errors import cut, screen

STUDY = "study.json"
FOLDERS = ("runs", "failures", "inflows", "locks")
NAME = re.compile(r"^(\d{6,})\.parquet$")
FAILURE = pa.schema(
    {name: kind for name, kind in KEYS.items() if name != "month"}
    | dict.fromkeys(("kind", "message", "traceback", "row"), pa.string())
)
"""Columns of a run that failed: the exception's name or ``crash``, and its row of the design as JSON."""
INFLOW = [f"flow_{turn}" for turn in range(FLOWS)]
"""Columns of the usual inflow of a row's place, found once in several times the work of a run."""


@dataclass(frozen=True)
class Progress:
    """How far a sweep is, in runs, of which some failed, and some were done `here` in so many seconds."""

    runs: int
    done: int
    failed: int
    here: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Runs a second of this program; 0 as long as none is done."""
        return self.here / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest will take at this rate; None as long as nobody knows."""
        return (self.runs - self.done) / self.rate if self.here else None


class StudyRecord(Strict):
    """Everything that decides a sweep's numbers, and with what they were made: ``study.json``."""

    layout: Literal[2] = 2
    title: str
    started: datetime
    rows: int
    replications: int
    chunk: int  # runs in a file
    digest: str  # hash of the design
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
        every = range(self.record.rows * self.record.replications)
        self.chunks = [every[begin : begin + self.record.chunk] for begin in every[:: self.record.chunk]]
        self.runs, self.failures, self.inflows, self.locks = (self.folder / name for name in FOLDERS)

    @classmethod
    def opened(cls, folder: Path, design: Design, chunk: int) -> "Store":
        """Return the store of a design, which is made if the folder is empty or not there.

        RefusedError if another sweep, or something else, is in the folder, or if this program would give
        other numbers than the one that began the sweep, or might.
        """
        if not (folder / STUDY).exists():
            _begin(folder, design, chunk)
        store = cls(folder)
        if design.digest() != store.record.digest:
            what = differences(store.record.design, json.loads(design.to_json()))
            raise RefusedError(
                f"{screen('the design is not the one of this folder (was → is):', what)}\n"
                "Give another folder with --out, or leave the file out to go on with the folder's own design."
            )
        both = (store.record.program, Program(**running()))
        was, now = (it.model_dump(exclude={"revision"}) for it in both)
        if what := differences(was, now):
            raise RefusedError(
                f"{screen('this sweep was begun by another version of the program (was → is):', what)}\n"
                "Go on with that version, or run the design again into another folder."
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
        done = sum(len(self.chunks[number]) for number in files_in(self.runs))
        return Progress(self.record.rows * self.record.replications, done, len(self.failed()))

    def commit(self, number: int, outcome: Outcome) -> None:
        """Write what came of a chunk, and what inflows were found; it is done when this returns.

        OSError if it cannot be written: there is no room, or no right to.
        """
        name, failures = file_name(number), pa.Table.from_pylist(outcome.failures, FAILURE)
        # The runs come last: a failure counts only when its chunk is done.
        (self.failures / name).unlink(missing_ok=True)
        if outcome.failures:
            write_durably(self.failures / name, partial(parquet.write_table, failures))
        # Small, quick to write, and the same bytes each time.
        figures = [it for it in outcome.runs.column_names if it not in KEYS]
        split = {"use_dictionary": [*KEYS], "column_encoding": dict.fromkeys(figures, "BYTE_STREAM_SPLIT")}
        write = partial(parquet.write_table, outcome.runs, compression="zstd", **split)
        write_durably(self.runs / name, write)
        rows = np.array(self.chunks[number]) % self.record.rows
        found = pd.DataFrame(outcome.inflows, columns=INFLOW).assign(design_id=rows)
        found = found.dropna().drop_duplicates("design_id", ignore_index=True)
        if np.isnan(self._inflows[found["design_id"], 0]).any():
            self._inflows[found["design_id"]] = found[INFLOW]
            write_durably(self.inflows / name, found.to_parquet)

    def failed(self) -> pd.DataFrame:
        """Return the runs of finished chunks that failed, with the columns of `FAILURE`."""
        done = files_in(self.runs)
        files = [path for number, path in files_in(self.failures).items() if number in done]
        tables = [FAILURE.empty_table(), *(parquet.read_table(path, partitioning=None) for path in files)]
        return pd.DataFrame(pa.concat_tables(tables, promote_options="permissive").to_pandas())

    def forget_failed(self) -> int:
        """Let the chunks in which runs failed be missing, so that they are run again, and return how many."""
        numbers = (self.failed()["run_id"] // self.record.chunk).unique()
        for number in numbers:
            (self.runs / file_name(number)).unlink(missing_ok=True)
        return len(numbers)

    def known_inflows(self, runs: Sequence[int]) -> Array:
        """Return the usual inflow of each run's place, shape (runs, FLOWS); NaN where nobody knows it."""
        return np.asarray(self._inflows[np.array(runs) % self.record.rows])

    @cached_property
    def _inflows(self) -> Array:
        known = np.full((self.record.rows, FLOWS), np.nan)
        for path in files_in(self.inflows).values():
            found = pd.read_parquet(path, partitioning=None)
            known[found["design_id"]] = found[INFLOW]
        return known


def file_name(number: int) -> str:
    """Return the name of the file in which a chunk lies."""
    return f"{number:06}.parquet"


def files_in(folder: Path) -> dict[int, Path]:
    """Return the finished files of a folder by their chunk, in order."""
    found = {int(match[1]): path for path in folder.iterdir() if (match := NAME.match(path.name))}
    return dict(sorted(found.items()))


def differences(was: Any, now: Any, name: str = "") -> list[str]:  # noqa: ANN401 - whatever JSON holds
    """Return the differences of two descriptions, as JSON has them: ``name: was → is``."""
    was, now = (dict(enumerate(it, 1)) if isinstance(it, list | tuple) else it for it in (was, now))
    if was == now:
        return []
    if isinstance(was, dict) and isinstance(now, dict):
        inner = ((was.get(key), now.get(key), f"{name}.{key}".strip(".")) for key in was | now)
        return [line for it in inner for line in differences(*it)]
    sides = [str("nothing" if it is None else it).splitlines() for it in (was, now)]
    gone, new = ([it for it in one if it not in other] for one, other in (sides, sides[::-1]))
    pairs = zip_longest(gone, new, fillvalue="nothing")
    return [f"{name}: {' → '.join(cut(it, 60) for it in pair)}" for pair in pairs]


def _begin(folder: Path, design: Design, chunk: int) -> None:
    """Make the folder of a new sweep, unless another program is quicker."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = (it.name for it in folder.iterdir() if not it.name.startswith(UNFINISHED))
        others = sorted({*there} - {*FOLDERS, STUDY})
        if others and not (folder / STUDY).exists():  # another program may have begun it just now
            raise RefusedError(f"{folder} is no folder of a sweep: {others[0]} is in it; give a new folder")
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        what = f"the folder {folder} cannot be made: {error.strerror}; give --out another place"
        raise RefusedError(what) from None
    said: dict[str, Any] = {"title": design.title, "rows": len(design.rows), "chunk": chunk}
    said |= {"replications": design.replications, "digest": design.digest(), "started": datetime.now(UTC)}
    record = StudyRecord(**said, program=Program(**running()), design=json.loads(design.to_json()))
    with FileLock(folder / "locks" / "beginning.lock"):
        if not (folder / STUDY).exists():
            write_durably(folder / "design.parquet", design.rows.reset_index().to_parquet)
            content = record.model_dump_json(indent=1)
            write_durably(folder / STUDY, lambda draft: draft.write_text(content, encoding="utf-8"))
