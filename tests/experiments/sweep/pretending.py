"""Pretending: runs that cost nothing, and that fail where the design's title says.

``"sleep 0.01; raise 5 6; exit 7; segfault 8"`` sleeps in every run, raises in
two, and ends the process in two others.
"""

import ctypes
import os
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.experiments.town_files import town_file
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.sweep.work import Array
from tillit.experiments.worlds.world import Source

PRETEND = "tests.experiments.sweep.pretending:Pretence"

VILLAGE = town_file("village", "A village", households=20, posts=1)

INFLOW = "setting.inflow"


def village_design(
    title: str = "",
    *,
    points: int = 4,
    replications: int = 5,
    months: int = 3,
    factor: str = "setting.inflow",
) -> Design:
    """Return a design of a village, one row a point."""
    low, high = (0.8, 1.2) if factor == INFLOW else (0.1, 0.2)
    return Design(
        title=title,
        towns=(Source("village.toml", VILLAGE),),
        variants=(Variant("as_it_was", before=True),),
        factors=(Factor(factor, low, high),),
        sampler=Sampler(kind="lhs", size=points),
        points=pd.DataFrame({factor: np.linspace(low, high, points)}),
        months=months,
        replications=replications,
        seed=1,
        outputs=("payments", "municipal_cost"),
    )


class BrokenTownError(Exception):
    """What a run raises."""


def fail(run_id: int) -> None:
    """Raise an exception."""
    message = f"run {run_id} is no good"
    raise BrokenTownError(message)


def crash(_: int) -> None:
    """Read where nothing is."""
    ctypes.string_at(0)


def leave(_: int) -> None:
    """End the process without a word."""
    os._exit(3)


ENDS: dict[str, Callable[[int], None]] = {"raise": fail, "exit": leave, "segfault": crash}


class Pretence:
    """Pretends to run a design."""

    def __init__(self, design: Design) -> None:
        self.design = design
        told = [part.split() for part in design.title.split(";") if part.strip()]
        self._ends = {int(run): how for how, *runs in told if how in ENDS for run in runs}
        self._sleep = sum(float(rest[0]) for how, *rest in told if how == "sleep")

    def __call__(self, run_id: int, inflow: Array) -> tuple[Array, Array]:
        """Return numbers that depend on the run alone, or fail."""
        time.sleep(self._sleep)
        if (how := self._ends.get(run_id)) in ENDS:
            ENDS[how](run_id)
        months = np.arange(1, self.design.months + 1)
        return np.array([np.sqrt(months * (run_id + 1)), np.sin(months + run_id)]), inflow
