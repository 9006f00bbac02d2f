"""Observing: what is counted and reported, and what can be switched off."""

from tillit.agents.foundation.parameters import field_docs
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.describing.markdown import table, worded
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS


def indicators() -> str:
    """Return every indicator with its unit and formula."""
    rows = []
    for it in INDICATORS.values():
        over_time = "sum" if it.adds else "mean"
        rows.append((f"`{it.name}`", it.unit, it.formula, "last twelve months" if it.rolling else over_time))
    return table(("indicator", "unit", "formula", "over time"), rows)


def mechanisms() -> str:
    """Return every mechanism: what acts when it is on, and what holds when it is off."""
    rows = []
    for name, doc in field_docs(Mechanisms).items():
        on, _, off = doc.partition("; off: ")
        rows.append((f"`{name}`", on.rstrip("."), off.rstrip(".")))
    return table(("mechanism", "on", "off"), rows)


def parties() -> str:
    """Return who pays and is paid."""
    return ", ".join(worded(it.name) for it in Party)


def entries() -> str:
    """Return what is paid for."""
    return ", ".join(worded(it.name) for it in Entry)
