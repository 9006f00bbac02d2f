"""Scenarios: one file says what a place is, what was done there, and what came out."""

from model.scenarios.errors import ScenarioError
from model.scenarios.reading import parse_scenario, read_scenario, town_names
from model.scenarios.scenario import Scenario
from model.scenarios.timeline import one_event

__all__ = ["Scenario", "ScenarioError", "one_event", "parse_scenario", "read_scenario", "town_names"]
