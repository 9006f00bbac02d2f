"""Numbers: figures, amounts, units, months and years as a language writes them, by Babel."""

import datetime as dt
import math
from typing import Literal

from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

from tillit.experiments.telling.catalogue import Words
from tillit.model.scenarios.dates import date_of

MINUS, SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
MILLION, BILLION = 1e6, 1e9
HOME = {"sv": "SEK", "da": "DKK"}
"""Whose kronor are meant where nothing else is said."""
YEAR = 12
SPELT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = {
    "share": "%",
    "share/month": "% a month",
    "share/year": "% a year",
    "households/month": "a month",
    "children/month": "a month",
    "caseworkers/month": "a month",
    "months": "months",
    "hours/month": "hours a month",
    "hours/household/month": "hours a month",
    "hours/child/month": "hours a month",
    "SEK/month": "{million} a month",
    "SEK/inhabitant/year": "{currency} a year",
    "SEK/household/month": "{currency} a month",
}
"""Units as a table's reader knows them; what the label says already is left out."""


def number(value: float, words: Words, *, decimals: int = 0, signed: bool = False) -> str:
    """Return a number with so many decimals; a rounded nothing has no sign."""
    value = round(value, decimals) + 0.0
    text = format_decimal(value, format="#,##0" + "." * bool(decimals) + "0" * decimals, locale=words.locale)
    return _tidy(f"+{text}" if signed and value > 0.0 else text)


def plain(value: float, words: Words) -> str:
    """Return a number with the decimals that it has, three at most."""
    return _tidy(format_decimal(value, format="#,##0.###", locale=words.locale))


def _tidy(text: str) -> str:
    """Return a number with a true minus, and with spaces that do not break."""
    return text.replace("-", MINUS).replace("\N{NARROW NO-BREAK SPACE}", SPACE).replace(" ", SPACE)


def in_words(value: float, words: Words) -> str:
    """Return a number from two to twelve as a word, others in digits; halves with their decimal."""
    return words.gettext(SPELT[int(value) - 2]) if value in range(2, 13) else plain(value, words)


def percent(share: float, words: Words, *, decimals: int = 0) -> str:
    """Return a share in per cent."""
    return words.gettext("{number}%", number=number(100.0 * share, words, decimals=decimals))


def amount(value: float, currency: str, words: Words) -> str:
    """Return an amount, rounded as one says it: "SEK 86 million", "2,3 mio. kr."."""
    return _with_currency(bare_amount(value, words), currency, words)


def bare_amount(value: float, words: Words) -> str:
    """Return an amount beside another whose currency has been said."""
    scale = _scale_of(value)
    figure, decimals = _in_scale(value, scale, value)
    return number(figure, words, decimals=decimals) + _called(scale, words, one=abs(figure) == 1.0)


def between(low: float, high: float, currency: str, words: Words) -> tuple[str, str]:
    """Return both ends of an interval of amounts in one unit, said once."""
    largest = max(abs(low), abs(high))
    scale, signed = _scale_of(largest), low < 0.0 < high
    (first, some), (second, more) = (_in_scale(end, scale, largest) for end in (low, high))
    one = number(first, words, decimals=some, signed=signed)
    other = number(second, words, decimals=more, signed=signed) + _called(scale, words)
    if words.language == "en":
        return _with_currency(one, currency, words), other
    return one, _with_currency(other, currency, words)


def beside(value: float, other: float, currency: str, words: Words) -> tuple[str, str]:
    """Return two levels of money in one unit, close enough to see how they differ; the first has the unit."""
    largest = max(abs(value), abs(other))
    scale = _scale_of(largest)
    shown = (_rounded(it, largest, 3) if scale == 1.0 else it / scale for it in (value, other))
    first, second = (number(it, words, decimals=0 if scale == 1.0 else 2) for it in shown)
    return _with_currency(first + _called(scale, words), currency, words), second


def _scale_of(value: float) -> float:
    return next((it for it in (BILLION, MILLION) if abs(value) >= 0.95 * it), 1.0)


def _in_scale(value: float, scale: float, largest: float) -> tuple[float, int]:
    """Return an amount in a scale, rounded as befits the largest that stands beside it, and its decimals."""
    if scale == 1.0:
        return _rounded(value, largest, 2), 0
    decimals = 0 if abs(largest) / scale >= 10.0 else 1  # noqa: PLR2004 - a decimal says nothing more
    figure = round(value / scale, decimals) + 0.0
    return figure, 0 if figure == int(figure) else decimals


def _rounded(value: float, largest: float, figures: int) -> float:
    """Return a whole value, with so many figures of the largest that stands beside it."""
    step = 10.0 ** max(0, math.floor(math.log10(max(abs(largest), 1.0))) + 1 - figures)
    return step * round(value / step)


def _called(scale: float, words: Words, *, one: bool = False) -> str:
    """Return what stands behind a figure in a scale: " million"; nothing if it is whole."""
    if scale == 1.0:
        return ""
    kind: Literal["short", "long"] = "short" if words.language == "da" else "long"
    text = format_compact_decimal(scale if one else 2 * scale, format_type=kind, locale=words.locale)
    return SPACE + _tidy(text).split(SPACE)[-1]


def _with_currency(text: str, currency: str, words: Words) -> str:
    if words.language == "en":
        sign, digits = (text[0], text[1:]) if text[0] in {"+", MINUS} else ("", text)
        return f"{currency}{SPACE}{sign}{digits}"
    if HOME[words.language] == currency:
        return f"{text}{SPACE}{words.pgettext('currency', 'kronor')}"
    return f"{text}{SPACE}{get_currency_name(currency, 2, words.locale)}"


def scale_of(unit: str) -> float:
    """Return what a value is multiplied with to be shown."""
    if unit.startswith("share"):
        return 100.0
    return 1.0 / MILLION if unit == "SEK/month" else 1.0


def unit_in_words(unit: str, currency: str, words: Words) -> str:
    """Return the unit that a table shows."""
    if unit not in UNITS:
        return ""
    return words.pgettext("unit", UNITS[unit], million=millions(currency, words), currency=currency)


def millions(currency: str, words: Words) -> str:
    """Return the unit of amounts in millions: MSEK, mkr, mio. kr."""
    if HOME.get(words.language) == currency:
        return words.pgettext("unit", "million kronor")
    return words.pgettext("unit", "M{currency}", currency=currency)


def year_of(month: int, start: str) -> str:
    """Return the calendar year in which a month of the comparison lies."""
    return date_of(start, month)[:4]


def month_of_year(month: int, start: str, words: Words) -> str:
    """Return a month of the comparison with its name and year."""
    year, turn = map(int, date_of(start, month).split("-"))
    return str(format_skeleton("yMMMM", dt.date(year, turn, 1), locale=words.locale))


def first_year(start: str) -> float:
    """Return the year in which a comparison begins, with its part that has gone by."""
    year, turn = map(int, start.split("-"))
    return year + (turn - 1) / YEAR
