"""A sweep whose figures are known, written without running anything."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.work import Outcome, failure_of, table_of
from tillit.experiments.worlds.world import Source

POINTS, REPLICATIONS, MONTHS = 5, 12, 24
OUTPUTS = ("payments", "households", "turnover")
INTERVAL = "parameters.meetings.promised"

Array = NDArray[np.float64]
Fill = Callable[[Array, Array, Array], Array]
"""Makes of design_id, replication and month, which broadcast, the figures of an output."""


def written_design(**changes: Any) -> Design:  # noqa: ANN401 - any field of a design
    """Return a design of two variants, and of points in one factor."""
    values = np.linspace(1.0, 5.0, POINTS)
    about: dict[str, Any] = {
        "title": "Known figures",
        "towns": (Source.of("standard"),),
        "variants": (Variant("as_it_was", before=True), Variant("as_it_acted")),
        "factors": (Factor(INTERVAL, 1.0, 5.0, "months", "made up"),),
        "sampler": Sampler(kind="list", size=POINTS),
        "points": pd.DataFrame({INTERVAL: values}),
        "months": MONTHS,
        "replications": REPLICATIONS,
        "seed": 7,
        "outputs": OUTPUTS,
    }
    return Design(**(about | changes))


def figures_of(design: Design, fill: Fill) -> Array:
    """Return the figures of an output, shape (runs, months)."""
    replication, design_id = np.divmod(np.arange(design.runs, dtype=float), len(design.rows))
    month = np.arange(1.0, design.months + 1.0)
    shape = (design.runs, design.months)
    return np.broadcast_to(fill(design_id[:, None], replication[:, None], month), shape)


def write_sweep(
    folder: Path,
    design: Design,
    fills: Fill | dict[str, Fill],
    *,
    chunk: int = 17,
    without: Collection[int] = (),
    failing: Collection[int] = (),
) -> Store:
    """Write a sweep as it would be after a run.

    Parameters
    ----------
    folder
        Where it shall be.
    design
        What would have been run.
    fills
        The figures, of each output or of all.
    chunk
        Runs in a file.
    without
        Chunks that are not there.
    failing
        Runs that failed.
    """
    by_output = fills if isinstance(fills, dict) else dict.fromkeys(design.outputs, fills)
    figures = np.stack([figures_of(design, by_output[name]) for name in design.outputs], axis=1)
    store = Store.opened(folder, design, chunk)
    for number in range(len(store.chunks)):
        if number in without:
            continue
        runs = store.chunks[number]
        done = [run for run in runs if run not in failing]
        content = table_of(design, done, figures[done])
        why = ("ValueError", "no such luck", "Traceback …")
        failures = [failure_of(design, run, *why) for run in runs if run in failing]
        store.commit(number, Outcome(content, failures, store.known_inflows(runs)))
    return store


def numbered(design_id: Array, replication: Array, month: Array) -> Array:
    """Return figures that say whose they are."""
    return 1e6 * design_id + 1e3 * replication + month
