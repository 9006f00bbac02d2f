"""Scenarios: one file says what a place is, what was done there, and what came out."""

from tillit.model.scenarios.errors import ScenarioError
from tillit.model.scenarios.reading import parse_scenario, read_scenario, town_names
from tillit.model.scenarios.scenario import Scenario
from tillit.model.scenarios.timeline import one_event

__all__ = ["Scenario", "ScenarioError", "one_event", "parse_scenario", "read_scenario", "town_names"]
