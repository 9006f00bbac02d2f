"""Happening: the events of a month happen, between two months of the kernel."""

import sys
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

from tillit.agents.foundation.records import duplicate, fields
from tillit.agents.office import HALF, Office
from tillit.agents.place import Place
from tillit.model.events import Event, PlaceEvent, Units, in_order
from tillit.model.scenarios import ScenarioError
from tillit.model.staff.norms import keep_norms_between
from tillit.model.town.arrays import Town

RANGES = {kind: tuple(fields(kind)) for kind in (Place, Office)}
"""What each field of these records may hold."""


def happen(town: Town, events: Iterable[Event], number: int) -> None:
    """Let events happen at the start of one month, in order.

    Norms are kept before the first and after each, so that what a later event
    decides departs from them.

    Parameters
    ----------
    town
        The town; its place and its offices are changed.
    events
        Events of one month.
    number
        The month, 0 for the comparison's first.

    Raises
    ------
    ScenarioError
        If an event fails, or leaves a value outside its range.
    """
    units = zip((Units.ASSISTANCE, Units.CHILDREN), town.units, strict=False)
    there = {which: unit.office for which, unit in units if unit.office.posts > 0}
    keep_norms_between(town, number)
    for event in in_order(events):
        _act(event, town.place, there)
        keep_norms_between(town, number)


def _act(event: Event, place: Place, offices: Mapping[Units, Office]) -> None:
    """Let one event happen; if it cannot, say which one."""
    before = [(record, duplicate(record)) for record in (place, *offices.values())]
    try:
        if isinstance(event, PlaceEvent):
            event.befall(place)
        for which, office in offices.items():
            if event.happens_to(which, first=next(iter(offices))):
                event.happen(office)
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        file = getattr(sys.modules[type(event).__module__], "__file__", None)
        own = [it for it in lines if it.filename == file]
        where = "{0.filename}, line {0.lineno}".format((own or lines)[-1])
        message = f"{_named(event)} failed: {type(error).__name__}: {error} ({where})"
        raise ScenarioError(message) from error
    for record, as_it_was in before:
        _check(event, record, as_it_was, Place if record is place else Office)
    for office in offices.values():
        if office.posts == 0 or office.posts % HALF:
            message = f"{_named(event)} leaves {office.posts:g} posts: a unit needs 1 or more, whole or half"
            raise ScenarioError(message)


def _check(event: Event, record: Any, before: Any, kind: type[Place | Office]) -> None:  # noqa: ANN401 - NumPy's records
    """Refuse a value that the event has written and no month can be lived with."""
    for name, field in RANGES[kind]:
        value = record[name]
        if value != before[name] and not field.low <= value <= field.high:
            message = (
                f"{_named(event)} sets {kind.__name__.lower()}.{name} to {value}: "
                f"must be {field.low:g} to {field.high:g} ({field.unit})"
            )
            raise ScenarioError(message)


def _named(event: Event) -> str:
    return f"the event {event.kind!r} of month {event.month}"
