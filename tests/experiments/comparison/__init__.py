"""Tests of two worlds beside each other."""
