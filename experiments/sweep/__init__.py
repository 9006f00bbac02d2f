"""Sweeps: many towns, variants and assumptions, run so that no run is ever lost."""

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import design_of, read_design
from tillit.experiments.sweep.engines import Dask, Processes, Threads
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.run import retry_failed, run_sweep
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.variants import Variant

__all__ = [
    "Dask",
    "Design",
    "Factor",
    "Processes",
    "Store",
    "Threads",
    "Variant",
    "design_of",
    "read_design",
    "retry_failed",
    "run_sweep",
]
