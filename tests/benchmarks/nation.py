"""How long a nation takes: ``python -m tests.benchmarks.nation``.

290 invented municipalities, 200,000 households, ten years, one run each, from
the table to the sums, beside the bare kernel's time for the same towns.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.nation import NATION, nation_design, sums
from tillit.experiments.sweep.run import run_sweep
from tillit.model.origin import Origin
from tillit.model.simulation import simulate, usual_inflow

MONTHS, NUMBER = 120, 290


def main() -> None:
    """Run the nation, and print how long each part took."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "nation.csv"
        random = np.random.default_rng(1)
        size = np.maximum(2_400, 36_000 * random.lognormal(-0.45, 0.95, NUMBER)).astype(int)
        need = size * 0.019 * random.lognormal(-0.15, 0.55, NUMBER)
        on_assistance = np.clip(need, 12, size // 8).astype(int)
        invented = {
            "municipality": [f"Invented {turn:03}" for turn in range(NUMBER)],
            "county": [f"County {turn % 21:02}" for turn in range(NUMBER)],
            "inhabitants": size,
            "households": on_assistance,
            "posts": np.ceil(on_assistance / random.uniform(30.0, 80.0, NUMBER)).astype(int),
        }
        pd.DataFrame(invented).to_csv(table, index=False)
        design, counties = nation_design(table, {}, months=MONTHS, replications=1, seed=1)
        simulate(design.scenario(0), design.key(0, 0), months=1)
        started = time.perf_counter()
        design, counties = nation_design(table, {}, months=MONTHS, replications=1, seed=1)
        run_sweep(design, Path(folder) / "out")
        found = sums(Sweep(Path(folder) / "out"), counties)
        whole = time.perf_counter() - started
    nation = found[(found["level"] == NATION) & (found["output"] == "households")]
    print(
        f"nation: {len(design.rows)} municipalities, {nation['value'].iloc[0]:,.0f} households: {whole:.1f} s"
    )

    def live(row: int) -> None:
        scenario = design.scenario(row)
        usual_inflow(Origin.of(scenario))
        simulate(scenario, design.key(row, 0), months=MONTHS)

    usual_inflow.cache_clear()
    started = time.perf_counter()
    in_parallel(live, len(design.rows))
    bare = time.perf_counter() - started
    print(f"the same towns without storing or summing: {bare:.1f} s ({100.0 * bare / whole:.0f} %)")


if __name__ == "__main__":
    main()
