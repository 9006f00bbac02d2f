"""Tests of the model's own description."""
