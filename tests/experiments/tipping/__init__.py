"""Tests of the map of regimes."""
