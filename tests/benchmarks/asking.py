"""Asking: how long a sweep of 100,000 runs takes to answer.

``python -m tests.benchmarks.asking`` writes a sweep of made-up figures with
the store's own writer, 120 months and one output, and asks it; ``--runs`` and
``--outputs`` make it another size. Nothing is simulated.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks.measuring import fastest, table
from tillit.experiments.answers.distributions import bands, compare, convergence
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.tables import sql
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.work import Outcome, table_of
from tillit.experiments.worlds.world import Source
from tillit.model.indicators import INDICATORS

MONTHS = 120
REPLICATIONS = 50
CHUNK = 200
VARIANTS = ("as_it_was", "as_it_acted")
INTERVAL = "parameters.meetings.promised"
BANDS_IN_SQL = """
    SELECT variant, month, quantile_cont(payments, [0.05, 0.25, 0.5, 0.75, 0.95])
    FROM runs JOIN design USING (design_id) GROUP BY ALL ORDER BY ALL
"""


def design_of(runs: int, outputs: int) -> Design:
    """Return a design of so many runs, of two variants and fifty replications."""
    points = max(1, runs // (REPLICATIONS * len(VARIANTS)))
    return Design(
        title="Made-up figures",
        towns=(Source.of("standard"),),
        variants=tuple(Variant(name) for name in VARIANTS),
        factors=(Factor(INTERVAL, 1.0, 5.0, "months"),),
        sampler=Sampler(kind="list", size=points),
        points=pd.DataFrame({INTERVAL: np.linspace(1.0, 5.0, points)}),
        months=MONTHS,
        replications=REPLICATIONS,
        seed=1,
        outputs=tuple(INDICATORS)[:outputs],
    )


def write(folder: Path, design: Design) -> Store:
    """Write made-up figures, unlike in every run and month."""
    store = Store.opened(folder, design, CHUNK)
    random = np.random.default_rng(1)
    for number in range(len(store.chunks)):
        runs = store.chunks[number]
        figures = 1e7 + 1e6 * random.standard_normal((len(runs), len(design.outputs), MONTHS))
        store.commit(number, Outcome(table_of(design, runs, figures), [], store.known_inflows(runs)))
    return store


def main() -> None:
    """Write, ask, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000, help="runs of the sweep")
    parser.add_argument("--outputs", type=int, default=1, help="outputs of each run")
    asked = parser.parse_args()
    design = design_of(asked.runs, asked.outputs)
    folder = Path(tempfile.mkdtemp())
    try:
        writing = fastest(lambda: write(folder / "sweep", design), 1)
        size = sum(path.stat().st_size for path in (folder / "sweep" / "runs").iterdir())
        sweep = Sweep(folder / "sweep")
        questions = {
            "array of one output": lambda: sweep.array("payments"),
            "bands by variant": lambda: bands(sweep, "payments"),
            "the same by variant, in SQL": lambda: sql(sweep, BANDS_IN_SQL),
            "paired differences": lambda: compare(sweep, *VARIANTS, ["payments"]),
            "convergence": lambda: convergence(sweep, "payments", between=VARIANTS),
        }
        rows = [["question", "s"], [f"written ({size / 1e6:,.0f} MB)", f"{writing:.2f}"]]
        rows += [[name, f"{fastest(ask, 3):.2f}"] for name, ask in questions.items()]
        table(f"{design.runs:,} runs x {MONTHS} months, {len(sweep.store.run_files()):,} files", rows)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
