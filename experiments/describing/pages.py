"""Pages: the description, filled into its template, and whether the committed one is still the same.

``{{indicators}}`` stands in the template for a generated part, ``{{parameter bonds.rapport}}``
for one that takes words: here the value of a parameter.
"""

import importlib
import re
from collections.abc import Callable
from pathlib import Path

from tillit.experiments.describing import (
    entities,
    inputs,
    observing,
    schedule,
    submodels,
)
from tillit.experiments.describing.markdown import code, number
from tillit.experiments.worlds.provenance import ROOT
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
    "claims": observing.claims,
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
    "prices": submodels.prices,
    "rule": rule,
    "rules": inputs.rules,
    "schedule": schedule.schedule,
    "steps": schedule.steps,
    "targets": observing.targets,
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


FOLDER = ROOT / "docs"
"""Where the committed page lies, in a checkout."""

PAGE = "model.md"

TEMPLATE = Path(__file__).with_name("model.md.in")


def described() -> str:
    """Return the description as it should be."""
    return filled(TEMPLATE.read_text(encoding="utf-8"))


def outdated(folder: Path = FOLDER) -> str:
    """Return where the committed page first differs from what the program says; nothing if it does not."""
    path = folder / PAGE
    return first_difference(path.read_text(encoding="utf-8") if path.is_file() else "", described())


def first_difference(said: str, should: str) -> str:
    """Return where two texts differ first; nothing if they are the same."""
    if said == should:
        return ""
    before, after = said.splitlines(), should.splitlines()
    for line, (one, other) in enumerate(zip(before, after, strict=False), 1):
        if one != other:
            return f"line {line}: {one!r} should be {other!r}"
    line = min(len(before), len(after)) + 1
    return f"line {line}: {len(before):,} lines should be {len(after):,}"
