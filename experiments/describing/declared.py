"""Declared: parameters, state variables, indicators, payments and mechanisms, from their declarations.

The equations themselves are written by hand in the template. Each names the behaviours that it
puts into mathematics, and a test looks that every parameter which these read is told on the page.
"""

import importlib
import tomllib
from pathlib import Path

from tillit.agents.foundation.parameters import Grade, field_docs
from tillit.agents.foundation.records import Field, fields
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing.markdown import bullets, number, sentence, table
from tillit.model.assumptions import BEHAVIOUR, DECLARED
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS

FILE = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text("utf-8"))
STATE: dict[str, str] = FILE["state"]
"""State variables by symbol: file, record and field."""
SYMBOLS: dict[str, str] = FILE["parameters"]
"""Parameters by symbol, in the order of the equations."""


def parameter(name: str) -> str:
    """Return the value of a parameter."""
    return number(DECLARED[name].default)


def constant(module: str, name: str) -> str:
    """Return the value of a constant."""
    return number(getattr(importlib.import_module(module), name))


def grades() -> str:
    """Return how many behavioural parameters rest on what."""
    found = [it.par.grade for it in BEHAVIOUR.values()]
    return bullets(
        f"{grade.value}, {grade.name.lower()}: {found.count(grade)} of {len(found)}" for grade in Grade
    )


def symbols() -> str:
    """Return the table of parameters in equations."""
    rows = []
    for symbol, name in SYMBOLS.items():
        it = DECLARED[name]
        said = f"{sentence(it.doc)} *{it.par.unit}, {it.par.grade.value}*"
        rows.append((f"${symbol}$", f"`{name}`", number(it.default), said))
    return table(("", "parameter", "value>", "what it is, in which unit, and its grade"), rows)


def state() -> str:
    """Return the table of state variables in equations."""
    rows = []
    for symbol, name in STATE.items():
        module, record, field = name.split(".")
        owner = getattr(importlib.import_module(f"tillit.agents.{module}"), record)
        found: dict[str, Field] = dict(fields(owner))
        said = f"{sentence(field_docs(owner)[field])} *{found[field].unit}*"
        rows.append((f"${symbol}$", f"`{record}.{field}`", said))
    return table(("", "state variable", "what it is, in which unit"), rows)


def indicators() -> str:
    """Return every indicator with its unit and formula."""
    rows = []
    for it in INDICATORS.values():
        over_time = "last twelve months" if it.rolling else "sum" if it.adds else "mean"
        rows.append((f"`{it.name}`", it.unit, it.formula, over_time))
    return table(("indicator", "unit", "formula", "over time"), rows)


def mechanisms() -> str:
    """Return every mechanism: what acts when it is on, and what holds when it is off."""
    docs = {name: doc.partition("; off: ") for name, doc in field_docs(Mechanisms).items()}
    rows = ((f"`{name}`", on.rstrip("."), off.rstrip(".")) for name, (on, _, off) in docs.items())
    return table(("mechanism", "on", "off"), rows)


def ledger(kind: str) -> str:
    """Return who pays and is paid (``Party``), or what for (``Entry``)."""
    return ", ".join(it.name.lower().replace("_", " ") for it in {"Party": Party, "Entry": Entry}[kind])
