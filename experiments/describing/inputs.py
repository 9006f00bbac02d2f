"""Inputs: what a scenario file may say of a place, and what can happen to it."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tillit.agents.foundation.parameters import field_docs
from tillit.experiments.describing.markdown import bullets, number, sentence, span, table
from tillit.model.events import EVENTS, Event, Size, Strength
from tillit.model.events.setting import RULES
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.table import InsteadOf

COMMON = set(Event.model_fields)
"""Fields that every event has."""


class Value(NamedTuple):
    """One value that a file may give."""

    name: str
    unit: str
    range: str
    default: str
    doc: str


def facts() -> str:
    """Return the tables of a scenario file that say what a place is."""
    return "\n\n".join(
        f"**[{name}]** {sentence(inspect.getdoc(owner) or '')}\n\n{_values_table(owner)}"
        for name, owner in fact_tables()
    )


def fact_tables() -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the tables of facts, and those within them; what comes in rows is no fact of a place."""
    for name, hint in get_type_hints(Scenario).items():
        for owner in (hint, *get_args(hint)) if get_origin(hint) is not tuple else ():
            if _is_table(owner):
                yield from _tables_in(name, owner)


def _is_table(owner: object) -> bool:
    return inspect.isclass(owner) and issubclass(owner, BaseModel)


def _tables_in(name: str, owner: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    yield name, owner
    for field, info in owner.model_fields.items():
        inner: Any = info.annotation
        if _is_table(inner):
            yield from _tables_in(f"{name}.{field}", inner)


def _values_table(owner: type[BaseModel]) -> str:
    rows = ((f"`{it.name}`", it.unit, it.range, it.default, it.doc) for it in _values(owner) if it.unit)
    return table(("value", "unit", "range", "if left out", "what it is"), rows)


def _values(owner: type[BaseModel]) -> Iterator[Value]:
    docs: dict[str, str] = {}
    for it in reversed(owner.__mro__):
        if issubclass(it, BaseModel) and it is not BaseModel:
            docs |= field_docs(it)
    hints = get_type_hints(owner, include_extras=True)
    for name, info in owner.model_fields.items():
        yield _value(name, hints[name], info, docs.get(name, ""))


def _value(name: str, hint: Any, info: FieldInfo, doc: str) -> Value:  # noqa: ANN401 - a hint has no type
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    plain = isinstance(info.default, int | float | str) and info.default != ""
    default = "required" if info.is_required() else number(info.default) if plain else _stand_in(extras)
    if isinstance(info.default, bool):
        return Value(name, "", "`true`, `false`", f"`{str(info.default).lower()}`", doc)
    for size in extras:
        if isinstance(size, Size):
            note = f"{size.source}; grade {size.grade}" if isinstance(size, Strength) else size.source
            return Value(name, size.unit, *_as_dates(size, default), _with_note(doc, note))
    return Value(name, "", ", ".join(f"`{word}`" for word in _words_in(hint)), default, doc)


def _stand_in(extras: Iterable[object]) -> str:
    """Return the parameter that holds where a value of the place's own is left out, if there is one."""
    return "".join(f"`{it.parameter}`" for it in extras if isinstance(it, InsteadOf))


def _as_dates(size: Size, default: str) -> tuple[str, str]:
    """Return range and default; a year is no number of thousands."""
    limits = span(size.low, size.high)
    return (limits.replace(",", ""), default.replace(",", "")) if size.unit == "year" else (limits, default)


def _with_note(doc: str, note: str) -> str:
    """Return a docstring with the note on its range, unless that says the same."""
    said = doc.rstrip(".")
    return f"{said}." if said.casefold() == note.casefold() else f"{said} ({note})."


def _words_in(hint: Any) -> Iterator[str]:  # noqa: ANN401 - the same
    for inner in get_args(hint):
        if isinstance(inner, str) and get_origin(hint) is Literal:
            yield inner
        else:
            yield from _words_in(inner)


def events() -> str:
    """Return every event with its sizes."""
    return "\n\n".join(_event_part(kind, owner) for kind, owner in EVENTS.items())


def _event_part(kind: str, owner: type[Event]) -> str:
    doc = "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(owner) or "").split("\n\n"))
    sizes = []
    for it in _values(owner):
        if it.name not in COMMON:
            preset = it.default if it.default in {"", "required"} else f"{it.default} if left out"
            known = ", ".join(part for part in (it.unit, it.range, preset) if part)
            sizes.append(f"`{it.name}`{f' ({known})' if known else ''}: {sentence(it.doc)}")
    return f"**`{kind}`.** {doc}\n\n{bullets(sizes)}"


def rules() -> str:
    """Return the rules that the event `setting` can change."""
    sizes = ((name, rule.size) for name, rule in RULES.items())
    rows = ((f"`{name}`", it.unit, span(it.low, it.high), it.source) for name, it in sizes)
    return table(("rule", "unit", "range", "what it is"), rows)
