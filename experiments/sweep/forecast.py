"""Forecast: how many runs a design is, how long they take, and how much room, before any is run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import pyarrow as pa

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import processors
from tillit.experiments.sweep.tables import OTHER_PLACES, table_of, usual_size, write_table
from tillit.experiments.sweep.work import outputs_of
from tillit.model.origin import Origin
from tillit.model.simulation import balanced, run_world, settled, usual_inflow

SECONDS = 6.0
"""When a trial has lasted so long, no further row is begun."""
MOST_ROWS = 12
"""Rows that are tried at most."""
OVERHEAD = 1.05
"""What handing out and writing down take besides, about."""
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
    workers: int
    """Runs that go on at once."""
    places: int
    """Different places: each has its usual inflow found once."""
    chunk: int
    """Runs in a file."""
    chunks: int
    """Files of runs."""
    parts: dict[str, float]
    """Seconds of one processor, by what they are spent on."""
    seconds: float
    """Seconds from beginning to end."""
    disk: float
    """Bytes on disk."""
    advice: str
    """What takes most of the time, and how to make it smaller."""

    def as_plain(self) -> dict[str, Any]:
        """Return the forecast in plain values."""
        design = self.design
        told = ("title", "replications", "runs", "months")
        own = ("places", "chunk", "chunks", "workers", "seconds", "advice")
        return {
            **{name: getattr(design, name) for name in told},
            **{name: getattr(self, name) for name in own},
            **{name: len(getattr(design, name)) for name in ("factors", "points", "rows")},
            "towns": list(design.town_names),
            "variants": list(design.variant_names),
            "outputs": list(design.outputs),
            "sampler": design.sampler.kind,
            "processor_seconds": self.parts,
            "tried_rows": self.trial.rows,
            "disk_bytes": round(self.disk),
        }


def forecast(design: Design, trial: Trial, workers: int | None = None) -> Forecast:
    """Return what a sweep will take, on each processor if `workers` is left out."""
    places, chunk, workers = places_of(design), usual_size(design), workers or processors()
    chunks = ceil(design.runs / chunk)
    parts = {
        "finding": places * trial.finding,
        "settling": places * design.replications * trial.settling,
        "living": design.runs * trial.living,
    }
    whole, most = sum(parts.values()), max(parts, key=lambda name: parts[name])
    seconds, disk = OVERHEAD * whole / min(workers, chunks), design.runs * trial.stored
    advice = f"{parts[most] / whole:.0%} of the time is {ABOUT[most]}"
    return Forecast(design, trial, workers, places, chunk, chunks, parts, seconds, disk, advice)


def tried(
    design: Design,
    clock: Callable[[], float] = time.process_time,
    tell: Callable[[int, int], None] | None = None,
) -> Trial:
    """Run some rows of a design, for some seconds.

    `clock` tells the seconds that this program has used, not those in which others had the processor;
    `tell` is called with the number of rows that are done, and that will be at most.
    """
    # In no order, so that a few stand for all.
    rows = np.random.default_rng(1).permutation(len(design.rows))[:MOST_ROWS].tolist()
    # What is loaded once, and not for each run, is loaded now.
    balanced(Origin.of(design.scenario(rows[0])), design.key(rows[0], 0))
    begun, took, outputs = clock(), [], []
    for done, row in enumerate(rows, 1):
        scenario, key = design.scenario(row), design.key(row, 0)
        origin = Origin.of(scenario)
        times = [clock()]
        inflow = usual_inflow.__wrapped__(origin)
        times.append(clock())
        town = settled(origin, key, inflow)
        times.append(clock())
        run = run_world(origin, scenario, town, key, months=design.months)
        outputs.append(outputs_of(design, scenario, run))
        times.append(clock())
        took.append(np.diff(times))
        if tell is not None:
            tell(done, len(rows))
        if clock() - begun > SECONDS:
            break

    def size(number: int) -> int:
        stream = pa.BufferOutputStream()
        write_table(table_of(design, range(number), outputs[:number]), stream)
        return int(stream.getvalue().size)

    # What each further run adds; a file has some bytes of its own.
    number, half = len(outputs), len(outputs) // 2
    stored = (size(number) - size(half)) / (number - half)
    finding, settling, living = np.mean(took, axis=0).tolist()
    return Trial(number, finding, settling, living, stored)


def places_of(design: Design) -> int:
    """Return how many different places there are in a design."""
    varied = [it.name for it in design.factors if it.name.startswith(OTHER_PLACES)]
    before = {
        (town, variant): acted.before().digest
        for town, variants in zip(design.town_names, design.acted, strict=True)
        for variant, acted in zip(design.variant_names, variants, strict=True)
    }
    rows = design.rows
    digests = [before[it] for it in zip(rows["town"], rows["variant"], strict=True)]
    return len(rows[varied].assign(digest=digests).drop_duplicates())
