"""Scales: the same figure by the month or the year, in kronor or millions, as a share or in points."""

import re

YEAR = 12.0
MILLION = 1e6
HUNDRED = 100.0

MONEY = re.compile(r"(?P<million>M?)(?P<currency>[A-Z]{3})(?P<rest>/.*)?")
"""An amount of money, as in ``MSEK/year``."""
POINTS = ("percentage points", "points", "%")
"""A share in hundredths; percent of another figure is no matter of units."""


def factor_between(unit: str, wanted: str) -> float | None:
    """Return what a figure in an indicator's unit is multiplied with to be in a claim's; None if none is.

    SEK in an indicator's unit stand for the town's own currency.
    """
    if unit.partition("/")[0] == "share" and wanted in POINTS:
        return HUNDRED
    factor = 1.0
    if unit.endswith("/month") and wanted.endswith("/year"):
        factor, unit, wanted = YEAR, unit.removesuffix("/month"), wanted.removesuffix("/year")
    one, other = MONEY.fullmatch(unit), MONEY.fullmatch(wanted)
    if one and other and one["rest"] == other["rest"]:
        return factor / MILLION if other["million"] else factor
    return factor if unit == wanted else None
