"""Symbols: what the letters of the equations stand for, with values from the declarations.

The equations themselves are written by hand in the template. Each names the behaviours that it
puts into mathematics, and a test looks that every parameter which these read is told on the page.
"""

import importlib
import tomllib
from pathlib import Path

from tillit.agents.foundation.parameters import Grade, field_docs
from tillit.agents.foundation.records import Field, fields
from tillit.experiments.describing.markdown import bullets, number, sentence, table
from tillit.model.assumptions import BEHAVIOUR, DECLARED

FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
STATE: dict[str, str] = FILE["state"]
"""State variables by symbol: file, record and field."""
SYMBOLS: dict[str, str] = FILE["parameters"]
"""Parameters by symbol, in the order of the equations."""


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )


def symbols() -> str:
    """Return the table of parameters in equations."""
    rows = (_parameter_row(symbol, name) for symbol, name in SYMBOLS.items())
    return table(("", "parameter", "value>", "what it is, in which unit, and its grade"), rows)


def _parameter_row(symbol: str, name: str) -> tuple[str, ...]:
    it = DECLARED[name]
    said = f"{sentence(it.doc)} *{it.par.unit}, {it.par.grade.value}*"
    return f"${symbol}$", f"`{name}`", number(it.default), said


def state() -> str:
    """Return the table of state variables in equations."""
    rows = (_state_row(symbol, name) for symbol, name in STATE.items())
    return table(("", "state variable", "what it is, in which unit"), rows)


def _state_row(symbol: str, name: str) -> tuple[str, ...]:
    module, record, field = name.split(".")
    owner = getattr(importlib.import_module(f"tillit.agents.{module}"), record)
    found: dict[str, Field] = dict(fields(owner))
    said = f"{sentence(field_docs(owner)[field])} *{found[field].unit}*"
    return f"${symbol}$", f"`{record}.{field}`", said
