"""Tests of exporting results."""
