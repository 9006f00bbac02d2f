"""Tests of the nation."""
