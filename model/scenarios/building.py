"""Building: from the tables of a file to a scenario, or to everything that is wrong with them."""

from typing import Any

from model.scenarios.errors import ScenarioError, checked, screen, unknown
from model.scenarios.facts import Fact, without_sources
from model.scenarios.observed import MOST_SERIES, Observed
from model.scenarios.overrides import checked_mechanisms, checked_parameters
from model.scenarios.scenario import Scenario
from model.scenarios.schema import MOST_EVENTS, Claim, Place, Policy, Staff
from model.scenarios.timeline import read_events

TABLES = ("town", "staff", "policy", "mechanisms", "parameters", "event", "expect", "observed")


def build(data: dict[str, Any], title: str) -> Scenario:
    """Return the scenario that the tables of a file describe.

    Raises
    ------
    ScenarioError
        If anything is wrong; all of it is named, as far as it fits on a screen.
    """
    problems = [unknown(title, name, TABLES) for name in data if name not in TABLES]
    facts: list[Fact] = []
    tables = {name: without_sources(data.get(name, {}), name, facts, problems) for name in TABLES[:5]}
    town = checked(Place, tables["town"], "[town]", problems)
    staff = checked(Staff, tables["staff"], "[staff]", problems)
    policy = checked(Policy, tables["policy"], "[policy]", problems)
    mechanisms = checked_mechanisms(tables["mechanisms"], problems)
    parameters = checked_parameters(tables["parameters"], problems)
    events = read_events(data.get("event", []), town.start if town else None, facts, problems)
    expect = read_claims(data.get("expect", []), problems)
    observed = read_observed(data.get("observed", []), problems)
    if problems or town is None or staff is None or policy is None:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return Scenario(town, staff, policy, mechanisms, parameters, events, expect, tuple(facts), observed)


def read_claims(data: object, problems: list[str]) -> tuple[Claim, ...]:
    """Return what is said to have come out."""
    if not isinstance(data, list) or len(data) > MOST_EVENTS:
        problems.append(f"expect must be tables [[expect]], at most {MOST_EVENTS:,} of them")
        return ()
    claims = [checked(Claim, raw, f"expect {turn}", problems) for turn, raw in enumerate(data, 1)]
    return tuple(claim for claim in claims if claim is not None)


def read_observed(data: object, problems: list[str]) -> tuple[Observed, ...]:
    """Return what was observed over time."""
    if not isinstance(data, list) or len(data) > MOST_SERIES:
        problems.append(f"observed must be tables [[observed]], at most {MOST_SERIES:,} of them")
        return ()
    series = [checked(Observed, raw, f"observed {turn}", problems) for turn, raw in enumerate(data, 1)]
    return tuple(it for it in series if it is not None)
