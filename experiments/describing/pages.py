"""Pages: templates with what the program says put in, and whether the committed pages still say it.

``{{symbols}}`` stands for a generated part, ``{{parameter bonds.rapport}}`` for one that
takes words: here the value of a parameter.
"""

import importlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tillit.experiments.describing import entities, inputs, observing, schedule, symbols
from tillit.experiments.describing.markdown import number
from tillit.experiments.worlds.provenance import ROOT

FOLDER = ROOT / "docs"
"""Where the committed pages lie, in a checkout."""

PAGES = ("model", "reference")
"""The description itself, and what a scenario file can say and ask for."""
PLACE = re.compile(r"\{\{(\w+)((?: [\w.]+)*)\}\}")


def _constant(module: str, name: str) -> str:
    value: float = getattr(importlib.import_module(module), name)
    return number(value)


PARTS: dict[str, Callable[..., str]] = {
    "constant": _constant,
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
    "submodels": entities.submodels,
    "symbols": symbols.symbols,
}
"""What a template may name."""


def filled(template: str, parts: Mapping[str, Callable[..., str]] = PARTS) -> str:
    """Return a template with everything in it that it names.

    LookupError if it names something that cannot be generated.
    """
    return PLACE.sub(lambda place: parts[place[1]](*place[2].split()), template)


def described(page: str = PAGES[0]) -> str:
    """Return a page as it should be."""
    return filled(Path(__file__).with_name(f"{page}.md.in").read_text(encoding="utf-8"))


def outdated(page: str, should: str, folder: Path = FOLDER) -> str:
    """Return where the committed page first differs from what it should say; nothing if it does not."""
    path = folder / f"{page}.md"
    said = path.read_text(encoding="utf-8") if path.is_file() else ""
    return first_difference(said, should)


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
