"""Robustness: whether what a town did still pays when the assumptions are others."""
