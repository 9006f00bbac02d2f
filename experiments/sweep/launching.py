"""Launching: run a sweep, or what is missing of it, and lose nothing on the way."""

import math
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.chunks import usual_size
from tillit.experiments.sweep.crews import Crews
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import Engine, Processes, Threads
from tillit.experiments.sweep.inflows import KnownInflows
from tillit.experiments.sweep.log import Launchers, Log
from tillit.experiments.sweep.progress import Progress, Report
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.work import ONE_RUN, LostError, Order, Outcome, Setup

LISTING = 30.0
"""Seconds between two listings of a folder that may have ten thousand files."""


def run_sweep(
    design: Design,
    folder: Path | str,
    *,
    engine: Engine | None = None,
    chunk: int | None = None,
    progress: Report | None = None,
    allow_version: bool = False,
    run_one: str = ONE_RUN,
) -> Progress:
    """Run a sweep into a folder, or what is missing of it there.

    Parameters
    ----------
    design
        What to run.
    folder
        Where to: a new folder, or the one that has a part of it already.
    engine
        Who does it: `Threads`, `Processes` or `Dask`. The numbers do not depend on it.
    chunk
        Runs in one file, and in one go of a worker; about a second of work if
        left out. The numbers do not depend on it.
    progress
        Told now and then how far the sweep is.
    allow_version
        Whether to go on with what another version of the program began.
    run_one
        What runs one run, as ``module:name`` that every worker can import.

    Returns
    -------
    Progress
        How far the sweep is at the end: all is done, and some runs may have failed.

    Raises
    ------
    RefusedError
        If something else is in the folder, or another program began it.
    OSError
        If a result cannot be written. What was done is kept.
    KeyboardInterrupt
        If Ctrl-C stopped it. What was done is kept.
    """
    store = Store.opened(Path(folder), design, chunk or usual_size(design))
    if chunk not in {None, store.record.chunk}:
        message = f"chunk = {chunk}: {folder} was begun with {store.record.chunk} runs a chunk; leave it out"
        raise RefusedError(message)
    allowed = store.admit_this_program(allow=allow_version)
    store.prepare()
    launch = Launch(store, engine or Threads(), progress, run_one)
    return launch.go(allowed=allowed)


class Launch:
    """One launcher's work on a sweep.

    Parameters
    ----------
    store
        Where the results go.
    engine
        Who does the work.
    report
        Told now and then how far the sweep is.
    run_one
        What runs one run.
    """

    def __init__(self, store: Store, engine: Engine, report: Report | None, run_one: str) -> None:
        self._store = store
        self._engine = engine
        self._report = report
        self._setup = Setup(uuid.uuid4().hex, store.design.to_json(), source_hash(), run_one)
        self._inflows = KnownInflows(store.folder / "inflows", len(store.design.rows))
        self._log = Log(store.logs)
        self._others = Launchers(store.logs, own=self._log.path)
        self._crews = Crews(engine, self._setup)
        self._started = time.monotonic()
        self._done = store.runs_done()
        self._failed = len(store.failed())
        self._here = 0

    def go(self, *, allowed: bool = False) -> Progress:
        """Run what is missing."""
        engine = self._engine
        self._log.write("start", engine=engine.name, endangered=engine.endangered, other_version=allowed)
        how = "failed"
        try:
            with self._crews.opened:
                self._deal()
            # Others may have had a part in it.
            self._done, self._failed = self._store.runs_done(), len(self._store.failed())
            how = "done"
        except KeyboardInterrupt:
            how = "stopped"
            raise
        finally:
            self._log.write("end", how=how, **self._figures())
            self._log.close()
        self._tell()
        return self.progress()

    def progress(self) -> Progress:
        """Return how far the sweep is."""
        seconds = time.monotonic() - self._started
        runs = self._store.chunks.runs
        return Progress(runs, min(self._done, runs), self._failed, self._here, seconds, self._crews.trouble)

    def _deal(self) -> None:
        """Give out the chunks, and take in what comes of them."""
        # Processes take care of them as it is.
        suspects = set() if isinstance(self._engine, Processes) else self._others.suspect()
        try:
            for number in self._undone():
                self._log.write("begun", chunk=number)
                self._submit(number, apart=number in suspects)
            while self._crews.flying:
                self._land()
        except BaseException:
            self._keep_what_is_done()
            raise

    def _undone(self) -> Iterator[int]:
        """Yield the chunks to do: first those that nobody has in hand, then whatever is still left."""
        flown: set[int] = set()
        for shy in (True, False):
            looked, done = -math.inf, set[int]()
            for number in range(len(self._store.chunks)):
                if time.monotonic() - looked > LISTING:
                    looked, done = time.monotonic(), self._store.committed()
                if number in done or number in flown or self._store.has(number):
                    continue
                # First of all: meanwhile somebody else may begin it.
                while self._crews.full:
                    self._land()
                if not (shy and number in self._others.in_hand()):
                    flown.add(number)
                    yield number

    def _order(self, number: int) -> Order:
        runs = self._store.chunks.of(number)
        rows = len(self._store.design.rows)
        return Order(self._setup.sweep, tuple(runs), self._inflows.of(run % rows for run in runs))

    def _submit(self, number: int, *, apart: bool) -> None:
        """Give out a chunk, to processes apart from the others if it may crash."""
        self._crews.submit(number, self._order(number), apart=apart)

    def _land(self) -> None:
        """Take in what has come, and wait a moment if nothing has."""
        for number, future in self._crews.landed():
            error = LostError() if future.cancelled() else future.exception()
            if error is None:
                self._take_in(number, future.result())
            elif self._crews.is_crash(error):
                self._submit(number, apart=True)
            else:
                raise error
        self._show_life()

    def _take_in(self, number: int, outcome: Outcome) -> None:
        """Write down what came of a chunk."""
        self._store.commit(number, outcome.runs, outcome.failures)
        runs = self._store.chunks.of(number)
        rows = len(self._store.design.rows)
        self._inflows.learn(number, [run % rows for run in runs], outcome.inflows)
        for failure in outcome.failures:
            self._log.write("failed", run_id=failure.run_id, kind=failure.kind, message=failure.message)
        self._here += len(runs)
        self._done += len(runs)
        self._failed += len(outcome.failures)

    def _keep_what_is_done(self) -> None:
        """Write down what has come by now, before everything ends."""
        # If it ends for want of room, this finds none either.
        with suppress(OSError):
            for future, number in self._crews.flying.items():
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._take_in(number, future.result())

    def _show_life(self) -> None:
        if self._log.is_due():
            # Others may be at work in the same folder.
            self._done = self._store.runs_done()
            self._log.write("heartbeat", **self._figures())
        self._tell()

    def _tell(self) -> None:
        if self._report is not None:
            self._report(self.progress())

    def _figures(self) -> dict[str, object]:
        now = self.progress()
        rate = round(now.rate, 3)
        figures = {"done": now.done, "failed": now.failed, "here": now.here, "rate": rate}
        return figures | ({"trouble": now.trouble} if now.trouble else {})
