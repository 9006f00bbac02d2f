"""Tests of the shares of a difference."""
