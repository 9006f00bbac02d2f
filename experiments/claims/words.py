"""Words: what a claim says and how it was measured, in the few words of a table."""

from tillit.model.scenarios.claim import Claim

UNITS = {"ratio": " times", "%": " %"}
MEASURED = {
    "own_past": "",
    "counterfactual": "beside a town that did not",
    "level": "level",
    "rate": "of those at risk",
    "gross": "gross",
    "cumulative": "summed",
    "extreme": "the furthest apart of many pairs",
    "event": "event",
}
"""How a claim was measured; against the town's own past if nothing is said."""


def said(claim: Claim) -> str:
    """Return what was said, in short."""
    if claim.at_most is not None:
        return f"at most {claim.at_most:g}{_in_unit(claim)}"
    if claim.at_least is not None:
        return f"at least {claim.at_least:g}{_in_unit(claim)}"
    if claim.figure is None:
        return claim.direction or ""
    sign = "" if claim.unit == "ratio" or claim.arithmetic in {"level", "gross"} else "+"
    return f"{claim.figure:{sign}g}{_in_unit(claim)}".replace("-", "\N{MINUS SIGN}")


def _in_unit(claim: Claim) -> str:
    return UNITS.get(claim.unit, f" {claim.unit}".rstrip())


def when(claim: Claim) -> str:
    """Return which year was meant, and how it was measured; nothing for the run's last beside the past."""
    year = claim.until or ""
    if claim.since:
        year = f"{claim.since} to {claim.until or 'the end'}"
    return ", ".join(filter(None, (year, MEASURED[claim.arithmetic])))


def said_when(words: str, year: str) -> str:
    """Return what was said with its year in parentheses, as tables have it."""
    return f"{words} ({year})" if year else words
