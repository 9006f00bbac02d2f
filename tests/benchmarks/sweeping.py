"""Sweeping: stored runs a second beside the bare kernel's, and memory by the number of runs.

``python -m tests.benchmarks.sweeping``; each measurement has a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from tests.benchmarks.measuring import table
from tests.experiments.sweep.pretending import VILLAGE
from tillit.experiments.sweep.design import Design, Variant
from tillit.experiments.sweep.factors import Factor, Sampler
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Engine, Processes, Threads, one_run
from tillit.experiments.worlds.world import Source
from tillit.model.households.arrivals import FLOWS
from tillit.model.indicators import INDICATORS

WORKERS = 2
MONTHS = 120
OUTPUTS = tuple(INDICATORS)[:15]
POINTS = 20
REPLICATIONS = 20
ROUNDS = 3
FEW, MANY = 1_000, 100_000
VILLAGE_POINTS = 1_000
VILLAGE_MONTHS = 12


def design_of(town: Source, points: int, replications: int, months: int, outputs: tuple[str, ...]) -> Design:
    """Return a design in which the inflow varies from month 1 on."""
    factor = Factor("setting.inflow", 0.8, 1.2)
    return Design(
        title="benchmark",
        towns=(town,),
        variants=(Variant("as_it_was", before=True),),
        factors=(factor,),
        sampler=Sampler(kind="lhs", size=points),
        points=pd.DataFrame({factor.name: np.linspace(factor.low, factor.high, points)}),
        months=months,
        replications=replications,
        seed=1,
        outputs=outputs,
    )


def standard(replications: int = REPLICATIONS) -> Design:
    """Return a sweep of the ordinary town."""
    return design_of(Source.of("standard"), POINTS, replications, MONTHS, OUTPUTS)


def bare(design: Design) -> None:
    """Run the same worlds on as many threads, and keep nothing of them."""
    run, unknown = one_run(design), np.full(FLOWS, np.nan)
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda number: run(number, unknown), range(design.runs)))


def stored(design: Design, engine: Engine) -> None:
    """Run a sweep into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        run_sweep(design, folder, engine=engine)


def rate(work: Callable[[Design], None], design: Design) -> float:
    """Return the runs a second of one way to run a design."""
    before = time.perf_counter()
    work(design)
    return design.runs / (time.perf_counter() - before)


def speed() -> None:
    """Print how many runs a second are stored, beside the bare kernel."""
    ways: dict[str, Callable[[Design], None]] = {
        "bare kernel, nothing stored": bare,
        "threads": lambda design: stored(design, Threads(WORKERS)),
        "processes, their start included": lambda design: stored(design, Processes(WORKERS)),
    }
    bare(standard(1))
    rates = [{name: rate(work, standard()) for name, work in ways.items()} for _ in range(ROUNDS)]
    # The shares of one round are of the same minutes of the machine.
    shares = {
        name: np.median([it[name] / it["bare kernel, nothing stored"] for it in rates]) for name in ways
    }
    rows = [["", "runs a second", "share of the bare kernel's"]]
    rows += [[name, f"{np.median([it[name] for it in rates]):,.1f}", f"{shares[name]:.0%}"] for name in ways]
    runs = POINTS * REPLICATIONS
    title = f"{runs} runs of the ordinary town, {MONTHS} months, {len(OUTPUTS)} outputs, {WORKERS} at once"
    table(title, rows)


def memory_of(runs: int) -> float:
    """Return the most megabytes that this process has had after a sweep of a village."""
    village = Source("village.toml", VILLAGE)
    replications = runs // VILLAGE_POINTS
    design = design_of(village, VILLAGE_POINTS, replications, VILLAGE_MONTHS, OUTPUTS[:3])
    stored(design, Threads(WORKERS))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory() -> None:
    """Print how much memory sweeps of different length take."""
    taken = {}
    for runs in (FEW, MANY):
        command = [sys.executable, "-m", "tests.benchmarks.sweeping", str(runs)]
        said = subprocess.run(
            command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
        )
        taken[runs] = [float(it) for it in said.stdout.split()]
    rows = [["runs", "most megabytes", "seconds", "times the memory"]]
    rows += [
        [f"{runs:,}", f"{size:,.0f}", f"{seconds:,.0f}", f"{size / taken[FEW][0]:.2f}"]
        for runs, (size, seconds) in taken.items()
    ]
    table(f"A village, {VILLAGE_MONTHS} months, {WORKERS} threads", rows)


def main() -> None:
    """Measure, and print tables."""
    if len(sys.argv) > 1:
        before = time.perf_counter()
        print(memory_of(int(sys.argv[1])), time.perf_counter() - before)
        return
    speed()
    memory()


if __name__ == "__main__":
    main()
