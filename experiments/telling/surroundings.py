"""Surroundings: how sure an answer is beyond chance, on what it hangs, and what it is not."""

from collections.abc import Iterator, Sequence

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Facts, Fit, Guess
from tillit.experiments.telling.names import VALUES, assumption
from tillit.experiments.telling.numbers import amount, between, number, plain
from tillit.experiments.worlds.conversion import Conversion
from tillit.model.indicators import INDICATORS


def surroundings(facts: Facts, words: Words) -> Iterator[str]:
    """Yield what surrounds an answer: how sure it is beyond chance, and what it is not."""
    yield converted(facts, words)
    yield _assumed(facts, words)
    yield from (_guessed(it, facts.currency, words) for it in facts.guessed)
    for it in facts.implausible:
        yield words.gettext(
            "{name} = {value} is outside what is plausible ({low} to {high}, {unit}): is it a mistake?",
            name=it.name,
            value=plain(it.value, words),
            low=plain(it.low, words),
            high=plain(it.high, words),
            unit=it.unit.replace("SEK", facts.currency),
        )
    yield told_fits(facts.fits, facts.currency, words)
    yield no_forecast(words)


def no_forecast(words: Words) -> str:
    """Return what an answer is not."""
    return words.gettext(
        "This is no forecast: everything else is alike in both worlds, laws, pay and prices too, "
        "and the model knows nothing that is not in it."
    )


def _assumed(facts: Facts, words: Words) -> str:
    """Return how sure it is by assumptions, and on which it hangs."""
    it = facts.assumed
    if it is None:
        return words.gettext("How far it depends on assumptions has not been tried here.")
    low, high = between(*it.saved.ends, facts.currency, words)
    values = {"vectors": it.vectors, "low": low, "high": high}
    if it.saved.loss:
        said = words.gettext(
            "By assumptions: under {vectors} other sets that fit what is known about as well, the "
            "municipality loses between {low} and {high}.",
            **values,
        )
    else:
        said = words.gettext(
            "By assumptions: under {vectors} other sets that fit what is known about as well, the "
            "municipality gains between {low} and {high}.",
            **values,
        )
    if facts.saved["municipality"].mean > 0.0:
        sign = words.gettext(
            "It gains under {agreeing} of them, as under the usual ones.", agreeing=it.agreeing
        )
    else:
        sign = words.gettext(
            "It loses under {agreeing} of them, as under the usual ones.", agreeing=it.agreeing
        )
    names = "; ".join(assumption(name, words) for name in it.hangs_on)
    hangs = words.gettext("It hangs most on: {names}.", names=names) if names else ""
    return f"{said} {sign} {hangs}".rstrip()


def _guessed(it: Guess, currency: str, words: Words) -> str:
    """Return the answer when a guessed value is a fifth more or less."""

    def said(value: float) -> str:
        size = amount(abs(value), currency, words)
        if value < 0.0:
            return words.gettext("a loss of {amount}", amount=size)
        return words.gettext("a gain of {amount}", amount=size)

    return words.gettext(
        "{name} is a guess ({value}): with a fifth less it comes to {less} for the municipality, "
        "with a fifth more to {more}.",
        name=words.pgettext("value", VALUES.get(it.name, it.name)),
        value=plain(it.value, words),
        less=said(it.less),
        more=said(it.more),
    )


def told_fits(fits: Sequence[Fit], currency: str, words: Words) -> str:
    """Return the published base year beside the model's; nothing if none is published."""
    if not fits:
        return ""

    def said(name: str, value: float) -> str:
        if INDICATORS[name].unit.startswith("SEK"):
            return words.gettext("{amount} a month", amount=amount(value, currency, words))
        return words.gettext("{number} households", number=number(value, words))

    both = words.gettext(" and ")
    return words.gettext(
        "{year}: {published} published; the model {model}.",
        year=fits[0].year,
        published=both.join(said(it.indicator, it.published) for it in fits),
        model=both.join(said(it.indicator, it.model) for it in fits),
    )


def converted(facts: Facts, words: Words) -> str:
    """Return at what rate amounts were converted."""
    return told_conversion(facts.converted, facts.title, words) if facts.converted else ""


def told_conversion(it: Conversion, title: str, words: Words) -> str:
    """Return at what rate a town's amounts were converted, and where the rate comes from."""
    fields = {
        "town": words.gettext(title),
        "currency": it.to_currency,
        "year": it.to_year,
        "other": it.from_currency,
        "other_year": it.from_year,
        "rate": plain(it.rate, words),
    }
    if it.given:
        said = words.gettext(
            "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
            "is {rate} {currency}, a rate given by hand.",
            **fields,
        )
    else:
        said = words.gettext(
            "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
            "is {rate} {currency}, by what either buys.",
            **fields,
        )
    if it.exchange is None:
        return said
    year, rate = it.exchange
    return f"{said} " + words.gettext(
        "The exchange rate of {year} was {rate} (European Central Bank).", year=year, rate=plain(rate, words)
    )
