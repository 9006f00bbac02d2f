"""Tests of the results of a run on disk."""
