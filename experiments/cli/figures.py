"""Figures: numbers as one reads them."""

import math

MILLION = 1_000_000.0
HUNDRED = 100.0
UNITS = 6
"""Decimals of a million that show single units."""
SHORT = {
    **dict.fromkeys(
        (f"{who}{each}" for who in ("households", "children") for each in ("", "/caseworker")), ""
    ),
    **dict.fromkeys(("households/month", "children/month"), "a month"),
    "share/year": "% a year",
}
"""Units as the label before them makes them clear."""


def unit_in_words(unit: str) -> str:
    """Return the unit that a table shows."""
    if _is_money(unit):
        return f"M{unit}"
    return SHORT.get(unit, unit.replace("share", "%"))


def _is_money(unit: str) -> bool:
    """Tell whether a unit is an amount of the whole town, in millions."""
    currency, _, rest = unit.partition("/")
    return currency.isupper() and rest in {"", "month"}


def figure(value: float, unit: str, *, signed: bool = False) -> str:
    """Return a figure in the unit that a table shows; money that is little, close enough to tell it."""
    if not math.isfinite(value):
        return "-"
    if _is_money(unit):
        shown = value / MILLION
        # Of millions, small offices need more decimals.
        decimals = min(UNITS, max(2, 1 - math.floor(math.log10(abs(shown))))) if shown else 2
    else:
        shown = value * (HUNDRED if unit.startswith("share") else 1.0)
        decimals = 0 if abs(shown) >= HUNDRED else 1 + (0 < abs(shown) < 1.0)
    text = f"{shown:{'+' if signed else ''},.{decimals}f}"
    return "0" if float(text.replace(",", "")) == 0.0 else text


def interval(low: float, high: float, unit: str) -> str:
    """Return an interval in the unit that a table shows."""
    return f"{figure(low, unit, signed=True)}…{figure(high, unit, signed=True)}"
