"""Small towns to live in: quick to run, and with everything in them."""

import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from tillit.agents.foundation.records import View
from tillit.model import Municipality
from tillit.model.books.counts import Count
from tillit.model.scenarios import Scenario, one_event, parse_scenario
from tillit.model.simulation import Run, simulate
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

Person = TypeVar("Person", bound=View)

VILLAGE = """
[town]
name = "village"
title = "A village"
start = "2010-01"
inhabitants = {inhabitants}
households = {households}
employers = 20

[town.obstacles]
unemployed = 0.4
sick = 0.15
language = 0.2
social = 0.15
waiting = 0.1

[staff]
posts = {posts}
"""

CHILD_UNIT = """
[children]
cases = {cases}
posts = {posts}
"""

ONLY_CHILDREN = (
    """
[town]
name = "children"
title = "A town of which only the children are looked at"
start = "2010-01"
inhabitants = 20000
"""
    + CHILD_UNIT
)

EVERYTHING: tuple[dict[str, Any], ...] = (
    {"kind": "employment_programme", "month": 1, "places": 5},
    {"kind": "joint_steering", "month": 2, "meetings": 6},
    {"kind": "posts", "month": 3, "change": 2},
    {"kind": "consultants", "month": 3, "share": 1.0},
    {"kind": "training", "month": 4, "hours": 6, "months": 5},
    {"kind": "reorganisation", "month": 5, "share": 0.6, "months": 3},
    {"kind": "newly_arrived", "month": 6, "households": 4, "months": 4},
    {"kind": "labour_market_shock", "month": 7, "depth": 0.4},
    {"kind": "resignation_wave", "month": 8, "share": 0.5},
    {"kind": "price_change", "month": 9, "prices": 1.1, "wages": 1.05},
    {"kind": "administrative_support", "month": 10, "administrators": 1, "share": 0.2},
    {"kind": "setting", "month": 11, "rule": "caseload_limit", "value": 15},
    {"kind": "setting", "month": 11, "rule": "demands", "value": 0.8},
    {"kind": "posts", "month": 12, "change": -3},
)
"""One of almost everything that can happen."""

TREATED: dict[str, Any] = {
    "meetings": 1.5,
    "lost_first": 1,
    "lost_last": 6,
    "swap": 2,
    "swap_each": 3,
    "demands": 0.8,
    "activity": 30.0,
    "ability": 1.0,
    "load": 0.5,
}
"""All that a trial within an office can do to those whom the lot draws."""

MEASURES: tuple[dict[str, Any], ...] = (
    {"kind": "one_door", "month": 1},
    {"kind": "activity_requirement", "month": 2, "hours": 30},
    {"kind": "duty_to_study", "month": 2},
    {"kind": "adult_education", "month": 3, "places": 10},
    {"kind": "sheltered_work", "month": 3, "places": 4, "summer": 6},
    {"kind": "automated_decisions", "month": 4, "unit": "assistance"},
    {"kind": "specialists", "month": 4, "fewer_managers": 1},
    {"kind": "team_work", "month": 5},
    {"kind": "placement_controller", "month": 5},
    {"kind": "fraud_control", "month": 6},
    {"kind": "mapping", "month": 6},
    {"kind": "physician_review", "month": 7},
    {"kind": "housing_officer", "month": 7},
    {"kind": "demographic_change", "month": 8, "growth": 0.1, "ageing": 1.0},
    {"kind": "pandemic", "month": 9, "months": 4},
    {"kind": "agency_reorganisation", "month": 10, "partner": "health_care"},
    {"kind": "caseload_norm", "month": 12, "unit": "both", "cases": 15, "each": 3},
    {"kind": "lot", "month": 13, "unit": "both", "cases": 0.5, "staff": 0.5},
    {"kind": "work_support", "month": 13, "unit": "both"},
    {"kind": "employer_contacts", "month": 13},
    {"kind": "treatment", "month": 13, "unit": "both", **TREATED},
)
"""Each of the measures, and what else befalls a town; none of them is in the pinned baseline."""

EVERYTHING_TO_CHILDREN: tuple[dict[str, Any], ...] = (
    {"kind": "posts", "month": 3, "unit": "children", "change": 2},
    {"kind": "consultants", "month": 3, "unit": "both", "share": 1.0},
    {"kind": "training", "month": 4, "unit": "children", "hours": 6, "months": 5},
    {"kind": "reorganisation", "month": 5, "unit": "children", "share": 0.6, "months": 3},
    {"kind": "joint_steering", "month": 6, "unit": "children", "meetings": 6},
    {"kind": "resignation_wave", "month": 8, "unit": "both", "share": 0.5},
    {"kind": "administrative_support", "month": 10, "unit": "children", "administrators": 1, "share": 0.2},
    {"kind": "setting", "month": 11, "unit": "children", "rule": "inflow", "value": 2.0},
    {"kind": "posts", "month": 12, "unit": "children", "change": -2},
)
"""What can happen to a child and family unit."""


def village(
    *events: dict[str, Any],
    households: int = 60,
    posts: float = 3,
    children: int = 0,
    child_posts: int = 2,
    changes: dict[str, Any] | None = None,
) -> Scenario:
    """Return a village in which some events happen, with child cases or without."""
    text = VILLAGE.format(households=households, posts=posts, inhabitants=max(5000, 20 * households))
    if children:
        text += CHILD_UNIT.format(cases=children, posts=child_posts)
    scenario = parse_scenario(text, "village.toml")
    if changes:
        scenario = scenario.variant(changes)
    return scenario.with_events(it for event in events for it in one_event(event))


def only_children(*events: dict[str, Any], cases: int = 60, posts: int = 2) -> Scenario:
    """Return a town that has no assistance unit."""
    scenario = parse_scenario(ONLY_CHILDREN.format(cases=cases, posts=posts), "children.toml")
    return scenario.with_events(it for event in events for it in one_event(event))


def lived(scenario: Scenario, *, replicate: int = 0, months: int = 24, history: bool = False) -> Run:
    """Return what came of a village."""
    return simulate(scenario, key_of(1, replicate), months=months, history=history)


def people(model: Municipality, kind: type[Person]) -> list[Person]:
    """Return everybody of a class who lives in a town."""
    return [agent for agent in model.agents_by_type[kind] if isinstance(agent, kind)]


def collected(model: Municipality) -> pd.DataFrame:
    """Return what Mesa's data collector has of a town."""
    collector: Any = model.datacollector
    frame: pd.DataFrame = collector.get_model_vars_dataframe()
    return frame


def total(run: Run, count: Count) -> float:
    """Return the sum of a count over all months."""
    return float(run.counts[:, count].sum())


def fingerprint(arrays: Iterable[np.ndarray]) -> str:
    """Hash arrays: records field by field, because the bytes between fields say nothing."""
    digest = hashlib.blake2b(digest_size=16)
    for array in arrays:
        columns = [array[name] for name in array.dtype.names] if array.dtype.names else [array]
        for column in columns:
            digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()


def differing(one: Town, other: Town) -> list[str]:
    """Return the names of the arrays in which two towns differ."""
    arrays, others = one.arrays, other.arrays
    return [name for name in arrays if fingerprint([arrays[name]]) != fingerprint([others[name]])]
