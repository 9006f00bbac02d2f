"""Tests of importing published figures."""
