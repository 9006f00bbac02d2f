"""Claimed: what a claim says, in the few words of a table."""

from tillit.model.scenarios.claim import Claim

YEARS = (
    "A month in parentheses ends the twelve months that are meant; without one, they end the run. Two "
    "months: the later year against the town's own earlier one. Level: the town as it acted, beside nothing. "
    "All else is held against the town as it was, or the other town that the claim names."
)
"""What the parentheses behind a claim say."""
UNITS = {"ratio": " times", "%": " %"}


def said(claim: Claim) -> str:
    """Return what was said, in short."""
    if claim.figure is None:
        return claim.direction or ""
    unit = UNITS.get(claim.unit, f" {claim.unit}".rstrip())
    return f"{claim.reading} {claim.figure:g}{unit}"


def when(claim: Claim) -> str:
    """Return which year was meant, and beside which; nothing for the run's last beside the town as it was."""
    year = claim.until or ""
    if claim.since:
        year = f"{claim.since} to {claim.until or 'the end'}"
    return ", ".join(filter(None, (year, "level" if claim.is_level else "")))


def said_when(words: str, year: str) -> str:
    """Return what was said with its year in parentheses, as tables have it."""
    return f"{words} ({year})" if year else words
