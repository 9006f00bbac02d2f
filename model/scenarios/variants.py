"""Variants: the same scenario with one value changed, as in ``staff.posts=+3``."""

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tillit.agents.foundation.numpy_numbers import plain_number
from tillit.agents.office import HALF
from tillit.model.events import Event, Size
from tillit.model.events.consultants import Consultants
from tillit.model.events.employment_programme import EmploymentProgramme
from tillit.model.events.joint_steering import JointSteering
from tillit.model.events.posts import Posts
from tillit.model.events.setting import RULES, Setting
from tillit.model.events.size import nearest as nearest_multiple
from tillit.model.scenarios.errors import ScenarioError, checked, cut, nearest, screen, shown
from tillit.model.scenarios.overrides import checked_mechanisms, checked_parameters
from tillit.model.scenarios.own_values import STAND_INS, Prices, Work
from tillit.model.scenarios.schema import Obstacles, Policy, Staff, TownTable
from tillit.model.scenarios.table import Table

if TYPE_CHECKING:
    from tillit.model.scenarios.scenario import Scenario

NUMBER = re.compile(r"^(?P<sign>[=+-]?)(?P<number>[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?) ?(?P<percent>%?)$")

CHILD_RULES = ("posts", "caseload", "caseload_limit", "turnover", "consultants", "steering", "inflow")
"""Rules of the child and family unit that can be changed; `inflow` as a factor."""

NAMES = (
    *(f"staff.{name}" for name in Staff.model_fields),
    *(f"policy.{name}" for name in Policy.model_fields),
    *(f"setting.{name}" for name in RULES),
    *(f"town.{name}" for name in TownTable.model_fields if name != "obstacles"),
    *(f"town.obstacles.{name}" for name in Obstacles.model_fields),
    *(f"prices.{name}" for name in Prices.model_fields),
    *(f"work.{name}" for name in Work.model_fields),
    *(f"children.{name}" for name in CHILD_RULES),
)

TABLES: dict[str, type[Table]] = {
    "staff": Staff,
    "children": Staff,
    "policy": Policy,
    "town": TownTable,
    "town.obstacles": Obstacles,
    "prices": Prices,
    "work": Work,
}
SHARES = {
    f"{group}.{name}"
    for group, table in TABLES.items()
    for name, info in table.model_fields.items()
    if any(isinstance(it, Size) and it.unit.startswith("share") for it in info.metadata)
} | {f"setting.{name}" for name, rule in RULES.items() if rule.size.unit == "share"}
"""Values that one also says in per cent: ``policy.demands=60%`` is 0.6."""


def apply_changes(scenario: "Scenario", changes: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of the scenario that a variant changes.

    Raises
    ------
    ScenarioError
        If a name is unknown, or a value outside its range.
    """
    changes = {name: _of_what(name, plain_number(value)) for name, value in changes.items()}
    problems: list[str] = []
    rules: list[Event] = []
    place = scenario.town.model_dump()
    if not scenario.posts:
        # What is not there is not checked again.
        place = {name: value for name, value in place.items() if name not in {"households", "obstacles"}}
    if "town.employers" in changes:
        place["employers"] = scenario.employers
    others: dict[str, dict[str, object]] = {"mechanisms": {}, "parameters": {}}
    own = {"prices": scenario.prices.model_dump(), "work": scenario.work.model_dump()}
    for name, value in changes.items():
        group, _, field = str(name).partition(".")
        if group in others:
            others[group][field] = value
        elif name not in NAMES or not _has_unit(scenario, name):
            problems.append(f"{cut(str(name), 60)}: cannot be changed; {_hint(scenario, str(name))}")
        elif group == "town":
            _change_place(scenario, place, field, value)
        elif group in own:
            own[group][field] = _changed_own(scenario, str(name), value)
        else:
            rules += _rule_from_month_one(scenario, str(name), value, problems)
    town = checked(TownTable, place, "[town]", problems)
    mechanisms = checked_mechanisms(others["mechanisms"], problems, scenario.mechanisms)
    parameters = scenario.parameters | dict(checked_parameters(others["parameters"], problems))
    problems += [
        f"{name} stands in for the parameter {mark.parameter}, which is changed, too: change one of both"
        for name, mark in STAND_INS.items()
        if name in changes and mark.parameter in parameters
    ]
    prices = checked(Prices, own["prices"], "[prices]", problems)
    work = checked(Work, own["work"], "[work]", problems)
    if problems:
        raise ScenarioError(screen(f"{scenario.name} cannot be changed like that:", problems))
    return {
        "town": town,
        "mechanisms": mechanisms,
        "changed_parameters": tuple(sorted(parameters.items())),
        "events": (*rules, *scenario.events),
        "prices": prices,
        "work": work,
    }


def refuse_lost(scenario: "Scenario", changes: Mapping[str, object]) -> None:
    """Raise ScenarioError if a change is lost in rounding, and would silently do nothing."""
    if lost := lost_in_steps(scenario, changes):
        raise ScenarioError(screen(f"{scenario.name} cannot be changed like that:", lost))


def lost_in_steps(scenario: "Scenario", changes: Mapping[str, object]) -> list[str]:
    """Return what is wrong with each change in per cent that is too small for a step of what it changes."""
    now = _values_now(scenario) | _children_now(scenario)
    now |= {f"town.{name}": value for name, value in scenario.town if isinstance(value, int)}
    lost = []
    for name, value in changes.items():
        before, step = now.get(name), HALF if name.endswith(".posts") else 1
        if before is None or (exact := amount(value, float(before))) is None or exact == before:
            continue
        if amount(value, before, step) == before:
            sign, least = "+" if exact > before else "-", math.ceil(100.0 * step / before)
            lost.append(
                f"{name} = {shown(value)}: goes in steps of {step:g}, so {abs(exact - before):.2g} of "
                f"{before:g} would change nothing; give {sign}{step:g}, or {sign}{least}%"
            )
    return lost


def _of_what(name: str, value: object) -> object:
    """Return a per cent without a sign as the share that it is, if it is one; else a part of what was."""
    bare = NUMBER.match(value.strip().removeprefix("=")) if isinstance(value, str) else None
    if bare is None or not bare["percent"] or bare["sign"] in {"+", "-"} or name not in SHARES:
        return value
    return float(bare["number"]) / 100.0


def amount(value: object, before: float, step: float = 1) -> float | None:
    """Return the number that a change such as ``+3``, ``-10%``, ``=20`` or ``20`` leads to.

    Per cent of what is counted, whole or in smaller steps, lead to the nearest step.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return value
    found = NUMBER.match(value.strip().removeprefix("="))
    if found is None:
        return None
    number = float(found["number"])
    if found["percent"]:
        number *= before / 100.0
    after = {"+": before + number, "-": before - number}.get(found["sign"], number)
    if not math.isfinite(after):
        return None
    counted = found["percent"] and (isinstance(before, int) or step < 1)
    return nearest_multiple(after, step) if counted else after


def _has_unit(scenario: "Scenario", name: str) -> bool:
    """Tell whether the town has the unit that a value is about."""
    if name.startswith("children."):
        return scenario.children is not None
    of_town = name.startswith(("town.", "prices.")) and not name.startswith(
        ("town.households", "town.obstacles")
    )
    return of_town or scenario.posts > 0


def _hint(scenario: "Scenario", name: str) -> str:
    """Return what may be meant: the same value of the other unit, if the town lacks this one."""
    names = [it for it in NAMES if _has_unit(scenario, it)]
    field = name.partition(".")[2]
    other = next((it for it in (f"staff.{field}", f"children.{field}") if it in names), None)
    if name in NAMES and other:
        return f"the town has no such unit; did you mean {other!r}?"
    return nearest(name, names)


def _change_place(scenario: "Scenario", place: dict[str, Any], field: str, value: object) -> None:
    """Set one value of the place, or change it by so much; the schema checks it afterwards."""
    *outer, name = field.split(".")
    table = place["obstacles"] if outer else place
    before = table[name]
    if before is None and f"town.{field}" in STAND_INS:
        before = _own_or_usual(scenario, f"town.{field}")
    number = amount(value, before) if isinstance(before, int | float) else None
    table[name] = str(value).removeprefix("=") if number is None and isinstance(value, str) else value
    if number is not None:
        table[name] = number


def _changed_own(scenario: "Scenario", name: str, value: object) -> object:
    """Return one of the place's own values as it is changed, from the declared one if it has none yet."""
    number = amount(value, _own_or_usual(scenario, name))
    return value if number is None else number


def _own_or_usual(scenario: "Scenario", name: str) -> float:
    """Return a value that may stand in for a parameter as it holds in the place."""
    from tillit.model.assumptions import DECLARED  # noqa: PLC0415 - lazy: reads all source files

    mark = STAND_INS.get(name)
    if mark is None:
        return scenario.prices.refunded
    usual = scenario.parameters.get(mark.parameter, DECLARED[mark.parameter].default)
    value = scenario.own_values.get(mark.parameter, usual)
    return value * scenario.town.price_level if mark.money else value


def _rule_from_month_one(scenario: "Scenario", name: str, value: object, problems: list[str]) -> list[Event]:
    """Return the event by which a changed rule holds from the first month of the comparison."""
    before = (_values_now(scenario) | _children_now(scenario))[name]
    number = amount(value, before, HALF if name.endswith(".posts") else 1)
    if number is None:
        wanted = 'a number: "=20" for the value itself, "+3" or "-10%" for a change'
        problems.append(f"{name} = {shown(value)}: must be {wanted} (now {before:g})")
        return []
    kind, size = _event_for(scenario, name, number)
    if isinstance(value, str) and name.endswith(".posts") and value.strip()[:1] in {"+", "-"}:
        size = {"change": round(number - before, 6), **_unit_of(name)}
    wrong: list[str] = []
    event = checked(kind, {"month": 1, "source": "changed by hand", **size}, name, wrong)
    # The event's own field is nothing that anybody typed.
    problems += [f"{name} = {shown(value)}: {it.partition(' = ')[2].partition(': ')[2]}" for it in wrong]
    return [] if event is None else [event]


def _values_now(scenario: "Scenario") -> dict[str, float]:
    """Return what each rule is at the start."""
    staff, policy = scenario.staff, scenario.policy
    return {
        "staff.posts": scenario.posts,
        "staff.caseload": scenario.caseload,
        "staff.caseload_limit": scenario.caseload_limit,
        "setting.caseload_limit": scenario.caseload_limit,
        "staff.turnover": staff.turnover,
        "setting.turnover": staff.turnover,
        "setting.inflow": 1.0,
        "staff.consultants": staff.consultants,
        "policy.demands": policy.demands,
        "setting.demands": policy.demands,
        "policy.steering": policy.steering,
        "policy.programme": policy.programme,
    }


def _children_now(scenario: "Scenario") -> dict[str, float]:
    """Return what each rule of the child and family unit is at the start."""
    unit = scenario.children
    if unit is None:
        return {}
    return {
        "children.posts": unit.first_posts,
        "children.caseload": unit.cases / unit.first_posts,
        "children.caseload_limit": unit.limit,
        "children.turnover": unit.turnover,
        "children.consultants": unit.consultants,
        "children.steering": unit.steering,
        "children.inflow": 1.0,
    }


def _unit_of(name: str) -> dict[str, str]:
    """Return the field of an event that says whose rule it is, where it is not the assistance unit's."""
    return {"unit": "children"} if name.startswith("children.") else {}


def _event_for(scenario: "Scenario", name: str, number: float) -> tuple[type[Event], dict[str, Any]]:
    """Return the kind of event that sets a rule to a number, and its size."""
    field, unit = name.partition(".")[2], _unit_of(name)
    if field in RULES:
        return Setting, {"rule": field, "value": number, **unit}
    if field == "caseload":
        cases = scenario.children.cases if unit and scenario.children else scenario.town.households
        posts = math.ceil(cases / number) if number >= 1.0 else 0
        return Posts, {"to": posts, **unit}
    kinds: dict[str, tuple[type[Event], str]] = {
        "posts": (Posts, "to"),
        "consultants": (Consultants, "share"),
        "steering": (JointSteering, "meetings"),
        "programme": (EmploymentProgramme, "places"),
    }
    kind, size = kinds[field]
    return kind, {size: number, **unit}
