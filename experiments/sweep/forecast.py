"""Forecast: how many runs a design is, how long they take, and how much room, before any is run."""

import time
from collections.abc import Callable
from math import ceil
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import processors
from tillit.experiments.sweep.tables import OTHER_PLACES, table_of, usual_size, write_table
from tillit.experiments.sweep.work import outputs_of
from tillit.model.origin import Origin
from tillit.model.simulation import balanced, run_world, settled, usual_inflow

SECONDS, MOST_ROWS = 6.0, 12
"""When a trial has lasted so long, no further row is begun; and how many are tried at most."""
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


class Trial(NamedTuple):
    """What `rows` of a design took: seconds of one processor for each part of a run, bytes in a file."""

    rows: int
    finding: float
    settling: float
    living: float
    stored: float


def forecast(design: Design, trial: Trial, workers: int | None = None) -> dict[str, Any]:
    """Return what a sweep will take, by a trial of it, on each processor if `workers` is left out.

    ``seconds`` are those from beginning to end, ``processor_seconds`` those of one processor by what they are
    spent on, ``advice`` tells what takes most of them; ``chunk`` are the runs in each of the ``chunks``.
    """
    places, chunk, workers = places_of(design), usual_size(design), workers or processors()
    parts = {
        "finding": places * trial.finding,
        "settling": places * design.replications * trial.settling,
        "living": design.runs * trial.living,
    }
    chunks, whole = ceil(design.runs / chunk), sum(parts.values())
    most = max(parts, key=lambda name: parts[name])
    return {
        **{name: getattr(design, name) for name in ("title", "replications", "runs", "months")},
        "places": places,
        "chunk": chunk,
        "chunks": chunks,
        "workers": workers,
        "seconds": OVERHEAD * whole / min(workers, chunks),
        "advice": f"{parts[most] / whole:.0%} of the time is {ABOUT[most]}",
        **{name: len(getattr(design, name)) for name in ("factors", "points", "rows")},
        "towns": list(design.town_names),
        "variants": list(design.variant_names),
        "outputs": list(design.outputs),
        "sampler": design.sampler.kind,
        "processor_seconds": parts,
        "tried_rows": trial.rows,
        "disk_bytes": round(design.runs * trial.stored),
    }


def tried(
    design: Design,
    clock: Callable[[], float] = time.process_time,
    tell: Callable[[int, int], None] = lambda *_: None,
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
        tell(done, len(rows))
        if clock() - begun > SECONDS:
            break

    def size(number: int) -> int:
        stream = pa.BufferOutputStream()
        write_table(table_of(design, range(number), outputs[:number]), stream)
        return int(stream.getvalue().size)

    # What each further run adds; a file has some bytes of its own.
    number, half = len(outputs), len(outputs) // 2
    finding, settling, living = np.mean(took, axis=0).tolist()
    return Trial(number, finding, settling, living, (size(number) - size(half)) / (number - half))


def places_of(design: Design) -> int:
    """Return how many different places there are in a design: each has its usual inflow found once."""
    varied = [it.name for it in design.factors if it.name.startswith(OTHER_PLACES)]
    before = {
        (town, variant): acted.before().digest
        for town, variants in zip(design.town_names, design.acted, strict=True)
        for variant, acted in zip(design.variant_names, variants, strict=True)
    }
    rows = design.rows
    digests = [before[it] for it in zip(rows["town"], rows["variant"], strict=True)]
    return len(rows[varied].assign(digest=digests).drop_duplicates())
