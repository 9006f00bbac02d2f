"""Tests of the questions to a sweep."""
