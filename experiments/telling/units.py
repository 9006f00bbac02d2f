"""Units: what a number is of, as a table's reader knows it."""

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import HOME

MILLION = 1e6
UNITS = {
    "share": "%",
    "share/month": "% a month",
    "share/year": "% a year",
    "households": "",
    "households/month": "a month",
    "households/caseworker": "",
    "children": "",
    "children/month": "a month",
    "children/caseworker": "",
    "caseworkers": "",
    "caseworkers/month": "a month",
    "posts": "",
    "months": "months",
    "hours/month": "hours a month",
    "hours/household/month": "hours a month",
    "hours/child/month": "hours a month",
}
"""Units that are no money; what the label says already is left out."""
MONEY = {
    "SEK/month": "{million} a month",
    "SEK/inhabitant/year": "{currency} a year",
    "SEK/household/month": "{currency} a month",
}


def scale_of(unit: str) -> float:
    """Return what a value is multiplied with to be shown."""
    if unit.startswith("share"):
        return 100.0
    return 1.0 / MILLION if unit == "SEK/month" else 1.0


def unit_in_words(unit: str, currency: str, words: Words) -> str:
    """Return the unit that a table shows."""
    if unit in MONEY:
        return words.pgettext("unit", MONEY[unit], million=millions(currency, words), currency=currency)
    said = UNITS[unit]
    return words.pgettext("unit", said) if said else ""


def millions(currency: str, words: Words) -> str:
    """Return the unit of amounts in millions: MSEK, mkr, mio. kr."""
    if HOME.get(words.language) == currency:
        return words.pgettext("unit", "million kronor")
    return words.pgettext("unit", "M{currency}", currency=currency)
