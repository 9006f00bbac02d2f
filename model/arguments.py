"""Arguments: what a Mesa model is given by keyword, as changes of a scenario."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from tillit.agents.foundation.numpy_numbers import plain_number
from tillit.model.events import Event
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import Scenario, ScenarioError, read_scenario

ARGUMENTS = {
    "posts": "staff.posts",
    "caseload": "staff.caseload",
    "caseload_limit": "staff.caseload_limit",
    "turnover": "staff.turnover",
    "inflow": "setting.inflow",
    "demands": "policy.demands",
}
"""Short names of the values that are changed most, and what they are in a scenario file."""

OF_CHILDREN = {
    "posts": "children.posts",
    "caseload": "children.caseload",
    "caseload_limit": "children.caseload_limit",
    "turnover": "children.turnover",
    "inflow": "children.inflow",
}
"""The same in a town that has no assistance unit."""


def whole(name: str, value: object, least: int) -> int:
    """Return a whole number that was given by keyword.

    Raises
    ------
    ValueError
        If it is none, or too small.
    """
    number = plain_number(value)
    with suppress(TypeError, ValueError, OverflowError):
        read = number if isinstance(number, int) else int(number)  # type: ignore[call-overload]
        if read >= least and not isinstance(number, bool) and (isinstance(number, str) or read == number):
            return int(read)
    message = f"{name} = {value!r}: must be a whole number, {least} or more"
    raise ValueError(message)


def changed(
    scenario: str | Path | Scenario,
    short: Mapping[str, object],
    dotted: Mapping[str, object],
    events: Iterable[Event],
) -> Scenario:
    """Return a scenario with what was given by keyword.

    Parameters
    ----------
    scenario
        Name, file, or the scenario itself.
    short
        Values by their short name.
    dotted
        Values by the name that files have.
    events
        Further events.

    Raises
    ------
    model.scenarios.ScenarioError
        If a name is unknown, a value is outside its range, or an event is none.
    """
    if isinstance(events, Event):
        message = f"events = {events!r}: must be a list, for example [{type(events).__name__}(month=12)]"
        raise ScenarioError(message)
    further = list(events)
    for event in further:
        if not isinstance(event, Event):
            example = f"{Reorganisation.__module__}.{Reorganisation.__name__}(month=12)"
            message = f"events: {event!r} is no event; make one, for example {example}"
            raise ScenarioError(message)
    read = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
    names = ARGUMENTS if read.posts else ARGUMENTS | OF_CHILDREN
    changes = {names[name]: value for name, value in short.items()} | dict(dotted)
    if changes:
        read = read.variant(changes)
    return read.with_events(further)
