"""Events listing: what can happen to a town, with its sizes, as a table or as JSON."""

import json
from typing import Any

import typer
from pydantic.fields import FieldInfo
from rich.box import SIMPLE_HEAD
from rich.table import Table

from tillit.experiments.cli.terminal import print_table, terminal
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words, words
from tillit.model.events import EVENTS, Event, Size
from tillit.model.events.event import Event as AnyEvent
from tillit.model.events.size import written
from tillit.model.scenarios.errors import nearest

EVERYBODYS = set(AnyEvent.model_fields)
"""Fields that every event has."""


def list_events(kind: str | None, language: str, *, as_json: bool) -> None:
    """Print the events, or one of them.

    Raises
    ------
    RefusedError
        If there is no such event.
    """
    if kind is not None and kind not in EVENTS:
        message = f"there is no event {kind[:60]!r}; {nearest(kind, EVENTS)}"
        raise RefusedError(message)
    chosen = [it for name, it in EVENTS.items() if kind in {None, name}]
    if as_json:
        typer.echo(json.dumps([_plain(it) for it in chosen], ensure_ascii=False, indent=2))
        return
    console, spoken = terminal(), words(language)
    table = Table(box=SIMPLE_HEAD)
    table.add_column(spoken.gettext("event"), no_wrap=True)
    table.add_column(spoken.gettext("what it is"))
    table.add_column(spoken.gettext("sizes, with what holds if nothing is said"))
    for it in chosen:
        table.add_row(it.kind, _about(it, spoken), "\n".join(_size_lines(it)))
    print_table(console, table)
    console.print(
        spoken.gettext("Each has a month (13) or a date (2013-03) as well: --event posts:month=13,change=3")
    )


def _about(it: type[Event], spoken: Words) -> str:
    """Return what an event is called, and in English who tells of it."""
    first = (it.__doc__ or "").strip().splitlines()[0]
    return f"{spoken.label(it.labels)}: {first}" if spoken.language == "en" else spoken.label(it.labels)


def _size_lines(it: type[Event]) -> list[str]:
    """Return the fields of an event, a line each."""
    return [_size_line(name, field) for name, field in it.model_fields.items() if name not in EVERYBODYS]


def _size_line(name: str, field: FieldInfo) -> str:
    """Return a field with its unit, range and default."""
    size = next((mark for mark in field.metadata if isinstance(mark, Size)), None)
    default = "" if field.is_required() or field.default is None else f" = {_shown(field.default)}"
    if size is None:
        return f"{name}{default}"
    return f"{name}{default} ({size.unit}, {written(size.low)} to {written(size.high)})"


def _shown(value: object) -> str:
    """Return a default as one would type it."""
    return f"{value:g}" if isinstance(value, float) else str(value).lower()


def _plain(it: type[Event]) -> dict[str, Any]:
    """Return an event in plain values."""
    sizes = {}
    for name, field in it.model_fields.items():
        if name in EVERYBODYS:
            continue
        size = next((mark for mark in field.metadata if isinstance(mark, Size)), None)
        sizes[name] = {
            "default": None if field.is_required() else field.default,
            "unit": size.unit if size else None,
            "low": size.low if size else None,
            "high": size.high if size else None,
            "source": size.source if size else None,
        }
    return {"kind": it.kind, "labels": it.labels, "about": it.__doc__, "sizes": sizes}
