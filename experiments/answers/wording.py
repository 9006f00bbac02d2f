"""Wording: what the sentences, tables and figures of answers call units, factors and columns."""

import pandas as pd

from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.names import assumption, fact_name, mechanism
from tillit.experiments.telling.numbers import UNITS, four_digits, millions, scale_of, unit_in_words
from tillit.model.assumptions import DECLARED
from tillit.model.indicators import INDICATORS

FEW_MILLIONS = 100_000.0  # below which an amount is not shown in millions
COLUMNS = {
    *("town", "variant", "month", "runs", "q5", "q25", "q50", "q75", "q95", "number", "estimate"),
    *("half_width", "low", "high", "percent", "index", "factor", "value", "p", "more", "box", "range_low"),
    *("range_high", "quasi_p", "density", "coverage", "points", "of_interest"),
}
"""Columns of tables that a terminal shows; others are called what a query calls them."""
CELLS = {"index": ("total", "first", "mu_star", "mu", "sigma", "ks"), "more": ("high", "low")}
"""Columns of words, and these: kinds of index, and which values of a factor go with more."""


def numbers(spoken: Words, **values: float) -> dict[str, str]:
    """Return the numbers of a sentence as a language writes them."""
    return {name: four_digits(value, spoken) for name, value in values.items()}


def scaled(unit: str, spoken: Words, largest: float | None = None) -> tuple[float, str]:
    """Return a factor, and the unit after it in words, that give figures which are easy to read.

    Amounts of a town are shown in millions; where the largest figure is given, only if it is large. What an
    indicator's label says already is no unit.
    """
    currency = unit[:3] if unit[:3].isupper() else ""
    declared = unit.replace(currency, "SEK") if currency else unit
    if declared not in {"SEK", "SEK/month"}:
        return (scale_of(unit) if unit in UNITS else 1.0), unit_in_words(declared, currency, spoken)
    if largest is not None and largest < FEW_MILLIONS:
        a_month = spoken.pgettext("unit", "{currency} a month", currency=currency)
        return 1.0, currency if declared == "SEK" else a_month
    told = millions(currency, spoken) if declared == "SEK" else unit_in_words(declared, currency, spoken)
    return scale_of("SEK/month"), told


def label_of(output: str, spoken: Words) -> str:
    """Return what a reader calls an output."""
    return spoken.label(INDICATORS[output].labels)


def in_words(name: str, context: str, spoken: Words) -> str:
    """Return what a reader calls a column, or an index; of what nobody has translated, the words of it."""
    return spoken.pgettext(context, name.replace("_", " "))


def factor_in_words(name: str, spoken: Words) -> str:
    """Return what a reader calls a factor: in English as one types it."""
    if spoken.language == SOURCE:
        return name
    if (declared := name.removeprefix("parameters.")) in DECLARED:
        return assumption(declared, spoken)
    group, _, inner = name.partition(".")
    if group == "mechanisms":
        return mechanism(inner, spoken)
    return spoken.gettext(inner.replace("_", " ")) if group == "setting" else fact_name(name, spoken)


def shown_in(frame: pd.DataFrame, spoken: Words) -> pd.DataFrame:
    """Return a table with its columns, and what stands in those of words, as a reader calls them."""
    shown = frame.copy()
    for name in CELLS.keys() & shown.keys():
        shown[name] = [in_words(it, "index", spoken) for it in shown[name]]
    if "factor" in shown:
        shown["factor"] = [factor_in_words(it, spoken) for it in shown["factor"]]
    return shown.rename(columns=lambda it: in_words(it, "column", spoken) if it in COLUMNS else it)
