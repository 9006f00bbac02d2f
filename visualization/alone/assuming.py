"""Assuming: what the browser must know to change how people behave.

Which numbers follow from others is not written twice: the model's own function is given names in
place of numbers, and what it says of them is written down (see `figures`).
"""

from typing import Any

from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import DECLARED, Assumptions, for_children
from tillit.model.origin import Origin
from tillit.model.simulation import INFLOW_HOUSEHOLDS, INFLOW_SEED
from tillit.model.town.seeds import key_of
from tillit.visualization.alone.figures import Formula

MOST_REPLICATES = 96
"""Run-ins at most that the search for a town's usual inflow lives; see `usual_inflow`."""


def assumed() -> dict[str, Any]:
    """Return the numbers of the theory in the order in which they lie, and the luck that finds an inflow."""
    names = [f"{group}.{it}" for group, own in Assumptions._field_defaults.items() for it in own._fields]
    children = for_children(_named("here"), _named("usual"))
    told = {name: _at(children, name).told for name in names}
    return {
        "names": names,
        "whole": [DECLARED[name].kind is int for name in names],
        "usual": [DECLARED[name].default for name in names],
        "children": {name: it for name, it in told.items() if it != ["here", name]},
        "mechanisms": Mechanisms._fields,
        "keys": [str(key_of(INFLOW_SEED, number)) for number in range(MOST_REPLICATES)],
    }


def assumed_of(origin: Origin) -> dict[str, Any]:
    """Return what a town says itself, what it is founded with by assumptions, and how its inflow is found."""
    town, children = origin.scenario.town, origin.scenario.children
    cases = town.households + (children.cases if children else 0)
    return {
        "own": origin.scenario.own_values,
        "founded": [["place", 0, "near", ["here", "households.near"]], *_costs(origin)],
        "replicates": max(1, min(MOST_REPLICATES, INFLOW_HOUSEHOLDS // cases)),
        "inflow": children.inflow if children else None,
    }


def _costs(origin: Origin) -> list[Any]:
    """Return what a child's month costs, where the town does not say it; see `children.founding`."""
    if not origin.scenario.children:
        return []
    names = ("prevention", "network", "foster", "residence", "institution")
    given = origin.scenario.children.costs.by_form()
    return [
        ["case_costs", form, None, ["here", f"child_prices.{name}"]]
        for form, (name, cost) in enumerate(zip(names, given, strict=True))
        if cost is None
    ]


def _named(whose: str) -> Any:  # noqa: ANN401 - assumptions that are names
    """Return assumptions of which each is its name."""
    groups = {
        group: own._replace(**{name: Formula(whose, f"{group}.{name}") for name in own._fields})
        for group, own in Assumptions._field_defaults.items()
    }
    return Assumptions(**groups)


def _at(a: Any, name: str) -> Any:  # noqa: ANN401 - assumptions that are names
    group, _, field = name.partition(".")
    return getattr(getattr(a, group), field)
