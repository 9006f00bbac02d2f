"""Trial: a few runs of a design, to see what they take on this machine."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import as_bytes, table_of
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.simulation import balanced, run_world, settled, usual_inflow
from tillit.model.town.arrays import Town

SECONDS = 6.0
"""When a trial has lasted so long, no further row is begun."""
MOST_ROWS = 12
"""Rows that are tried at most."""

USUAL_PROGRAM = 350_000_000.0
"""Bytes of the program itself, with what it imports, where nobody can tell."""

Clock = Callable[[], float]


@dataclass(frozen=True)
class Trial:
    """What some rows took; all in seconds of one processor, or in bytes."""

    rows: int
    """Rows that were tried."""
    search: float
    """To find the usual inflow of a place."""
    settling: float
    """To settle a town with the luck of one replication."""
    living: float
    """To live all months, and calculate the outputs."""
    stored: float
    """Bytes that a run adds to a file."""
    empty: float
    """Bytes of a file besides its runs."""
    town: float
    """Bytes of a settled town in memory."""
    program: float
    """Bytes of memory that the program has taken, with the design in it."""


def tried(
    design: Design, clock: Clock = time.process_time, tell: Callable[[int, int], None] | None = None
) -> Trial:
    """Run some rows of a design.

    Parameters
    ----------
    design
        The design.
    clock
        Seconds that this program has used; not those in which others had the processor.
    tell
        Called with the number of rows that are done, and that will be at most.
    """
    rows = list(spread(len(design.rows), MOST_ROWS))
    # What is loaded once, and not for each run, is loaded now.
    balanced(Origin.of(design.scenario(rows[0])), design.key(rows[0], 0))
    begun, parts, outputs, towns = clock(), [], [], []
    for done, row in enumerate(rows, 1):
        part, output, town = one_row(design, row, clock)
        parts.append(part)
        outputs.append(output)
        towns.append(town.size)
        if tell is not None:
            tell(done, len(rows))
        if clock() - begun > SECONDS:
            break
    search, settling, living = (fmean(part) for part in zip(*parts, strict=True))
    stored, empty = _file_sizes(design, np.stack(outputs))
    return Trial(len(parts), search, settling, living, stored, empty, fmean(towns), _memory())


def _memory() -> float:
    """Return the most memory that the program has had so far, in bytes."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ModuleNotFoundError:
        return USUAL_PROGRAM
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most) if sys.platform == "darwin" else most * 1024.0


def spread(rows: int, most: int) -> Iterator[int]:
    """Yield rows far from each other, the one in the middle first, so that a few stand for all."""
    seen: set[int] = set()
    for turn in range(1, 8 * most):
        row = int(_halving(turn) * rows)
        if row not in seen:
            seen.add(row)
            yield row
        if len(seen) == min(most, rows):
            break


def _halving(turn: int) -> float:
    """Return 1/2, 1/4, 3/4, 1/8, 5/8 … : van der Corput's sequence."""
    place, share = 0.0, 0.5
    while turn:
        place += share * (turn & 1)
        turn, share = turn >> 1, share / 2
    return place


def one_row(
    design: Design, row: int, clock: Clock
) -> tuple[tuple[float, float, float], NDArray[np.float64], Town]:
    """Return what the parts of one run took, its outputs of shape (outputs, months), and its town."""
    scenario = design.scenario(row)
    origin, key = Origin.of(scenario), design.key(row, 0)
    begun = clock()
    inflow = usual_inflow.__wrapped__(origin)
    searched = clock()
    town = settled(origin, key, inflow)
    begins = clock()
    run = run_world(origin, scenario, town, key, months=design.months)
    people = scenario.town.inhabitants
    outputs = [
        INDICATORS[name].compute(run.counts, run.ledger, inhabitants=people) for name in design.outputs
    ]
    return (searched - begun, begins - searched, clock() - begins), np.array(outputs, np.float64), town


def _file_sizes(design: Design, figures: NDArray[np.float64]) -> tuple[float, float]:
    """Return the bytes that a run adds to a file of runs, and those of a file besides."""
    runs = len(figures)
    half, all_ = (len(as_bytes(table_of(design, range(upto), figures[:upto]))) for upto in (runs // 2, runs))
    stored = (all_ - half) / (runs - runs // 2)
    return stored, max(0.0, all_ - runs * stored)
