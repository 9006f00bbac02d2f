"""Store: the folder of a sweep. What is in it is done; what is not is still to do.

There is no database and no list beside the files: a chunk is done when its
file in ``runs`` is there, and it is there whole or not at all. What a file
holds depends on nothing but the design, so that writing it twice does no harm.
"""

import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
from filelock import FileLock
from pyarrow import parquet

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.chunks import Chunks, file_name, files_in
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.record import StudyRecord
from tillit.experiments.sweep.tables import Failure, failure_frame, read_failures, write_failures
from tillit.experiments.worlds.durable import UNFINISHED, write_durably
from tillit.experiments.worlds.provenance import read_json

STUDY = "study.json"
FOLDERS = ("runs", "failures", "inflows", "launchers")
FORGOTTEN = 3_600.0
"""Seconds after which nobody is still writing a file."""


class Store:
    """The folder of a sweep that was begun.

    Parameters
    ----------
    folder
        Where it is.

    Raises
    ------
    RefusedError
        If there is no sweep in the folder, or its record cannot be read.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.record = _read_record(self.folder)
        self.runs, self.failures, self.inflows, self.launchers = (self.folder / name for name in FOLDERS)

    @classmethod
    def opened(cls, folder: Path, design: Design, chunk: int) -> "Store":
        """Return the store of a design, which is made if the folder is empty or not there.

        Raises
        ------
        RefusedError
            If another sweep, or something else, is in the folder.
        """
        if not (folder / STUDY).exists():
            _begin(folder, StudyRecord.of(design, chunk))
        store = cls(folder)
        store.record.refuse_other_design(design)
        return store

    @cached_property
    def design(self) -> Design:
        """What is run."""
        return self.record.made_design()

    @property
    def chunks(self) -> Chunks:
        """How the runs are numbered and parted."""
        return self.record.chunks

    def run_files(self) -> list[Path]:
        """Return the files that together hold every finished run once, in order."""
        return list(files_in(self.runs).values())

    def has(self, number: int) -> bool:
        """Tell whether a chunk is done."""
        return (self.runs / file_name(number)).exists()

    def missing(self) -> list[int]:
        """Return the numbers of the chunks that are not done."""
        done = files_in(self.runs)
        return [number for number in range(len(self.chunks)) if number not in done]

    def runs_done(self) -> int:
        """Return how many runs are done, those that failed among them."""
        return sum(len(self.chunks.of(number)) for number in files_in(self.runs))

    def commit(self, number: int, runs: bytes, failures: list[Failure]) -> None:
        """Write what came of a chunk; it is done when this returns.

        Raises
        ------
        OSError
            If it cannot be written: there is no room, or no right to.
        """
        told, written = self.failures / file_name(number), self.runs / file_name(number)
        # The runs come last: a failure counts only when its chunk is done.
        if failures:
            write_durably(told, lambda draft: write_failures(failures, draft))
        else:
            told.unlink(missing_ok=True)
        write_durably(written, lambda draft: draft.write_bytes(runs))

    def forget(self, number: int) -> None:
        """Count a chunk as not done, so that it is run once more."""
        (self.runs / file_name(number)).unlink(missing_ok=True)

    def failing(self) -> dict[int, list[Failure]]:
        """Return the failures of each chunk that is done, by its number."""
        told = files_in(self.failures)
        return {number: read_failures(path) for number, path in told.items() if self.has(number)}

    def failed(self) -> pd.DataFrame:
        """Return the runs that failed, each with its traceback and its row of the design."""
        return failure_frame(failure for failures in self.failing().values() for failure in failures)

    def admit_this_program(self, *, allow: bool) -> None:
        """Check that this program may go on with the sweep, and write down if it is another than before.

        Raises
        ------
        RefusedError
            If it would give other numbers, or might, and that is not allowed.
        """
        # With another declaration the values of a factor may mean something else.
        self.record.refuse_other_parameters()
        record = self.record.with_this_program(allow=allow)
        if record is not self.record:
            _write_record(self.folder, record)
            self.record = record

    def prepare(self) -> None:
        """Make ready what a launcher needs, and throw away what others left unfinished long ago."""
        _make_folders(self.folder)
        path = self.folder / "design.parquet"
        if not path.exists():
            table = pa.Table.from_pandas(self.design.rows.reset_index(), preserve_index=False)
            write_durably(path, lambda draft: parquet.write_table(table, draft, compression="zstd"))
        for folder in (self.folder, *(self.folder / name for name in FOLDERS)):
            for draft in folder.glob(f"{UNFINISHED}*"):
                with suppress(OSError):
                    if time.time() - draft.stat().st_mtime > FORGOTTEN:
                        draft.unlink()


def _begin(folder: Path, record: StudyRecord) -> None:
    """Make the folder of a new sweep, unless another program is quicker."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; give the name of a new folder, or of a sweep's folder"
        raise RefusedError(message)
    there = (it.name for it in (folder.iterdir() if folder.exists() else ()))
    others = [it for it in there if it not in {*FOLDERS, STUDY} and not it.startswith(UNFINISHED)]
    if others:
        message = f"{folder} is no folder of a sweep: {others[0]} is in it; give a new folder"
        raise RefusedError(message)
    _make_folders(folder)
    with FileLock(folder / "launchers" / "beginning.lock"):
        if not (folder / STUDY).exists():
            _write_record(folder, record)


def _make_folders(folder: Path) -> None:
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder {folder} cannot be made: {error.strerror}; give --out another place"
        raise RefusedError(message) from None


def _write_record(folder: Path, record: StudyRecord) -> None:
    content = record.model_dump_json(indent=1)
    write_durably(folder / STUDY, lambda draft: draft.write_text(content, encoding="utf-8"))


def _read_record(folder: Path) -> StudyRecord:
    """Return what the folder says of itself."""
    try:
        return read_json(StudyRecord, folder / STUDY, "the record of a sweep")
    except FileNotFoundError:
        what = (
            "is not there" if not folder.exists() else f"is no folder of a sweep: there is no {STUDY} in it"
        )
        message = f"{folder} {what}; tillit sweep run FILE -o {folder} begins one"
        raise RefusedError(message) from None
