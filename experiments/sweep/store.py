"""Store: the folder of a sweep. What is in it is done; what is not is still to do.

There is no database and no list beside the files: a chunk is done when its
file in ``runs`` is there, and it is there whole or not at all. What a file
holds depends on nothing but the design, so that writing it twice does no harm.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from tillit.experiments.durable import UNFINISHED, write_durably
from tillit.experiments.sweep.beginning import STUDY, begin, make_folders, read_record
from tillit.experiments.sweep.chunks import Chunks, Span, current_files, file_name, files_in
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.failure_table import Failure, as_bytes, as_frame, from_bytes
from tillit.experiments.sweep.run_table import runs_in
from tillit.experiments.sweep.study_record import StudyRecord

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
        self.record = read_record(self.folder)

    @classmethod
    def opened(cls, folder: Path, design: Design, chunk: int) -> "Store":
        """Return the store of a design, which is made if the folder is empty or not there.

        Raises
        ------
        RefusedError
            If another sweep, or something else, is in the folder.
        """
        if not (folder / STUDY).exists():
            begin(folder, StudyRecord.of(design, chunk))
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

    @property
    def runs(self) -> Path:
        """Where the outputs are."""
        return self.folder / "runs"

    @property
    def failures(self) -> Path:
        """Where the failures are."""
        return self.folder / "failures"

    @property
    def logs(self) -> Path:
        """Where the launchers say what they do."""
        return self.folder / "log"

    def run_files(self) -> list[Path]:
        """Return the files that together hold every finished run once, in order."""
        return [path for _, path in current_files(self.runs)]

    def committed(self) -> set[int]:
        """Return the numbers of the chunks that are done."""
        return {number for span, _ in files_in(self.runs) for number in range(span.first, span.last + 1)}

    def has(self, number: int) -> bool:
        """Tell whether a chunk has a file of its own; it may also lie in a larger one."""
        return (self.runs / file_name(Span(number, number))).exists()

    def missing(self) -> Iterator[int]:
        """Yield the numbers of the chunks that are not done."""
        done = self.committed()
        return (number for number in range(len(self.chunks)) if number not in done)

    def runs_done(self) -> int:
        """Return how many runs are done, those that failed among them."""
        return sum(len(self.chunks.within(span)) for span, _ in current_files(self.runs))

    def commit(self, number: int, runs: bytes, failures: list[Failure]) -> None:
        """Write what came of a chunk; it is done when this returns.

        Raises
        ------
        OSError
            If it cannot be written: there is no room, or no right to.
        """
        name = file_name(Span(number, number))
        # The runs come last: a failure counts only when its chunk is done.
        self.write_failures(name, failures)
        self.write_runs(name, runs)

    def write_runs(self, name: str, content: bytes) -> None:
        """Write a file of runs."""
        write_durably(self.runs / name, lambda draft: draft.write_bytes(content))

    def write_failures(self, name: str, failures: list[Failure]) -> None:
        """Write the failures of a file of runs, and forget the earlier ones."""
        if failures:
            content = as_bytes(failures)
            write_durably(self.failures / name, lambda draft: draft.write_bytes(content))
        else:
            (self.failures / name).unlink(missing_ok=True)

    def failing(self) -> Iterator[tuple[Path, list[Failure]]]:
        """Yield each file of runs that lacks some, with what became of those."""
        told: dict[Span, list[Failure]] = {}
        for span, path in files_in(self.failures):
            told[span] = from_bytes(path.read_bytes())
        for span, path in current_files(self.runs) if told else []:
            failures = [it for part, those in told.items() if overlaps(part, span) for it in those]
            # It may have been run again since, successfully.
            missed = set(self.chunks.within(span)).difference(runs_in(path).tolist()) if failures else set()
            left = {it.run_id: it for it in failures if it.run_id in missed}
            if left:
                yield path, [left[run] for run in sorted(left)]

    def failed(self) -> pd.DataFrame:
        """Return the runs that failed, each with its traceback and its row of the design."""
        return as_frame(failure for _, failures in self.failing() for failure in failures)

    def admit_this_program(self, *, allow: bool) -> bool:
        """Check that this program may go on with the sweep, and tell whether it is another than before.

        Raises
        ------
        RefusedError
            If it would give other numbers, or might, and that is not allowed.
        """
        # With another declaration the values of a factor may mean something else.
        self.record.refuse_other_parameters()
        record = self.record.with_this_program(allow=allow)
        if record is self.record:
            return False
        content = record.model_dump_json(indent=1)
        write_durably(self.folder / STUDY, lambda draft: draft.write_text(content, encoding="utf-8"))
        self.record = record
        return True

    def prepare(self) -> None:
        """Make ready what a launcher needs, and throw away what others left unfinished long ago."""
        make_folders(self.folder)
        self.write_design()
        for folder in (self.folder, self.runs, self.failures):
            for draft in folder.glob(f"{UNFINISHED}*"):
                with suppress(OSError):
                    if time.time() - draft.stat().st_mtime > FORGOTTEN:
                        draft.unlink()

    def write_design(self) -> None:
        """Write the rows of the design as a table, for other programs to read."""
        path = self.folder / "design.parquet"
        if not path.exists():
            table = pa.Table.from_pandas(self.design.rows.reset_index(), preserve_index=False)
            write_durably(path, lambda draft: parquet.write_table(table, draft, compression="zstd"))


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two files have chunks in common."""
    return one.first <= other.last and other.first <= one.last
