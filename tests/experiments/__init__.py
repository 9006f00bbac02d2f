"""Tests of the questions asked of the model."""
