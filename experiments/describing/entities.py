"""Entities: who is in the town, with every state variable, from the records themselves."""

import importlib
import inspect
from collections.abc import Iterator

from tillit.agents.foundation.records import Record, View, fields
from tillit.experiments.describing.markdown import table
from tillit.experiments.describing.source import actor_modules, place_of, prose
from tillit.experiments.describing.submodels import first_sentence

MANY = 40
"""Of more state variables the file has the list, and the page only the number."""


def entities() -> str:
    """Return a row for each kind of actor, tie and office."""
    return table(("who", "what it is", "state variables"), map(entity, records()))


def records() -> Iterator[type]:
    """Yield the record classes of `agents`; those that are agents first."""
    found = [owner for module in actor_modules() for owner in _classes_of(module)]
    yield from (owner for owner in found if issubclass(owner, View))
    yield from (owner for owner in found if issubclass(owner, Record))


def _classes_of(module: str) -> Iterator[type]:
    """Yield the record classes that a module declares itself."""
    for owner in vars(importlib.import_module(module)).values():
        if inspect.isclass(owner) and issubclass(owner, View | Record) and owner.__module__ == module:
            yield owner


def entity(owner: type) -> tuple[str, str, str]:
    """Return one entity: where it is declared, what it is, and its state variables."""
    parent = next((it for it in owner.__mro__[1:] if own(it)), None)
    names = [f"`{name}`" for name in own(owner) if parent is None or name not in own(parent)]
    if parent is not None:
        names.insert(0, f"those of {parent.__name__}")
    listed = ", ".join(names) if len(names) <= MANY else f"{len(names)}, most of them what an event has set"
    said = first_sentence(inspect.getdoc(owner) or prose(owner.__module__)[1])
    return f"[{owner.__name__}](../{place_of(owner.__module__)})", said, listed


def own(owner: type) -> list[str]:
    """Return the names of a record's fields, its parents' among them."""
    return [name for name, _ in fields(owner)] if hasattr(owner, "dtype") else []
