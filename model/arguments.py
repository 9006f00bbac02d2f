"""Arguments: what a Mesa model is given by keyword, as changes of a scenario."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tillit.model.events import Event
from tillit.model.scenarios import Scenario, read_scenario

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
        If a name is unknown or a value is outside its range.
    """
    read = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
    names = ARGUMENTS if read.posts else ARGUMENTS | OF_CHILDREN
    changes = {names[name]: value for name, value in short.items()} | dict(dotted)
    if changes:
        read = read.variant(changes)
    return read.with_events(events)
