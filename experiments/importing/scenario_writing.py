"""Scenario writing: a scenario becomes the text of a file that reads as the same scenario."""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.items import Table

from tillit.model.scenarios import Scenario
from tillit.model.scenarios.facts import Fact

MANY_LETTERS = 300
"""Letters from which a text stands on lines of its own."""
GROUPS = ("town", "prices", "staff", "work", "policy", "children")
OF_STAFF = ("staff", "work")
"""Groups that a town without caseworkers lacks."""


def scenario_text(scenario: Scenario) -> str:
    """Return the text of a file that reads as this scenario.

    Events that repeat are written one by one. A size of an event keeps the
    event's source; a source of the size alone is not kept.
    """
    document = tomlkit.document()
    sources = {fact.name: fact for fact in scenario.facts}
    for name in GROUPS:
        it: BaseModel | None = getattr(scenario, name)
        if it is not None and (scenario.posts or name not in OF_STAFF):
            table = _said_table(it, name, sources)
            if table or name == "town":
                document[name] = table
    changed: dict[str, float] = {
        f"mechanisms.{name}": False for name, on in scenario.mechanisms._asdict().items() if not on
    }
    changed |= {f"parameters.{name}": value for name, value in scenario.changed_parameters}
    for name, value in changed.items():
        *groups, last = name.split(".")
        _put_value(inner_table(document, groups), last, value, sources.get(name))
    lists = {
        "event": [{"kind": it.kind, "month": it.month, **_set_values(it)} for it in scenario.events],
        "expect": [_set_values(it) for it in scenario.expect],
        "observed": [_observed_values(it) for it in scenario.observed],
    }
    for name, tables in lists.items():
        if tables:
            document[name] = tomlkit.aot()
            for values in tables:
                document[name].append(_listed_table(values))
    return tomlkit.dumps(document)


def inner_table(table: Any, groups: Sequence[str]) -> Any:  # noqa: ANN401 - tomlkit has several tables
    """Return a table within others, which are made if they are not there."""
    for group in groups:
        if group not in table:
            table[group] = tomlkit.table()
        table = table[group]
    return table


def _set_values(it: BaseModel) -> dict[str, Any]:
    """Return the values that a file has to say: not those that are left at their default."""
    return it.model_dump(mode="json", exclude_defaults=True)


def _observed_values(series: BaseModel) -> dict[str, Any]:
    values = _set_values(series)
    return values | {name: dict(values[name]) for name in ("values", "status") if name in values}


def _listed_table(values: Mapping[str, Any]) -> Table:
    """Return one of several tables, with those inside it at its end."""
    table = tomlkit.table()
    for name, value in sorted(values.items(), key=lambda it: isinstance(it[1], dict)):
        table[name] = _written(value)
    return table


def _said_table(it: BaseModel, group: str, sources: Mapping[str, Fact]) -> Table:
    """Return the values that differ from their default or whose source is known, tables last."""
    table, differing, inner = tomlkit.table(), _set_values(it), {}
    for name, value in it.model_dump(mode="json").items():
        here = f"{group}.{name}"
        if isinstance(value, dict):
            if name in differing or any(key.startswith(f"{here}.") for key in sources):
                inner[name] = _said_table(getattr(it, name), here, sources)
        elif name in differing or here in sources:
            _put_value(table, name, value, sources.get(here))
    for name, within in inner.items():
        table[name] = within
    return table


def _put_value(table: Any, name: str, value: Any, fact: Fact | None) -> None:  # noqa: ANN401 - TOML has values of many types
    """Put in one value, with its source if it still is the value that the source gave."""
    if fact is None or fact.value != value:
        table[name] = _written(value)
        return
    said = {"value": value, "unit": fact.unit, "source": fact.source, "grade": fact.grade.value}
    table[name] = tomlkit.inline_table()
    table[name].update({key: it for key, it in said.items() if it != ""})


def _written(value: Any) -> Any:  # noqa: ANN401 - TOML has values of many types
    """Return a value as a file has it: long prose on lines of its own."""
    if isinstance(value, str) and "\r" not in value and (len(value) > MANY_LETTERS or "\n" in value):
        return tomlkit.string(value, multiline=True)
    return value
