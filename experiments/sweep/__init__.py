"""Sweeps: many towns, variants and assumptions, run so that no run is ever lost."""
