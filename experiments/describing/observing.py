"""Observing: what is counted and reported, what can be switched off, and what the model is judged by."""

from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.parameters import field_docs
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.calibration.left_out import LeftOut
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.claims.words import said as said_in_short
from tillit.experiments.claims.words import said_when, when
from tillit.experiments.describing.markdown import bullets, number, table, worded
from tillit.experiments.describing.source import members
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS
from tillit.model.indicators.indicator import Indicator
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.claim import Claim


def indicators() -> str:
    """Return every indicator with its unit and formula."""
    rows = ((f"`{it.name}`", it.unit, it.formula, _over_time(it)) for it in INDICATORS.values())
    return table(("indicator", "unit", "formula", "over time"), rows)


def mechanisms() -> str:
    """Return every mechanism: what acts when it is on, and what holds when it is off."""
    rows = []
    for name, doc in field_docs(Mechanisms).items():
        on, _, off = doc.partition("; off: ")
        rows.append((f"`{name}`", on.rstrip("."), off.rstrip(".")))
    return table(("mechanism", "on", "off"), rows)


def decisions() -> str:
    """Return the decisions of luck by what they are about."""
    said = members(Decision.__module__, Decision.__name__)
    groups: dict[str, list[str]] = {}
    for it in Decision:
        if not it.name.endswith("_LAST"):
            groups.setdefault(said[it.name][2], []).append(f"{worded(it.name)} {it.value}")
    return bullets(f"**{group}**: {', '.join(drawn)}." for group, drawn in groups.items())


def parties() -> str:
    """Return who pays and is paid."""
    return ", ".join(worded(it.name) for it in Party)


def entries() -> str:
    """Return what is paid for."""
    return ", ".join(worded(it.name) for it in Entry)


def _over_time(indicator: Indicator) -> str:
    """Return how months of an indicator are taken together."""
    if indicator.rolling:
        return "last twelve months"
    return "sum" if indicator.adds else "mean"


def targets() -> str:
    """Return the national figures that behaviour is calibrated on."""
    heads = ("pattern", "figure>", "±>", "unit", "source", "grade")
    rows = (
        (it.label, number(it.figure), number(it.tolerance), it.unit, it.source, it.grade.value)
        for it in read_targets("behaviour").targets
    )
    return table(heads, rows)


def claims() -> str:
    """Return what the accounts say came out, and which of it is never fitted."""
    kept = read_targets("behaviour").left_out
    rows = []
    for name in town_names():
        scenario = read_scenario(name)
        fitted = "no" if _is_left_out(name, kept) else "allowed"
        rows += [
            (scenario.title, it.claim, f"`{it.indicator}`", said(it), it.unit, fitted)
            for it in scenario.expect
        ]
    return table(("town", "claim", "indicator", "said", "unit", "fitted"), rows)


def said(claim: Claim) -> str:
    """Return the size or the direction of a claim, and its year."""
    return said_when(said_in_short(claim), when(claim))


def _is_left_out(town: str, kept: tuple[LeftOut, ...]) -> bool:
    """Tell whether the claims about a town are only predicted."""
    return any(town in it.towns for it in kept)
