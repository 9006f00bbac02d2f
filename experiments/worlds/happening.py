"""Happening: what shall happen, in one word of a command, and how large it is, in an event's own fields."""

from collections.abc import Iterator
from typing import Any

from tillit.experiments.refused import RefusedError
from tillit.model.events import Event, Size
from tillit.model.scenarios.dates import month_of
from tillit.model.scenarios.timeline import one_event

WANTED = "KIND:NAME=VALUE,…, as in reorganisation:month=13,share=0.6 or posts:date=2013-03,change=3"
NOT_SIZES = {"kind", "month", "source", "grade", "fact", "every", "times"}
"""Fields of an event that do not say how large it is."""


def given_event(said: str, start: str) -> tuple[Event, ...]:
    """Return one event, each repetition on its own.

    `said` is its kind, a colon, and its fields as ``name=value``, parted by commas; an event of somebody's
    own is named by its address: ``module:Class:month=13``. `start` is the first month of the town, for a
    date. RefusedError if it is not written like that, ScenarioError if there is no such event, or a size is
    out of range.
    """
    kind, _, fields = said.rpartition(":")
    parted = [field.partition("=") for field in fields.split(",")]
    if not kind or not all(name.strip() and value.strip() for name, _, value in parted):
        raise RefusedError(f"--event {said}: must be {WANTED}; tillit events lists them")
    table: dict[str, object] = {name.strip(): _value(value.strip()) for name, _, value in parted}
    date = table.pop("date", None)
    if isinstance(date, str):
        table["month"] = month_of(date, start) if date.count("-") == 1 else date
    return one_event({"source": "given by hand", **table, "kind": kind})


def _value(said: str) -> object:
    if said.casefold() in {"true", "false"}:
        return said.casefold() == "true"
    for kind in (int, float):
        try:
            return kind(said)
        except ValueError:
            continue
    return said


def sizes(event: Event) -> Iterator[tuple[str, Any, Size | None]]:
    """Yield what an event says of how large it is; how strong it is only where that is not as usual."""
    strengths = event.strengths()
    for name, field in type(event).model_fields.items():
        value = getattr(event, name)
        usual = name in strengths and value == field.default
        if name not in NOT_SIZES and value is not None and not usual:
            yield name, value, next((it for it in field.metadata if isinstance(it, Size)), None)


def written(value: object) -> str:
    """Return a size as one reads it."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)
