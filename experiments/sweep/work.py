"""Work: what a worker is told to do, does, and hands back."""

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
from tillit.experiments.sweep.failure_table import Failure
from tillit.experiments.sweep.run_table import as_bytes, from_bytes, table_of

Figures = NDArray[np.float64]
RunOne = Callable[[int, Figures], tuple[Figures, Figures]]
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
    inflows: Figures
    """The inflow of each run's place, shape (runs, FLOWS); NaN where it is not known."""

    def part(self, start: int, stop: int) -> "Order":
        """Return some consecutive runs of these."""
        return Order(self.sweep, self.runs[start:stop], self.inflows[start:stop])


class Outcome(NamedTuple):
    """What came of an order."""

    runs: bytes
    """File of the runs that went well."""
    failures: list[Failure]
    """The others."""
    inflows: Figures
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


class Bench:
    """A worker's place of work; its threads share it."""

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

    @cached_property
    def _run_one(self) -> RunOne:
        module, _, name = self._setup.run_one.partition(":")
        made: RunOne = getattr(import_module(module), name)(self.design)
        return made

    def ready(self) -> RunOne:
        """Return what runs one run; it is made once, whatever number of threads asks."""
        with self._lock:
            return self._run_one

    def work(
        self,
        order: Order,
        begin: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Outcome:
        """Run the runs of an order; one that fails costs only itself.

        Parameters
        ----------
        order
            What to run.
        begin
            Called with the number of each run before it begins.
        stopped
            Asked before each run whether to stop.

        Raises
        ------
        StoppedError
            If it was stopped.
        """
        run_one, started = self.ready(), time.perf_counter()
        figures: dict[int, Figures] = {}
        failures: list[Failure] = []
        inflows = order.inflows.copy()
        for turn, run in enumerate(order.runs):
            if stopped is not None and stopped():
                raise StoppedError
            if begin is not None:
                begin(run)
            try:
                figures[run], inflows[turn] = run_one(run, order.inflows[turn])
            except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
                failures.append(failure_of(self.design, run, error))
        content = as_bytes(self._table(figures))
        return Outcome(content, failures, inflows, time.perf_counter() - started)

    def _table(self, figures: dict[int, Figures]) -> pa.Table:
        shape = (len(figures), len(self.design.outputs), self.design.months)
        stacked = np.array(list(figures.values()), np.float64).reshape(shape)
        return table_of(self.design, list(figures), stacked)


def failure_of(design: Design, run: int, error: Exception) -> Failure:
    """Return the record of a run that raised an exception."""
    told = "".join(traceback.format_exception(error))
    return described(design, run, type(error).__name__, str(error), told)


def described(design: Design, run: int, kind: str, message: str, told: str) -> Failure:
    """Return the record of a run that failed, with its row of the design."""
    replication, design_id = divmod(run, len(design.rows))
    row = json.dumps({"design_id": design_id, **design.rows.loc[design_id].to_dict()}, ensure_ascii=False)
    return Failure(run, design_id, replication, kind, message, told, row)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome of an order from those of its parts, in order."""
    if len(outcomes) == 1:
        return outcomes[0]
    return Outcome(
        as_bytes(pa.concat_tables([from_bytes(it.runs) for it in outcomes]).combine_chunks()),
        [failure for it in outcomes for failure in it.failures],
        np.concatenate([it.inflows for it in outcomes]),
        sum(it.seconds for it in outcomes),
    )
