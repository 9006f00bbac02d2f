"""Tests of a class on one machine."""
