"""Entities: who is in the town, with every state variable, and the rules by which they act, from the code."""

import importlib
import inspect
from collections.abc import Iterator

from tillit.agents.foundation.records import Record, View, fields
from tillit.experiments.describing.markdown import bullets, sentence, table
from tillit.experiments.describing.source import actor_modules, place_of, prose, verbs_of
from tillit.model.assumptions import BEHAVIOUR, Assumptions

MANY = 40
"""Of more state variables the file has the list, and the page only the number."""


def entities() -> str:
    """Return a row for each kind of actor, tie and office."""
    return table(("who", "what it is", "state variables"), map(entity, records()))


def records() -> Iterator[type]:
    """Yield the record classes of `agents`; those that are agents first."""
    found = [
        owner
        for module in actor_modules()
        for owner in vars(importlib.import_module(module)).values()
        if inspect.isclass(owner) and owner.__module__ == module
    ]
    yield from (owner for owner in found if issubclass(owner, View))
    yield from (owner for owner in found if issubclass(owner, Record))


def entity(owner: type) -> tuple[str, str, str]:
    """Return one entity: where it is declared, what it is, and its state variables."""
    parent = next((it for it in owner.__mro__[1:] if own(it)), None)
    names = [f"`{name}`" for name in own(owner) if parent is None or name not in own(parent)]
    if parent is not None:
        names.insert(0, f"those of {parent.__name__}")
    listed = ", ".join(names) if len(names) <= MANY else f"{len(names)}, most of them what an event has set"
    said = _first_sentence(inspect.getdoc(owner) or prose(owner.__module__)[1])
    return f"[{owner.__name__}](../{place_of(owner.__module__)})", said, listed


def own(owner: type) -> list[str]:
    """Return the names of a record's fields, its parents' among them."""
    return [name for name, _ in fields(owner)] if hasattr(owner, "dtype") else []


def submodels(*told: str) -> str:
    """Return the files of `agents` that have rules and are not told already, with what each is about."""
    return bullets(
        f"[{prose(it)[0]}](../{place_of(it)}){_many(_declared(it))}: {_first_sentence(prose(it)[1])}"
        for it in actor_modules()
        if verbs_of(it) and it.rpartition(".")[2] not in told
    )


def _many(parameters: int) -> str:
    return f" ({parameters})" if parameters else ""


def _first_sentence(text: str) -> str:
    return sentence(text.split("\n\n", maxsplit=1)[0].partition(". ")[0])


def _declared(module: str) -> int:
    groups = [name for name, it in Assumptions._field_defaults.items() if type(it).__module__ == module]
    return sum(name.partition(".")[0] in groups for name in BEHAVIOUR)
