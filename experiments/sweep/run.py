"""Run: do a sweep, or what is missing of it, and lose nothing on the way."""

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa
from filelock import FileLock, Timeout

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import CRASH, Engine, Processes, Threads, Workers, crashed
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.tables import Progress, file_name, usual_size
from tillit.experiments.sweep.work import ONE_RUN, Order, Outcome, Setup

IN_FLIGHT = 4
"""Orders for each worker: enough that none waits, and few enough to hold in memory."""
GLANCE = 0.2
"""Seconds between two looks around; a wait without end would not notice Ctrl-C."""
LOST = (
    "the workers have gone away, or nobody can reach them any more; what was done is kept: run again to go on"
)


def run_sweep(
    design: Design,
    folder: Path | str,
    *,
    engine: Engine | None = None,
    chunk: int | None = None,
    part: tuple[int, int] | Literal["failed"] = (1, 1),
    progress: Callable[[Progress], None] | None = None,
    run_one: str = ONE_RUN,
) -> Progress:
    """Run a sweep into a folder, or what is missing of it there, and return how far it is at the end.

    Neither `engine` nor `chunk`, the runs in a file of a new folder, moves a number; by default threads do
    about a second of work at once. `part` ``(3, 8)`` is the third of eight programs that share a folder;
    ``"failed"`` are the chunks in which runs failed, to be run once more: then these are all that is counted.
    `progress` is told now and then how far it is, `run_one` is ``module:name`` of what runs one run.
    RefusedError if something else is in the folder, another program began it, or is at work on this part;
    OSError if a result cannot be written; KeyboardInterrupt after Ctrl-C. What was done is kept.
    """
    store = Store.opened(Path(folder), design, chunk or usual_size(design))
    store.prepare()
    engine, (turn, parts) = engine or Threads(), (1, 1) if part == "failed" else part
    if not 1 <= turn <= parts:
        raise RefusedError(f"part {turn}/{parts}: must be 1/{parts} to {parts}/{parts}")
    with _alone(store, turn, parts):
        if part != "failed":
            numbers = [it for it in store.missing() if it % parts == turn - 1]
            done = _Launch(store, progress, store.progress()).go(numbers, engine, run_one)
            # Others may have had a part in it.
            whole = store.progress()
            return replace(done, done=whole.done, failed=whole.failed)
        failed = store.failed()
        if isinstance(engine, Threads) and (failed["kind"] == CRASH).any():
            engine = Processes(engine.workers)
        numbers = (failed["run_id"] // store.record.chunk).unique().tolist()
        for number in numbers:
            (store.runs / file_name(number)).unlink(missing_ok=True)
        before = Progress(sum(len(store.chunks.of(number)) for number in numbers), 0, 0)
        return _Launch(store, progress, before).go(numbers, engine, run_one)


@contextmanager
def _alone(store: Store, turn: int, parts: int) -> Iterator[None]:
    """Be the only program at a part of a sweep; the system lets go of a lock when its program dies."""
    try:
        with FileLock(store.locks / f"{turn}-of-{parts}.lock", timeout=0):
            yield
    except Timeout:
        raise RefusedError(
            f"another program is at work on {store.folder}; to share it out, give each its part: --part 1/2 "
            "to one, --part 2/2 to the other"
        ) from None


class _Launch:
    """One program's work on a sweep."""

    _workers: Workers
    _setup: Setup

    def __init__(self, store: Store, report: Callable[[Progress], None] | None, now: Progress) -> None:
        self._store, self._report, self._now = store, report, now
        self._in_hand: dict[Future[Outcome], Order] = {}
        self._started = time.monotonic()

    def go(self, numbers: Sequence[int], engine: Engine, run_one: str) -> Progress:
        """Run some chunks, and return how far the sweep is then."""
        if not numbers:
            return self._tell()
        self._setup = Setup(uuid.uuid4().hex, self._store.design.to_json(), source_hash(), run_one)
        with engine.open(self._setup) as self._workers:
            for number in numbers:
                if (self._store.runs / file_name(number)).exists():
                    continue  # another program has done it meanwhile
                while len(self._in_hand) >= IN_FLIGHT * max(1, self._workers.number()):
                    self._take_in_some()
                runs = tuple(self._store.chunks.of(number))
                order = Order(number, runs, self._store.known_inflows(runs))
                self._in_hand[self._workers.submit(order)] = order
            while self._in_hand:
                self._take_in_some()
        return self._tell()

    def _take_in_some(self) -> None:
        """Write down what has come back, and wait a moment if nothing has."""
        for future in wait(self._in_hand, GLANCE, FIRST_COMPLETED).done:
            order = self._in_hand.pop(future)
            error = RefusedError(LOST) if future.cancelled() else future.exception()
            if error is not None and not isinstance(error, self._workers.deaths):
                raise error
            outcome = future.result() if error is None else self._run_apart(order)
            self._store.commit(order.chunk, outcome)
            runs, now = len(order.runs), self._now
            done, failed = min(now.done + runs, now.runs), now.failed + len(outcome.failures)
            self._now = replace(now, done=done, failed=failed, here=now.here + runs)
        self._tell()

    def _run_apart(self, order: Order) -> Outcome:
        """Run a chunk whose worker died run by run, in a process apart; who ends that is to blame."""
        outcomes = []
        with Processes(1).open(self._setup) as apart:
            for at, run in enumerate(order.runs):
                one = Order(order.chunk, (run,), order.inflows[at : at + 1])
                future = apart.submit(one)
                while not wait([future], GLANCE).done:
                    self._tell()
                error = future.exception()
                if error is not None and isinstance(error, apart.deaths):
                    outcomes.append(crashed(self._store.design, one, error))
                else:
                    outcomes.append(future.result())
        runs, failures, inflows = zip(*outcomes, strict=True)
        every = [failure for several in failures for failure in several]
        return Outcome(pa.concat_tables(runs).combine_chunks(), every, np.concatenate(inflows))

    def _tell(self) -> Progress:
        self._now = replace(self._now, seconds=time.monotonic() - self._started)
        if self._report is not None:
            self._report(self._now)
        return self._now
