"""Figures: numbers as one reads them."""

import math

MILLION = 1_000_000.0
HUNDRED = 100.0
UNITS = 6
"""Decimals of a million that show single units."""
SHORT = {
    "households": "",
    "households/month": "a month",
    "households/caseworker": "",
    "children": "",
    "children/month": "a month",
    "children/caseworker": "",
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


def figure(value: float | None, unit: str, *, signed: bool = False, close: bool = True) -> str:
    """Return a figure in the unit that a table shows; money that is little, `close` enough to tell it."""
    if value is None or not math.isfinite(value):
        return "-"
    scaled = value / MILLION if _is_money(unit) else value
    if unit.startswith("share"):
        scaled *= 100.0
    decimals = _decimals_of(scaled, money=_is_money(unit), close=close)
    sign = "+" if signed else ""
    text = f"{scaled:{sign},.{decimals}f}"
    return "0" if float(text.replace(",", "")) == 0.0 else text


def _decimals_of(value: float, *, money: bool, close: bool = True) -> int:
    """Return how many decimals a value is shown with; of millions, small offices need more."""
    if money:
        first = math.floor(math.log10(abs(value))) if close and value else 0
        return min(UNITS, max(2, 1 - first))
    return 0 if abs(value) >= HUNDRED else 1 + (0 < abs(value) < 1.0)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """Return an interval in the unit that a table shows."""
    return f"{figure(low, unit, signed=True)}…{figure(high, unit, signed=True)}"
