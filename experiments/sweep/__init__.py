"""Sweeps: many towns, variants and assumptions, run so that no run is ever lost."""

from tillit.experiments.sweep.design_file import read_design
from tillit.experiments.sweep.run import run_sweep

__all__ = ["read_design", "run_sweep"]
