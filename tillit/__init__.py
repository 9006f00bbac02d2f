"""Tillit: a municipality's social services as an agent-based simulation; one name to import.

`tillit.Municipality` is the town as a Mesa model, `tillit.compare` two worlds beside each
other; see `__all__`. The rooms are ``tillit.agents``, ``tillit.model``, ``tillit.experiments``
and ``tillit.visualization``, so that a user's own ``model.py`` and ``agents.py`` are never in
the way. What is named here is imported on first use, because Mesa and Numba take seconds.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tillit.experiments.explanation import explain
    from tillit.experiments.notebook import Comparison, compare
    from tillit.model import Municipality
    from tillit.model.events import Event
    from tillit.model.scenarios import Scenario, ScenarioError, read_scenario

__all__ = [
    "Comparison",
    "Event",
    "Municipality",
    "Scenario",
    "ScenarioError",
    "compare",
    "explain",
    "read_scenario",
]

# In a checkout the rooms are folders beside this one, which links to each of them for the tools
# that only read. Where a file system knows no links, Python finds the rooms by this line.
__path__.append(str(Path(__file__).resolve().parents[1]))

_HOMES = {
    "Comparison": "tillit.experiments.notebook",
    "Event": "tillit.model.events",
    "Municipality": "tillit.model",
    "Scenario": "tillit.model.scenarios",
    "ScenarioError": "tillit.model.scenarios",
    "compare": "tillit.experiments.notebook",
    "explain": "tillit.experiments.explanation",
    "read_scenario": "tillit.model.scenarios",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Import what is asked for."""
    if name not in _HOMES:
        message = f"module 'tillit' has no attribute {name!r}; it has {', '.join(__all__)}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
