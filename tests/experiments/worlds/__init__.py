"""Tests of what worlds are made of."""
