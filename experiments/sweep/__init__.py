"""Sweeps: many towns, variants and assumptions, run so that no run is ever lost.

Everything is imported on first use, because the model takes seconds to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillit.experiments.sweep.design import Design
    from tillit.experiments.sweep.design_file import design_of, read_design
    from tillit.experiments.sweep.engines import Dask, Processes, Threads
    from tillit.experiments.sweep.factors import Factor
    from tillit.experiments.sweep.launching import run_sweep
    from tillit.experiments.sweep.samplers import Sampler
    from tillit.experiments.sweep.store import Store
    from tillit.experiments.sweep.variants import Variant

__all__ = [
    "Dask",
    "Design",
    "Factor",
    "Processes",
    "Sampler",
    "Store",
    "Threads",
    "Variant",
    "design_of",
    "read_design",
    "run_sweep",
]

HOMES = {
    "Dask": "engines",
    "Design": "design",
    "Factor": "factors",
    "Processes": "engines",
    "Sampler": "samplers",
    "Store": "store",
    "Threads": "engines",
    "Variant": "variants",
    "design_of": "design_file",
    "read_design": "design_file",
    "run_sweep": "launching",
}
"""Module of each name."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import what is asked for."""
    if name not in HOMES:
        message = f"module 'tillit.experiments.sweep' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"tillit.experiments.sweep.{HOMES[name]}"), name)
