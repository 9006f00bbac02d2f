"""Filling: a page's template says in words what must be said, and names what is generated.

``{{symbols}}`` stands for a generated part, ``{{parameter bonds.rapport}}`` for one that
takes words: here the value of a parameter.
"""

import importlib
import re
from collections.abc import Callable, Mapping

from tillit.experiments.describing import entities, inputs, observing, schedule, submodels, symbols
from tillit.experiments.describing.markdown import number

PLACE = re.compile(r"\{\{(\w+)((?: [\w.]+)*)\}\}")


def constant(module: str, name: str) -> str:
    """Return the value of a constant of the model."""
    value: float = getattr(importlib.import_module(module), name)
    return number(value)


PARTS: dict[str, Callable[..., str]] = {
    "constant": constant,
    "entities": entities.entities,
    "entries": observing.entries,
    "events": inputs.events,
    "facts": inputs.facts,
    "grades": symbols.grades,
    "indicators": observing.indicators,
    "mechanisms": observing.mechanisms,
    "month": schedule.month,
    "parameter": symbols.parameter,
    "parties": observing.parties,
    "rule": schedule.rule,
    "rules": inputs.rules,
    "state": symbols.state,
    "submodels": submodels.submodels,
    "symbols": symbols.symbols,
}
"""What a template may name."""


def filled(template: str, parts: Mapping[str, Callable[..., str]] = PARTS) -> str:
    """Return a template with everything in it that it names.

    LookupError if it names something that cannot be generated.
    """
    return PLACE.sub(lambda place: parts[place[1]](*place[2].split()), template)
