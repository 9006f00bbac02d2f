"""Work: what a worker is told to do, does, and hands back.

A worker is a thread, a process of this machine or of a cluster. Each process
prepares itself once for a sweep, and then does one order after the other.
"""

import json
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import Failure, table_of

Array = NDArray[np.float64]
RunOne = Callable[[int, Array], tuple[Array, Array]]
"""From a run's number and the inflow, or NaN, to its outputs and the inflow."""

ONE_RUN = "tillit.experiments.sweep.one_run:OneRun"
"""What makes a `RunOne` of a design, by the name that a worker imports."""


class Order(NamedTuple):
    """Some runs to run, of the sweep that a worker knows by this name."""

    sweep: str
    chunk: int
    """Number of the chunk that they are in."""
    runs: tuple[int, ...]
    inflows: Array
    """The inflow of each run's place, shape (runs, FLOWS); NaN where it is not known."""

    def single(self) -> Iterator["Order"]:
        """Yield an order for each of these runs."""
        for at, run in enumerate(self.runs):
            yield self._replace(runs=(run,), inflows=self.inflows[at : at + 1])


class Outcome(NamedTuple):
    """What came of an order: the runs that went well, the others, and the inflows that are known now."""

    runs: pa.Table
    failures: list[Failure]
    inflows: Array


@dataclass(frozen=True)
class Setup:
    """What a worker needs to know of a sweep before it can take orders."""

    sweep: str
    """Name that orders call it by."""
    design: str
    """The design as JSON."""
    source: str
    """Hash of the source that must run it."""
    run_one: str = ONE_RUN


@dataclass(frozen=True)
class Workers:
    """Workers that are ready."""

    submit: Callable[[Order], Future[Outcome]]
    """Promises what will come of an order."""
    number: Callable[[], int]
    """How many orders are worked on at once; 0 if no worker is left."""
    deaths: tuple[type[BaseException], ...] = ()
    """Errors which say that a worker died of its order."""
    words: Path = Path()
    """Folder in which each process writes its last words, in a file by its number."""


class Worker:
    """Does the orders of one sweep; the threads of a process share it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = Lock()

    @cached_property
    def _ready(self) -> tuple[Design, RunOne]:
        if source_hash() != self._setup.source:
            message = (
                "a worker has another version of the model, of Python or of Numba than the program that "
                "started the sweep, and might give other numbers; install the same everywhere"
            )
            raise RefusedError(message)
        design = Design.from_json(self._setup.design)
        module, _, name = self._setup.run_one.partition(":")
        return design, getattr(import_module(module), name)(design)

    def work(self, order: Order) -> Outcome:
        """Run the runs of an order; one that fails costs only itself.

        RefusedError if the worker has another version of the model than the launcher.
        """
        with self._lock:
            design, run_one = self._ready
        figures: dict[int, Array] = {}
        failures: list[Failure] = []
        inflows = order.inflows.copy()
        for turn, run in enumerate(order.runs):
            try:
                figures[run], inflows[turn] = run_one(run, order.inflows[turn])
            except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
                told = "".join(traceback.format_exception(error))
                failures.append(failed(design, run, type(error).__name__, str(error), told))
        return Outcome(table_of(design, list(figures), list(figures.values())), failures, inflows)


WORKERS: dict[str, Worker] = {}
"""In a process of its own: what it has been told of each sweep."""


def prepare(setup: Setup) -> None:
    """Make this process ready for the orders of a sweep."""
    WORKERS[setup.sweep] = Worker(setup)


def work_on(order: Order) -> Outcome:
    """Do an order, in a process that is prepared for its sweep."""
    return WORKERS[order.sweep].work(order)


def failed(design: Design, run: int, kind: str, message: str, told: str) -> Failure:
    """Return the record of a run that failed, with its row of the design."""
    replication, design_id = divmod(run, len(design.rows))
    row = json.dumps({"design_id": design_id, **design.rows.loc[design_id].to_dict()}, ensure_ascii=False)
    return Failure(run, design_id, replication, kind, message, told, row)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of a chunk from those of its parts, in order."""
    runs, failures, inflows = zip(*outcomes, strict=True)
    every = [failure for several in failures for failure in several]
    return Outcome(pa.concat_tables(runs).combine_chunks(), every, np.concatenate(inflows))
