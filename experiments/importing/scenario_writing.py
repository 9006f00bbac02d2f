"""Scenario writing: a scenario becomes the text of a file that reads as the same scenario."""

from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit import TOMLDocument
from tomlkit.items import Table

from tillit.model.events import Event
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.children import Children
from tillit.model.scenarios.facts import Fact

MANY_LETTERS = 300
"""Letters from which a text stands on lines of its own."""


def scenario_text(scenario: Scenario) -> str:
    """Return the text of a file that reads as this scenario.

    Events that repeat are written one by one. A size of an event keeps the
    event's source; a source of the size alone is not kept.
    """
    document = tomlkit.document()
    sources = {fact.name: fact for fact in scenario.facts}
    document["town"] = _place_table(scenario, sources)
    for name in ("prices", "staff", "work", "policy") if scenario.posts else ("prices", "policy"):
        values = _said_values(getattr(scenario, name), name, sources)
        if values:
            document[name] = _table_of(values, name, sources)
    if scenario.children:
        document["children"] = _children_table(scenario.children, sources)
    switched = {name: bool(on) for name, on in scenario.mechanisms._asdict().items() if not on}
    if switched:
        document["mechanisms"] = _table_of(switched, "mechanisms", sources)
    if scenario.changed_parameters:
        document["parameters"] = _parameters_table(scenario, sources)
    _put_tables(document, "event", [_event_values(event) for event in scenario.events])
    _put_tables(document, "expect", [_set_values(claim) for claim in scenario.expect])
    _put_tables(document, "observed", [_observed_values(series) for series in scenario.observed])
    return tomlkit.dumps(document)


def _place_table(scenario: Scenario, sources: dict[str, Fact]) -> Table:
    """Return the table of the place; shares of obstacles come last."""
    values = _said_values(scenario.town, "town", sources)
    obstacles = values.pop("obstacles", None)
    table = _table_of(values, "town", sources)
    if obstacles is not None:
        table["obstacles"] = _table_of(obstacles, "town.obstacles", sources)
    return table


def _children_table(children: Children, sources: dict[str, Fact]) -> Table:
    """Return the table of the child and family unit; its costs come last."""
    values = _said_values(children, "children", sources)
    values.pop("costs", None)
    table = _table_of(values, "children", sources)
    costs = _said_values(children.costs, "children.costs", sources)
    if costs:
        table["costs"] = _table_of(costs, "children.costs", sources)
    return table


def _parameters_table(scenario: Scenario, sources: dict[str, Fact]) -> Table:
    """Return the changed parameters, in tables of their groups."""
    table = tomlkit.table()
    for name, value in scenario.changed_parameters:
        group, _, field = name.partition(".")
        if group not in table:
            table[group] = tomlkit.table()
        _put_value(table[group], field, value, sources.get(f"parameters.{name}"))
    return table


def _said_values(it: BaseModel, group: str, sources: dict[str, Fact]) -> dict[str, Any]:
    """Return the values that differ from their default, and those whose source is known."""
    differing = _set_values(it)
    every = it.model_dump(mode="json")
    return {name: value for name, value in every.items() if name in differing or f"{group}.{name}" in sources}


def _set_values(it: BaseModel) -> dict[str, Any]:
    """Return the values that a file has to say: not those that are left at their default."""
    return it.model_dump(mode="json", exclude_defaults=True)


def _event_values(event: Event) -> dict[str, Any]:
    """Return an event, its kind first."""
    return {"kind": event.kind, "month": event.month, **_set_values(event)}


def _observed_values(series: BaseModel) -> dict[str, Any]:
    """Return a series with its periods as keys."""
    values = _set_values(series)
    return values | {name: dict(values[name]) for name in ("values", "status") if name in values}


def _table_of(values: dict[str, Any], group: str, sources: dict[str, Fact]) -> Table:
    """Return a table of values, each with its source where the scenario has one."""
    table = tomlkit.table()
    for name, value in values.items():
        _put_value(table, name, value, sources.get(f"{group}.{name}"))
    return table


def _put_value(table: Any, name: str, value: Any, fact: Fact | None) -> None:  # noqa: ANN401 - TOML has values of many types
    """Put in one value, with its source if it still is the value that the source gave."""
    if fact is None or fact.value != value:
        table[name] = written(value)
        return
    said = {"unit": fact.unit, "source": fact.source}
    inline = tomlkit.inline_table()
    inline.update(
        {"value": value, **{key: text for key, text in said.items() if text}, "grade": fact.grade.value}
    )
    table[name] = inline


def written(value: Any) -> Any:  # noqa: ANN401 - TOML has values of many types
    """Return a value as a file has it: long prose on lines of its own."""
    if isinstance(value, str) and (len(value) > MANY_LETTERS or "\n" in value):
        return tomlkit.string(value, multiline=True)
    return value


def _put_tables(document: TOMLDocument, name: str, tables: list[dict[str, Any]]) -> None:
    """Put in tables ``[[name]]``, if there are any."""
    if not tables:
        return
    array = tomlkit.aot()
    for values in tables:
        table = tomlkit.table()
        inner = {key: value for key, value in values.items() if isinstance(value, dict)}
        table.update({key: written(value) for key, value in values.items() if key not in inner})
        table.update(inner)
        array.append(table)
    document[name] = array
