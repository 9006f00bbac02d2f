"""Crashes: get everything of an order done, but for the runs that kill their process."""

import numpy as np

from tillit.experiments.sweep.cell import Cell, CrashedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.run_table import as_bytes, table_of
from tillit.experiments.sweep.work import Figures, Order, Outcome, described, joined

CRASH = "crash"
"""Kind of failure of a run that killed its process."""
MOST_FALSE_STARTS = 3
"""Processes that may end before they begin a run, until something else must be wrong."""


class CarefulWork:
    """Does an order in a cell, and finds the runs that kill it.

    A run is believed to have killed its process when it has done so twice,
    the second time alone: a process may also be killed from outside, and that
    says nothing about its run.
    """

    def __init__(self, cell: Cell, design: Design) -> None:
        self._cell = cell
        self._design = design
        self._false_starts = 0

    def of(self, order: Order) -> Outcome:
        """Return what came of an order.

        Raises
        ------
        CrashedError
            If the process ends again and again before it begins a run.
        StoppedError
            If it was stopped.
        """
        return joined(self._parts(order, set()))

    def _parts(self, order: Order, suspects: set[int]) -> list[Outcome]:
        """Return what came of an order in parts, in order."""
        if not order.runs:
            return []
        try:
            return [self._cell.work(order)]
        except CrashedError as crash:
            if crash.run is None:
                self._count_false_start(crash)
                return self._parts(order, suspects)
            if crash.run in suspects:
                return [self._failure(order, crash)]
            return self._around(order, order.runs.index(crash.run), suspects | {crash.run})

    def _around(self, order: Order, at: int, suspects: set[int]) -> list[Outcome]:
        """Return what came of the suspect alone, and of those before and behind it."""
        parts = (order.part(0, at), order.part(at, at + 1), order.part(at + 1, len(order.runs)))
        return [outcome for part in parts for outcome in self._parts(part, suspects)]

    def _count_false_start(self, crash: CrashedError) -> None:
        self._false_starts += 1
        if self._false_starts >= MOST_FALSE_STARTS:
            raise crash

    def _failure(self, order: Order, crash: CrashedError) -> Outcome:
        """Return the outcome of the one run of an order, which killed its process."""
        design = self._design
        none: Figures = np.zeros((0, len(design.outputs), design.months))
        failure = described(design, order.runs[0], CRASH, crash.how, crash.told)
        return Outcome(as_bytes(table_of(design, (), none)), [failure], order.inflows, 0.0)
