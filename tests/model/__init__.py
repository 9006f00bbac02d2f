"""Tests of the world that the agents share."""
