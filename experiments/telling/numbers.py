"""Numbers: figures, amounts, units, months and years as a language writes them, by Babel."""

import datetime as dt
import math
from typing import Literal

from babel.dates import format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.worlds.plan import Conversion
from tillit.model.scenarios.dates import date_of

MINUS, SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"
THOUSAND, MILLION, BILLION, YEAR = 1e3, 1e6, 1e9, 12
HOME = {"sv": "SEK", "da": "DKK"}  # whose kronor are meant where nothing else is said
SPELT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = {  # as a table's reader knows them; what the label says already is left out
    "share": "%",
    "share/month": "% a month",
    "share/year": "% a year",
    "months": "months",
    "hours": "hours",
    **dict.fromkeys(("households/month", "children/month", "caseworkers/month"), "a month"),
    **dict.fromkeys(("hours/month", "hours/household/month", "hours/child/month"), "hours a month"),
    "SEK/month": "{million} a month",
    "SEK/inhabitant/year": "{currency} a year",
    "SEK/household/month": "{currency} a month",
}


def number(value: float, words: Words, *, decimals: int = 0, signed: bool = False) -> str:
    """Return a number with so many decimals; a rounded nothing has no sign."""
    return _written(round(value, decimals) + 0.0, "." * bool(decimals) + "0" * decimals, words, signed=signed)


def plain(value: float, words: Words, *, signed: bool = False, decimals: int = 3) -> str:
    """Return a number with the decimals that it has, so many at most."""
    return _written(value, "." + "#" * decimals, words, signed=signed)


def four_digits(value: float, words: Words, *, signed: bool = False) -> str:
    """Return a number with the four digits that count, or all before its decimals; "-" for none."""
    if math.isnan(value):
        return "-"
    meant = round(value) if abs(value) >= THOUSAND else float(f"{value:.4g}")
    return _written(meant, ".##########", words, signed=signed)


def _written(value: float, decimals: str, words: Words, *, signed: bool = False) -> str:
    text = format_decimal(value, format=f"#,##0{decimals}", locale=words.language)
    return _tidy(f"+{text}" if signed and value > 0.0 else text)


def _tidy(text: str) -> str:
    return text.replace("-", MINUS).replace("\N{NARROW NO-BREAK SPACE}", SPACE).replace(" ", SPACE)


def in_words(value: float, words: Words) -> str:
    """Return a number from two to twelve as a word, others in digits; halves with their decimal."""
    return words.gettext(SPELT[int(value) - 2]) if value in range(2, 13) else plain(value, words)


def percent(share: float, words: Words) -> str:
    """Return a share in per cent."""
    return words.gettext("{number}%", number=number(100.0 * share, words))


def amount(value: float, currency: str, words: Words) -> str:
    """Return an amount, rounded as one says it: "SEK 86 million", "2,3 mio. kr."."""
    return _with_currency(bare_amount(value, words), currency, words)


def bare_amount(value: float, words: Words) -> str:
    """Return an amount beside another whose currency has been said."""
    scale = _scale_of(value)
    figure = _in_scale(value, scale, value)
    return plain(figure, words) + _called(scale, words, one=abs(figure) == 1.0)


def between(low: float, high: float, currency: str, words: Words) -> tuple[str, str]:
    """Return both ends of an interval of amounts in one unit, said once."""
    largest, signed = max(abs(low), abs(high)), low < 0.0 < high
    scale = _scale_of(largest)
    one, other = (plain(_in_scale(end, scale, largest), words, signed=signed) for end in (low, high))
    other += _called(scale, words)
    if words.language == "en":
        return _with_currency(one, currency, words), other
    return one, _with_currency(other, currency, words)


def beside(value: float, other: float, currency: str, words: Words) -> tuple[str, str]:
    """Return two levels of money in one unit, close enough to see how they differ; the first has the unit."""
    largest = max(abs(value), abs(other))
    scale, decimals = _scale_of(largest), 0 if _scale_of(largest) == 1.0 else 2
    shown = (it / scale if decimals else _rounded(it, largest, 3) for it in (value, other))
    first, second = (number(it, words, decimals=decimals) for it in shown)
    return _with_currency(first + _called(scale, words), currency, words), second


def _scale_of(value: float) -> float:
    return next((it for it in (BILLION, MILLION) if abs(value) >= 0.95 * it), 1.0)


def _in_scale(value: float, scale: float, largest: float) -> float:
    if scale == 1.0:
        return _rounded(value, largest, 2)
    return round(value / scale, int(abs(largest) < 10.0 * scale)) + 0.0  # decimals say nothing of ten or more


def _rounded(value: float, largest: float, figures: int) -> float:
    step = 10.0 ** max(0, math.floor(math.log10(max(abs(largest), 1.0))) + 1 - figures)
    return step * round(value / step)


def _called(scale: float, words: Words, *, one: bool = False) -> str:
    """Return what stands behind a figure in a scale: " million"; nothing if it is whole."""
    if scale == 1.0:
        return ""
    kind: Literal["short", "long"] = "short" if words.language == "da" else "long"
    text = format_compact_decimal(scale if one else 2 * scale, format_type=kind, locale=words.language)
    return SPACE + _tidy(text).split(SPACE)[-1]


def _with_currency(text: str, currency: str, words: Words) -> str:
    if words.language == "en":
        return f"{currency}{SPACE}{text}"  # which may begin with a sign
    at_home = HOME[words.language] == currency
    name = words.pgettext("currency", "kronor") if at_home else get_currency_name(currency, 2, words.language)
    return f"{text}{SPACE}{name}"


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
    return str(format_skeleton("yMMMM", dt.date(year, turn, 1), locale=words.language))


def span(months: int, words: Words) -> str:
    """Return over which time, in years if these are whole."""
    years, rest = divmod(months, YEAR)
    if rest:
        return words.ngettext("in one month", "in {number} months", months, number=months)
    return words.ngettext("in one year", "in {number} years", years, number=in_words(years, words))


def told_conversion(it: Conversion | None, title: str, words: Words) -> str:
    """Return at what rate a town's amounts were converted, and where the rate comes from; nothing if none."""
    if it is None:
        return ""
    how = words.gettext("a rate given by hand") if it.given else words.gettext("by what either buys")
    values = {"currency": it.to_currency, "year": it.to_year, "rate": plain(it.rate, words), "how": how}
    return words.gettext(
        "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
        "is {rate} {currency}, {how}.",
        **{"town": words.gettext(title), "other": it.from_currency, "other_year": it.from_year, **values},
    )
