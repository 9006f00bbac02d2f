"""Entities: who is in the town, with every state variable, from the records themselves."""

import importlib
import inspect
from collections.abc import Iterator
from enum import IntEnum

from tillit.agents.foundation.parameters import field_docs
from tillit.agents.foundation.records import Field, Record, View, fields
from tillit.experiments.describing.markdown import bullets, sentence, span, table, worded
from tillit.experiments.describing.source import actor_modules, members, prose


def entities() -> str:
    """Return a part for each kind of actor, tie and office."""
    return "\n\n".join(_entity(owner) for owner in records())


def records() -> Iterator[type]:
    """Yield the record classes of `agents`; those that are agents first."""
    found = [owner for module in actor_modules() for owner in _classes_of(module)]
    yield from (owner for owner in found if issubclass(owner, View))
    yield from (owner for owner in found if issubclass(owner, Record))


def own(owner: type, parent: type | None = None) -> list[tuple[str, Field]]:
    """Return the fields of a record that its parent does not have."""
    if not hasattr(owner, "dtype"):
        return []
    inherited = {name for name, _ in own(parent)} if parent is not None else set()
    return [(name, field) for name, field in fields(owner) if name not in inherited]


def docs(owner: type) -> dict[str, str]:
    """Return what the fields of a record say, those of its parents among them."""
    found: dict[str, str] = {}
    for it in reversed(owner.__mro__):
        if issubclass(it, View | Record) and it.__module__.startswith("tillit.agents."):
            found |= field_docs(it)
    return found


def state_variable(name: str, field: Field, said: dict[str, str]) -> tuple[str, ...]:
    """Return one row of the table."""
    return f"`{name}`", field.unit, span(field.low, field.high), said.get(name, "")


def enumeration(owner: type[IntEnum]) -> str:
    """Return what the values of a state variable stand for."""
    said = members(owner.__module__, owner.__name__)
    words = (f"{it.value} {worded(it.name)}{explained(said[it.name][1])}" for it in owner)
    return f"`{owner.__name__}`: {', '.join(words)}."


def explained(doc: str) -> str:
    """Return a member's docstring in brackets."""
    text = doc.rstrip(".")
    return f" ({text[:1].lower()}{text[1:]})" if text else ""


def _classes_of(module: str) -> Iterator[type]:
    """Yield the record classes that a module declares itself."""
    for owner in vars(importlib.import_module(module)).values():
        if inspect.isclass(owner) and issubclass(owner, View | Record) and owner.__module__ == module:
            yield owner


def _entity(owner: type) -> str:
    """Return one entity: what it is, its state variables, and what its numbers stand for."""
    doc = inspect.getdoc(owner) or prose(owner.__module__)[1]
    parts = [f"**{owner.__name__}.** {sentence(doc)}"]
    above = (it for it in owner.__mro__[1:] if it.__module__.startswith("tillit.agents."))
    parent = next(filter(own, above), None)
    if parent is not None:
        parts[0] += f" It has the state variables of {parent.__name__}."
    rows = [state_variable(name, field, docs(owner)) for name, field in own(owner, parent)]
    if rows:
        parts.append(table(("state variable", "unit", "range", "what it is"), rows))
    units = {field.unit for _, field in own(owner, parent)}
    values = [enumeration(it) for it in _enumerations(owner.__module__) if it.__name__ in units]
    return "\n\n".join([*parts, bullets(values)] if values else parts)


def _enumerations(module: str) -> Iterator[type[IntEnum]]:
    """Yield the enumerations that a module declares."""
    for owner in vars(importlib.import_module(module)).values():
        if inspect.isclass(owner) and issubclass(owner, IntEnum) and owner.__module__ == module:
            yield owner
