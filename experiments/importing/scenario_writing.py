"""Scenario writing: a scenario becomes the text of a file, or facts and figures are put into one."""

from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.importing.figures import ATTRIBUTION, MONTHLY, YEARLY, Published, Status
from tillit.experiments.importing.stated_facts import Stated
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.errors import cut

MANY_LETTERS = 300  # from which a text stands on lines of its own
GROUPS = ("town", "prices", "staff", "work", "policy", "children")
OF_STAFF = ("staff", "work")  # groups that a town without caseworkers lacks
WHOLE = {"town.inhabitants", "town.households"}  # facts that are whole numbers
LONG = {"town.inhabitants", "town.households", "town.price_level"}
"""Facts that get a table of their own, since their sources are long."""
DIGITS = 10  # decimals that are kept: a share loses nothing, and 0.27299999999999996 becomes 0.273


def scenario_text(scenario: Scenario) -> str:
    """Return the text of a file that reads as this scenario.

    Events that repeat are written one by one. A size of an event keeps the
    event's source; a source of the size alone is not kept.
    """
    sources = {fact.name: fact for fact in scenario.facts}
    values: dict[str, Any] = {}
    for name in GROUPS:
        it = getattr(scenario, name)
        if it is not None and (scenario.posts or name not in OF_STAFF):
            differing = dict(_values_in(_differing(it), name))
            every = _values_in(it.model_dump(mode="json"), name)
            values |= {key: value for key, value in every if key in differing or key in sources}
    values |= {f"mechanisms.{name}": False for name, on in scenario.mechanisms._asdict().items() if not on}
    values |= {f"parameters.{name}": value for name, value in scenario.changed_parameters}
    document = tomlkit.document()
    document["town"] = tomlkit.table()
    for name, value in sorted(values.items(), key=lambda it: it[0].count(".")):
        table, last = _table_of(document, name)
        fact = sources.get(name)
        if fact is None or fact.value != value:
            table[last] = _written(value)
        else:
            said = {"value": value, "unit": fact.unit, "source": fact.source, "grade": fact.grade.value}
            table[last] = tomlkit.inline_table()
            table[last].update({key: it for key, it in said.items() if it != ""})
    lists = {
        "event": [{"kind": it.kind, "month": it.month, **_differing(it)} for it in scenario.events],
        "expect": list(map(_differing, scenario.expect)),
        "observed": list(map(_differing, scenario.observed)),
    }
    for series in lists["observed"]:
        series |= {name: dict(series[name]) for name in ("values", "status") if name in series}
    for name, tables in lists.items():
        if tables:
            document[name] = [{key: _written(value) for key, value in it.items()} for it in tables]
    return tomlkit.dumps(document)


def _values_in(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    """Yield the values of a table and of those within it, by their whole names."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _values_in(value, f"{name}.{key}")
        else:
            yield f"{name}.{key}", value


def _differing(it: BaseModel) -> dict[str, Any]:
    return it.model_dump(mode="json", exclude_defaults=True)


def _written(value: object) -> object:
    """Return a value as a file has it: long prose on lines of its own."""
    if isinstance(value, str) and "\r" not in value and (len(value) > MANY_LETTERS or "\n" in value):
        return tomlkit.string(value, multiline=True)
    return value


def _table_of(document: TOMLDocument, name: str) -> tuple[Any, str]:
    """Return the table in which a value stands, made if it is not there, and its name within."""
    *outer, last = name.split(".")
    table: Any = document
    for group in outer:
        table = table.setdefault(group, tomlkit.table())
    return table, last


def opened(text: str, file: str) -> TOMLDocument:
    """Return a file with everything that somebody wrote into it.

    RefusedError if it is written in a way that can be read but not kept.
    """
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        why = cut(str(error), 160)
        raise RefusedError(
            f"{file} cannot be written again as it is: {why}; write to a new file with -o"
        ) from None


def put_facts(document: TOMLDocument, facts: Mapping[str, Stated]) -> list[str]:
    """Put facts in, unless the file has a better one, and return notes on what was there before."""
    notes = []
    for name, fact in sorted(facts.items(), key=lambda it: it[0] in LONG):
        table, last = _table_of(document, name)
        before = table.get(last)
        value = round(fact.value, 4)
        if name in WHOLE or fact.value == int(fact.value):
            value = round(fact.value)
        if before is None:
            if name.startswith("staff."):
                for other in ("posts", "caseload"):
                    table.pop(other, None)
            table[last] = tomlkit.table() if name in LONG else tomlkit.inline_table()
        else:
            was = before.get("value") if isinstance(before, dict) else before
            # A bare number is somebody's own.
            stays = not isinstance(before, dict) or fact.grade.value > str(before.get("grade", "E"))
            if stays or was != value:
                shown = f"{was:,}" if isinstance(was, int | float) else str(was)
                what = f" stays {shown}: no worse supported than" if stays else f": {shown} becomes"
                notes.append(f"{name}{what} {value:,}")
            if stays:
                continue
        said = {"value": value, "unit": fact.unit, "source": fact.source[:500], "grade": fact.grade.value}
        table[last].update(said)
    return notes


def put_series(document: TOMLDocument, it: Published) -> list[str]:
    """Put every measure's figures in, instead of those of the same periods, and return notes on that."""
    notes = []
    for code in it.measures():
        figures = it.of(code)
        title = figures[-1].title
        measure = (YEARLY | MONTHLY)[code].as_said(title)
        if measure is None:
            continue
        values = {of.period: _rounded(of.value * measure.factor) for of in figures if of.value is not None}
        if not values:
            notes.append(f"{code}: no value in any period; nothing of it is kept")
            continue
        said = {
            "indicator": measure.indicator,
            "measure": (title or measure.title)[:200],
            "code": measure.code if measure.code != measure.title else "",
            "place": it.place,
            "unit": measure.unit,
            "source": f"{ATTRIBUTION}{it.publisher}{'' if title else '; title not checked'}",
            "grade": Grade.REGISTER.value,
        }
        series: Any = document.setdefault("observed", tomlkit.aot())
        # A measure's title may have changed, its code has not.
        named = ("indicator", "code" if said["code"] else "measure")
        alike = [at for at, of in enumerate(series) if all(of.get(name, "") == said[name] for name in named)]
        before: Any = series[alike[0]] if alike else {}
        table = tomlkit.table()
        table.update(said)
        status = {of.period: of.status for of in figures if of.status != Status.FINAL}
        for name, new in (("values", values), ("status", status)):
            told = {of.period for of in figures}
            kept = {str(when): value for when, value in before.get(name, {}).items() if when not in told}
            if kept or new:
                table[name] = dict(sorted((kept | new).items()))
        if alike:
            series[alike[0]] = table
        else:
            series.append(table)
    return notes


def _rounded(value: float) -> float:
    value = round(value, DIGITS)
    return int(value) if value == int(value) else value
