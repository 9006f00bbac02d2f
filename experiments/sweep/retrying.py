"""Retrying: run the runs that failed once more, and put right what they left out."""

import time
import uuid
from collections import deque
from concurrent.futures import Future, wait
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pyarrow import parquet

from tillit.agents.foundation.source import source_hash
from tillit.experiments.sweep.chunks import Span, files_in, span_of
from tillit.experiments.sweep.compacting import write_run_file
from tillit.experiments.sweep.crashes import CRASH
from tillit.experiments.sweep.crews import GLANCE, IN_FLIGHT
from tillit.experiments.sweep.engines import Crew, Engine, Processes, Threads
from tillit.experiments.sweep.failure_table import Failure
from tillit.experiments.sweep.holding import alone
from tillit.experiments.sweep.inflows import KnownInflows
from tillit.experiments.sweep.log import Log
from tillit.experiments.sweep.progress import Progress, Report
from tillit.experiments.sweep.run_table import as_bytes, from_bytes
from tillit.experiments.sweep.store import Store, overlaps
from tillit.experiments.sweep.work import ONE_RUN, LostError, Order, Outcome, Setup


class Attempt(NamedTuple):
    """The failed runs of one file, on their way."""

    path: Path
    """The file that lacks them."""
    orders: list[Order]
    futures: list[Future[Outcome]]


def retry_failed(
    folder: Path | str,
    *,
    engine: Engine | None = None,
    progress: Report | None = None,
    allow_version: bool = False,
    run_one: str = ONE_RUN,
) -> Progress:
    """Run the runs of a sweep that failed once more.

    Those that crashed run in a process of their own, whatever the engine.

    Returns
    -------
    Progress
        How many were run, and how many failed again.

    Raises
    ------
    RefusedError
        If there is no sweep in the folder, another program began it, or
        another program retries or compacts it.
    KeyboardInterrupt
        If Ctrl-C stopped it. What was put right is kept.
    """
    store = Store(folder)
    allowed = store.admit_this_program(allow=allow_version)
    log = Log(store.logs)
    log.write("start", engine="retry", endangered=False, other_version=allowed)
    how = "failed"
    try:
        with alone(store.folder, "retry"), ExitStack() as stack:
            done = Retry(store, engine or Threads(), progress, run_one, stack).go()
        how = "done"
    finally:
        log.write("end", how=how)
        log.close()
    return done


class Retry:
    """One attempt at everything that failed."""

    def __init__(
        self, store: Store, engine: Engine, report: Report | None, run_one: str, stack: ExitStack
    ) -> None:
        self._store = store
        self._engine = engine
        self._report = report
        self._setup = Setup(uuid.uuid4().hex, store.design.to_json(), source_hash(), run_one)
        self._inflows = KnownInflows(store.folder / "inflows", len(store.design.rows))
        self._stack = stack
        self._careful: Crew | None = None
        self._runs = len(store.failed())
        self._done = 0
        self._failed = 0
        self._started = time.monotonic()

    def go(self) -> Progress:
        """Run them, file by file."""
        attempts: deque[Attempt] = deque()
        crew: Crew | None = None
        for path, failures in self._store.failing():
            crew = crew or self._stack.enter_context(self._engine.open(self._setup))
            while len(attempts) >= IN_FLIGHT * crew.workers:
                self._finish(attempts.popleft(), crew)
            attempts.append(self._begin(path, failures, crew))
        while crew is not None and attempts:
            self._finish(attempts.popleft(), crew)
        return self._progress()

    def _begin(self, path: Path, failures: list[Failure], crew: Crew) -> Attempt:
        """Give out the failed runs of a file."""
        crashed = [it.run_id for it in failures if it.kind == CRASH]
        raised = [it.run_id for it in failures if it.kind != CRASH]
        attempt = Attempt(path, [], [])
        self._submit(attempt, raised, crew)
        if crashed:
            self._submit(attempt, crashed, self._careful_crew())
        return attempt

    def _submit(self, attempt: Attempt, runs: list[int], crew: Crew) -> None:
        """Give out runs in chunks."""
        size = self._store.record.chunk
        for start in range(0, len(runs), size):
            order = self._order(runs[start : start + size])
            attempt.orders.append(order)
            attempt.futures.append(crew.submit(order))

    def _finish(self, attempt: Attempt, crew: Crew) -> None:
        """Put right a file, as far as its runs went well this time."""
        outcomes = []
        for order, future in zip(attempt.orders, attempt.futures, strict=True):
            outcomes.append(self._outcome(order, future, crew))
            self._done += len(order.runs)
            self._failed += len(outcomes[-1].failures)
            self._tell()
        mend(self._store, attempt.path, outcomes)

    def _outcome(self, order: Order, future: Future[Outcome], crew: Crew) -> Outcome:
        while not wait([future], GLANCE).done:
            self._tell()
        if future.cancelled():
            raise LostError
        error = future.exception()
        if error is not None and crew.is_crash(error):
            return self._outcome(order, self._careful_crew().submit(order), crew)
        return future.result()

    def _order(self, runs: list[int]) -> Order:
        rows = len(self._store.design.rows)
        return Order(self._setup.sweep, tuple(runs), self._inflows.of(run % rows for run in runs))

    def _careful_crew(self) -> Crew:
        if self._careful is None:
            self._careful = self._stack.enter_context(Processes(1).open(self._setup))
        return self._careful

    def _progress(self) -> Progress:
        seconds = time.monotonic() - self._started
        return Progress(self._runs, self._done, self._failed, self._done, seconds)

    def _tell(self) -> None:
        if self._report is not None:
            self._report(self._progress())


def mend(store: Store, path: Path, outcomes: list[Outcome]) -> None:
    """Add the runs that went well to a file, and write down how the others failed."""
    span = span_of(path) or Span(0, 0)
    tables = [from_bytes(it.runs) for it in outcomes]
    if any(len(table) for table in tables):
        whole = pa.concat_tables([parquet.read_table(path), *tables])
        whole = whole.sort_by([("run_id", "ascending"), ("month", "ascending")])
        if span.first == span.last:
            store.write_runs(path.name, as_bytes(whole))
        else:
            write_run_file(path, [whole])
    # They go last: a run that is in the file counts as done, whatever is still said of it.
    left = [failure for it in outcomes for failure in it.failures]
    for part, told in list(files_in(store.failures)):
        if overlaps(part, span):
            runs = store.chunks.within(part)
            store.write_failures(told.name, [it for it in left if it.run_id in runs])
