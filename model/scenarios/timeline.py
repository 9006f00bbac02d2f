"""Timeline: the events of a file, in order of time, counted in months from the town's start."""

import re
from typing import Any

from tillit.model.events import EVENTS, Event, event_class
from tillit.model.scenarios.dates import YEAR_MONTH, as_month, month_of
from tillit.model.scenarios.errors import ScenarioError, checked, nearest, screen, shown
from tillit.model.scenarios.facts import Fact, without_sources
from tillit.model.scenarios.schema import MOST_EVENTS


def read_events(data: object, start: str | None, facts: list[Fact], problems: list[str]) -> tuple[Event, ...]:
    """Return the events in order of time, each repetition on its own.

    Parameters
    ----------
    data
        What the file has under ``[[event]]``.
    start
        First month of the comparison; None if it could not be read.
    facts, problems
        Where to put facts with sources, and what is wrong.
    """
    if not isinstance(data, list) or len(data) > MOST_EVENTS:
        problems.append(f"event must be tables [[event]], at most {MOST_EVENTS:,} of them")
        return ()
    events: list[Event] = []
    for turn, raw in enumerate(data, 1):
        table = without_sources(raw, f"event {turn}", facts, problems)
        event = _read_event(table, f"event {turn}", start, problems)
        if event is None:
            continue
        if events and event.month < events[-1].month:
            problems.append(
                f"event {turn} ({event.kind}): month {event.month} comes after month {events[-1].month}; put "
                "events in order of time"
            )
        events.append(event)
    every_time = [once for event in events for once in event.expanded()]
    return tuple(sorted(every_time, key=lambda event: event.month))


def one_event(table: dict[str, Any], owner: type[Event] | None = None) -> tuple[Event, ...]:
    """Return one event that did not come from a file, each repetition on its own.

    Parameters
    ----------
    table
        What a file would have under ``[[event]]``.
    owner
        Its class, where that is at hand.

    Raises
    ------
    ScenarioError
        If there is no such event, or a size is outside its range.
    """
    problems: list[str] = []
    event = checked(owner, table, "event", problems) if owner else _read_event(table, "event", None, problems)
    if event is None:
        raise ScenarioError(screen("this cannot happen:", problems))
    return event.expanded()


def _read_event(table: object, where: str, start: str | None, problems: list[str]) -> Event | None:
    """Return one event, of the kind that it says."""
    if not isinstance(table, dict):
        problems.append(f"{where} must be a table, not {shown(table)}")
        return None
    kind = table.get("kind")
    if not isinstance(kind, str) or (":" not in kind and kind not in EVENTS):
        what = f"unknown kind {shown(kind)}" if "kind" in table else "kind is missing"
        problems.append(f"{where}: {what}; {nearest(kind if isinstance(kind, str) else '', EVENTS)}")
        return None
    try:
        owner = event_class(kind)
    except LookupError as error:
        problems.append(f"{where}: {error}")
        return None
    table = {**table, "kind": owner.kind}
    where = f"{where} ({kind})"
    if "date" in table:
        dated = _with_month(table, where, start, problems)
        return None if dated is None else checked(owner, dated, where, problems)
    if "month" not in table:
        problems.append(f'{where}: needs `month = 13` or `date = "2005-03"`')
        return None
    return checked(owner, table, where, problems)


def _with_month(
    table: dict[str, Any], where: str, start: str | None, problems: list[str]
) -> dict[str, Any] | None:
    """Return the table with the month that its date is, counted from the town's start."""
    rest = {name: value for name, value in table.items() if name != "date"}
    date = as_month(table["date"])
    if "month" in rest:
        problems.append(f"{where}: needs `month` or `date`, not both")
    elif not isinstance(date, str) or not re.fullmatch(YEAR_MONTH, date):
        problems.append(f'{where}: date = {shown(date)}: must be a year and month such as "2005-03"')
    elif start is not None:
        month = month_of(date, start)
        if month >= 1:
            return {**rest, "month": month}
        problems.append(f"{where}: date = {shown(date)} lies before the town's start, {start}")
    return None
