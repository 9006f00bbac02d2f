"""Work: what a worker is told to do, does, and hands back.

A worker is a thread, a process of this machine or of a cluster. Each process
prepares itself once for a sweep, and then does one order after the other.
"""

import json
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import Failure, as_bytes, from_bytes, table_of

Array = NDArray[np.float64]
RunOne = Callable[[int, Array], tuple[Array, Array]]
"""From a run's number and the inflow, or NaN, to its outputs and the inflow."""

ONE_RUN = "tillit.experiments.sweep.one_run:OneRun"
"""What makes a `RunOne` of a design, by the name that a worker imports."""


class StoppedError(Exception):
    """The work was stopped before it was done."""


class LostError(RefusedError):
    """The workers are gone."""

    def __init__(self) -> None:
        super().__init__(
            "the workers have gone away, or nobody can reach them any more; "
            "what was done is kept: run again to go on"
        )


class Order(NamedTuple):
    """Some runs to run."""

    sweep: str
    """Which sweep they are of: a worker may have several."""
    runs: tuple[int, ...]
    """Their numbers, in order."""
    inflows: Array
    """The inflow of each run's place, shape (runs, FLOWS); NaN where it is not known."""

    def single(self) -> Sequence["Order"]:
        """Return an order for each of these runs."""
        return [Order(self.sweep, (run,), self.inflows[at : at + 1]) for at, run in enumerate(self.runs)]


class Outcome(NamedTuple):
    """What came of an order."""

    runs: bytes
    """File of the runs that went well."""
    failures: list[Failure]
    """The others."""
    inflows: Array
    """The inflow of each run's place, shape (runs, FLOWS); NaN where it is not known."""
    seconds: float
    """How long it took."""


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


class Worker:
    """Does the orders of one sweep; the threads of a process share it."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = Lock()

    @cached_property
    def design(self) -> Design:
        """What is run.

        Raises
        ------
        RefusedError
            If the worker has another version of the model than the launcher.
        """
        if source_hash() != self._setup.source:
            message = (
                "a worker has another version of the model, of Python or of Numba than the program that "
                "started the sweep, and might give other numbers; install the same everywhere"
            )
            raise RefusedError(message)
        return Design.from_json(self._setup.design)

    def work(self, order: Order, stopped: Callable[[], bool] = lambda: False) -> Outcome:
        """Run the runs of an order; one that fails costs only itself.

        Parameters
        ----------
        order
            What to run.
        stopped
            Asked before each run whether to stop.

        Raises
        ------
        StoppedError
            If it was stopped.
        """
        with self._lock:
            run_one = self._run_one
        started = time.perf_counter()
        figures: dict[int, Array] = {}
        failures: list[Failure] = []
        inflows = order.inflows.copy()
        for turn, run in enumerate(order.runs):
            if stopped():
                raise StoppedError
            try:
                figures[run], inflows[turn] = run_one(run, order.inflows[turn])
            except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
                told = "".join(traceback.format_exception(error))
                failures.append(failed(self.design, run, type(error).__name__, str(error), told))
        shape = (len(figures), len(self.design.outputs), self.design.months)
        stacked = np.array(list(figures.values()), np.float64).reshape(shape)
        content = as_bytes(table_of(self.design, list(figures), stacked))
        return Outcome(content, failures, inflows, time.perf_counter() - started)

    @cached_property
    def _run_one(self) -> RunOne:
        module, _, name = self._setup.run_one.partition(":")
        made: RunOne = getattr(import_module(module), name)(self.design)
        return made


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
    """Return the outcome of an order from those of its parts, in order."""
    return Outcome(
        as_bytes(pa.concat_tables([from_bytes(it.runs) for it in outcomes]).combine_chunks()),
        [failure for it in outcomes for failure in it.failures],
        np.concatenate([it.inflows for it in outcomes]),
        sum(it.seconds for it in outcomes),
    )
