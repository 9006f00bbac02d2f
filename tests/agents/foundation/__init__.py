"""Tests of `agents.foundation`."""
