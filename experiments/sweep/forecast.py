"""Forecast: how many runs a design is, how long they take, and how much room, before any is run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from statistics import fmean
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.sweep.chunks import OTHER_PLACES, usual_size
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import processors
from tillit.experiments.sweep.tables import as_bytes, table_of
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.simulation import balanced, run_world, settled, usual_inflow

SECONDS = 6.0
"""When a trial has lasted so long, no further row is begun."""
MOST_ROWS = 12
"""Rows that are tried at most."""
OVERHEAD = 1.05
"""What handing out and writing down take besides, about."""

Clock = Callable[[], float]

ABOUT = {
    "finding": "finding the usual inflow of each place: a new value of a parameter, a mechanism or a fact of "
    "the town makes a new place. Fewer points help; further replications and variants cost little.",
    "settling": "settling towns, once for each place and replication. Fewer points or replications help; "
    "further variants cost little.",
    "living": "living the months. Fewer months, replications, points or variants help, each in proportion.",
}
"""What each part of the time is, and what makes it smaller."""


@dataclass(frozen=True)
class Trial:
    """What some rows of a design took; seconds of one processor, or bytes."""

    rows: int
    """Rows that were tried."""
    finding: float
    """To find the usual inflow of a place."""
    settling: float
    """To settle a town with the luck of one replication."""
    living: float
    """To live all months, and calculate the outputs."""
    stored: float
    """Bytes that a run takes in a file."""


@dataclass(frozen=True)
class Forecast:
    """What a sweep will take on this machine."""

    design: Design
    trial: Trial
    places: int
    """Different places: each has its usual inflow found once."""
    workers: int
    """Runs that go on at once."""

    @property
    def chunk(self) -> int:
        """Runs in a chunk."""
        return usual_size(self.design)

    @property
    def chunks(self) -> int:
        """Files of runs."""
        return ceil(self.design.runs / self.chunk)

    @property
    def parts(self) -> dict[str, float]:
        """Seconds of one processor, by what they are spent on."""
        return {
            "finding": self.places * self.trial.finding,
            "settling": self.places * self.design.replications * self.trial.settling,
            "living": self.design.runs * self.trial.living,
        }

    @property
    def seconds(self) -> float:
        """Seconds from beginning to end."""
        return OVERHEAD * sum(self.parts.values()) / min(self.workers, self.chunks)

    @property
    def disk(self) -> float:
        """Bytes on disk."""
        return self.design.runs * self.trial.stored

    @property
    def advice(self) -> str:
        """What takes most of the time, and how to make it smaller."""
        most = max(self.parts, key=lambda name: self.parts[name])
        return f"{self.parts[most] / sum(self.parts.values()):.0%} of the time is {ABOUT[most]}"

    def as_plain(self) -> dict[str, Any]:
        """Return the forecast in plain values."""
        design = self.design
        return {
            "title": design.title,
            "towns": list(design.town_names),
            "variants": list(design.variant_names),
            "sampler": design.sampler.kind,
            "factors": len(design.factors),
            "points": len(design.points),
            "rows": len(design.rows),
            "replications": design.replications,
            "runs": design.runs,
            "months": design.months,
            "outputs": list(design.outputs),
            "places": self.places,
            "chunk": self.chunk,
            "chunks": self.chunks,
            "workers": self.workers,
            "seconds": self.seconds,
            "processor_seconds": self.parts,
            "tried_rows": self.trial.rows,
            "disk_bytes": round(self.disk),
            "advice": self.advice,
        }


def forecast(design: Design, trial: Trial, workers: int | None = None) -> Forecast:
    """Return what a sweep will take.

    Parameters
    ----------
    design
        The design.
    trial
        What some of its rows took.
    workers
        Runs that go on at once; one for each processor if left out.
    """
    return Forecast(design, trial, places_of(design), workers or processors())


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
    rows = _spread(len(design.rows), MOST_ROWS)
    # What is loaded once, and not for each run, is loaded now.
    balanced(Origin.of(design.scenario(rows[0])), design.key(rows[0], 0))
    begun, parts, outputs = clock(), [], []
    for done, row in enumerate(rows, 1):
        part, output = _one_row(design, row, clock)
        parts.append(part)
        outputs.append(output)
        if tell is not None:
            tell(done, len(rows))
        if clock() - begun > SECONDS:
            break
    finding, settling, living = (fmean(part) for part in zip(*parts, strict=True))
    figures, half = np.stack(outputs), len(outputs) // 2
    # What each further run adds; a file has some bytes of its own.
    less, more = (len(as_bytes(table_of(design, range(n), figures[:n]))) for n in (half, len(figures)))
    return Trial(len(parts), finding, settling, living, (more - less) / (len(figures) - half))


def places_of(design: Design) -> int:
    """Return how many different places there are in a design."""
    before = [[acted.before().digest for acted in variants] for variants in design.acted]
    towns = {name: turn for turn, name in enumerate(design.town_names)}
    variants = {name: turn for turn, name in enumerate(design.variant_names)}
    rows = design.rows
    numbers = zip(rows["town"].map(towns), rows["variant"].map(variants), strict=True)
    different = rows[[it.name for it in design.factors if it.name.startswith(OTHER_PLACES)]]
    digests = pd.Series([before[town][variant] for town, variant in numbers], rows.index, name="digest")
    return int((~pd.concat([different, digests], axis=1).duplicated()).sum())


def _spread(rows: int, most: int) -> list[int]:
    """Return rows far from each other, the one in the middle first, so that a few stand for all."""
    from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

    # Van der Corput's sequence: 1/2, 1/4, 3/4, 1/8, 5/8 …
    places = qmc.Halton(1, scramble=False).random(8 * most)[1:, 0]
    return list(dict.fromkeys((places * rows).astype(int).tolist()))[:most]


def _one_row(
    design: Design, row: int, clock: Clock
) -> tuple[tuple[float, float, float], NDArray[np.float64]]:
    """Return what the parts of one run took, and its outputs, shape (outputs, months)."""
    scenario = design.scenario(row)
    origin, key = Origin.of(scenario), design.key(row, 0)
    begun = clock()
    inflow = usual_inflow.__wrapped__(origin)
    found = clock()
    town = settled(origin, key, inflow)
    begins = clock()
    run = run_world(origin, scenario, town, key, months=design.months)
    people = scenario.town.inhabitants
    outputs = [
        INDICATORS[name].compute(run.counts, run.ledger, inhabitants=people) for name in design.outputs
    ]
    return (found - begun, begins - found, clock() - begins), np.array(outputs, np.float64)
