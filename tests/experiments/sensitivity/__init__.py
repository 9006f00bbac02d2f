"""Tests of the questions to a town's effect."""
