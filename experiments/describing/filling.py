"""Filling: a page's template says in words what must be said, and names what is generated.

``{{indicators}}`` stands for a generated part, ``{{parameter bonds.rapport}}``
for one that takes words: here the value of a parameter.
"""

import importlib
import re
from collections.abc import Callable

from tillit.experiments.describing import (
    entities,
    inputs,
    observing,
    patterns,
    schedule,
    submodels,
)
from tillit.experiments.describing.markdown import code, number
from tillit.model.assumptions import DECLARED

PLACE = re.compile(r"\{\{(\w+)((?: [\w.]+)*)\}\}")


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def _constant(module: str, name: str) -> str:
    """Return the value of a constant of the model."""
    value: float = getattr(importlib.import_module(module), name)
    return number(value)


def rule(module: str, name: str) -> str:
    """Return the statements of a behaviour."""
    return code(schedule.the(module, name).rule)


PARTS: dict[str, Callable[..., str]] = {
    "claims": patterns.claims,
    "constant": _constant,
    "decisions": observing.decisions,
    "entities": entities.entities,
    "entries": observing.entries,
    "events": inputs.events,
    "facts": inputs.facts,
    "grades": submodels.grades,
    "indicators": observing.indicators,
    "mechanisms": observing.mechanisms,
    "overview": submodels.overview,
    "parameter": parameter,
    "parties": observing.parties,
    "rule": rule,
    "rules": inputs.rules,
    "schedule": schedule.schedule,
    "steps": schedule.steps,
    "targets": patterns.targets,
    "told": submodels.told,
}
"""What a template may name."""


def filled(template: str) -> str:
    """Return a template with everything in it that it names.

    Raises
    ------
    LookupError
        If it names something that cannot be generated.
    """
    return PLACE.sub(lambda place: PARTS[place[1]](*place[2].split()), template)
