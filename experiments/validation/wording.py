"""Wording: what is found of a claim, in the words of tables."""

from collections.abc import Mapping
from typing import Any

from tillit.experiments.claimed import said_when
from tillit.experiments.cli.figures import figure
from tillit.experiments.verdicts import MET, NOT_MET, WRONG

NOT_YET = "not yet"
"""What stands where there are no plausible vectors."""
UNKNOWN = "-"


def said_of(row: Mapping[str, Any]) -> str:
    """Return what was said of one recorded claim, with its year."""
    return said_when(row["said"], row.get("when", ""))


def given_for(row: Mapping[str, Any]) -> str:
    """Return what the model gives for one recorded claim, or why it gives nothing."""
    if row["model"]["median"] is None and row.get("why"):
        return f"{UNKNOWN} ({row['why']})"
    return given(row["model"]["unit"], row["model"], signed=is_signed(row))


def is_signed(row: Mapping[str, Any]) -> bool:
    """Tell whether the figures of one recorded claim are differences, which have a sign."""
    return row.get("quantity") != "level"


def given(unit: str, spread: Mapping[str, Any], *, signed: bool = True) -> str:
    """Return median and 90 % interval."""
    if spread["median"] is None:
        return UNKNOWN
    # The 0 of a ratio is 1, so a sign would say nothing.
    signed = signed and unit != "ratio"
    known = "" if unit in {"%", "ratio"} else unit
    ends = (spread["median"], spread["low"], spread["high"])
    median, low, high = (figure(it, known, signed=signed, close=False) for it in ends)
    return f"{median}{after(unit)} ({low} … {high})"


def after(unit: str) -> str:
    """Return a unit as it stands after a figure."""
    if unit.partition("/")[0] == "share":
        return " points" + unit.removeprefix("share").replace("/", " a ")
    if unit.partition("/")[0].isupper() and unit.partition("/")[2] in {"", "month"}:
        return f" M{unit}".replace("/", " a ")
    return {"%": " %", "ratio": " times"}.get(unit, f" {unit}".replace("/month", " a month"))


def from_assumptions(row: Mapping[str, Any]) -> str:
    """Return what assumptions leave open of one recorded claim."""
    if row["assumptions"] is None:
        return NOT_YET
    return given(row["model"]["unit"], row["assumptions"], signed=is_signed(row))


def verdict_of(row: Mapping[str, Any]) -> str:
    """Return a recorded verdict, with the unmet ones in bold."""
    verdict = str(row["verdict"])
    return f"**{verdict}**" if verdict in {NOT_MET, WRONG} else verdict


def under_null(row: Mapping[str, Any], name: str) -> str:
    """Return the verdict of one recorded claim under a null model."""
    found = row["null_models"].get(name)
    if found is None:
        return UNKNOWN
    return {MET: "met", NOT_MET: "no", WRONG: "wrong"}.get(found["verdict"], UNKNOWN)
