"""Building: from the tables of a file to a scenario, or to everything that is wrong with them."""

from collections.abc import Mapping
from typing import Any

from tillit.model.scenarios.children import Children
from tillit.model.scenarios.claim import Claim
from tillit.model.scenarios.errors import ScenarioError, checked, requirement, screen, unknown
from tillit.model.scenarios.facts import Fact, without_sources
from tillit.model.scenarios.observed import MOST_SERIES, Observed
from tillit.model.scenarios.overrides import checked_mechanisms, checked_parameters
from tillit.model.scenarios.own_values import STAND_INS, Prices, Work
from tillit.model.scenarios.scenario import Scenario
from tillit.model.scenarios.schema import MOST_EVENTS, NO_STAFF, Policy, Staff, TownTable
from tillit.model.scenarios.timeline import read_events

PLAIN = ("town", "prices", "staff", "work", "policy", "mechanisms", "parameters", "children")
"""Those that are one table each."""
MIX = "obstacles = { unemployed = 0.5, sick = 0.1, language = 0.15, social = 0.15, waiting = 0.1 }"
"""Of a message: about what Swedish municipalities say of those on assistance."""
TABLES = (*PLAIN, "event", "expect", "observed")


def build(data: dict[str, Any], title: str) -> Scenario:
    """Return the scenario that the tables of a file describe.

    Raises
    ------
    ScenarioError
        If anything is wrong; all of it is named, as far as it fits on a screen.
    """
    problems = [unknown(title, name, TABLES) for name in data if name not in TABLES]
    facts: list[Fact] = []
    tables = {name: without_sources(data.get(name, {}), name, facts, problems) for name in PLAIN}
    children = _read_children(data, tables["children"], problems)
    town = checked(TownTable, tables["town"], "[town]", problems)
    staff: Staff | None = NO_STAFF
    if "children" not in data or described(tables["town"]) or "staff" in data:
        complete(tables["town"], problems)
        staff = checked(Staff, tables["staff"], "[staff]", problems)
    policy = checked(Policy, tables["policy"], "[policy]", problems)
    prices = checked(Prices, tables["prices"], "[prices]", problems)
    work = checked(Work, tables["work"], "[work]", problems)
    mechanisms = checked_mechanisms(tables["mechanisms"], problems)
    parameters = checked_parameters(tables["parameters"], problems)
    problems += _said_twice(tables, dict(parameters))
    events = read_events(data.get("event", []), town.start if town else None, facts, problems)
    expect = _read_claims(data.get("expect", []), problems)
    observed = _read_observed(data.get("observed", []), problems)
    if town is None or staff is None or policy is None or prices is None or work is None or problems:
        raise ScenarioError(screen(f"{title} cannot be read:", problems))
    return Scenario(
        town,
        staff,
        policy,
        mechanisms,
        parameters,
        events,
        expect,
        facts=tuple(facts),
        observed=observed,
        children=children,
        prices=prices,
        work=work,
    )


def described(town: object) -> bool:
    """Tell whether a file's town says anything of households."""
    return isinstance(town, dict) and not town.keys().isdisjoint(("households", "obstacles"))


def complete(town: object, problems: list[str]) -> None:
    """Note what is missing in a town whose assistance unit is described."""
    if isinstance(town, dict) and "households" not in town:
        wanted = requirement(TownTable.model_fields["households"], {"type": "missing"})
        problems.append(f"[town]: households is missing; it {wanted}")
    if isinstance(town, dict) and "obstacles" not in town:
        problems.append(f"[town]: obstacles is missing; give shares that sum to 1, as in {MIX}")


def _said_twice(tables: Mapping[str, object], parameters: Mapping[str, float]) -> list[str]:
    """Return what is wrong with values that stand in for a parameter which the file changes, too."""
    problems = []
    for name, mark in STAND_INS.items():
        group, _, field = name.partition(".")
        table = tables[group]
        if isinstance(table, dict) and field in table and mark.parameter in parameters:
            problems.append(
                f"[{group}]: {field} stands in for the parameter {mark.parameter}: give one of both"
            )
    town = tables["town"]
    if isinstance(town, dict) and "applicants" in town and "households.near" in parameters:
        problems.append("[town]: applicants stands in for the parameter households.near: give one of both")
    return problems


def _read_children(data: dict[str, Any], table: object, problems: list[str]) -> Children | None:
    """Return the child and family unit, if the file has one."""
    return checked(Children, table, "[children]", problems) if "children" in data else None


def _read_claims(data: object, problems: list[str]) -> tuple[Claim, ...]:
    """Return what is said to have come out."""
    if not isinstance(data, list) or len(data) > MOST_EVENTS:
        problems.append(f"expect must be tables [[expect]], at most {MOST_EVENTS:,} of them")
        return ()
    claims = [checked(Claim, raw, f"expect {turn}", problems) for turn, raw in enumerate(data, 1)]
    return tuple(claim for claim in claims if claim is not None)


def _read_observed(data: object, problems: list[str]) -> tuple[Observed, ...]:
    """Return what was observed over time."""
    if not isinstance(data, list) or len(data) > MOST_SERIES:
        problems.append(f"observed must be tables [[observed]], at most {MOST_SERIES:,} of them")
        return ()
    series = [checked(Observed, raw, f"observed {turn}", problems) for turn, raw in enumerate(data, 1)]
    return tuple(it for it in series if it is not None)
