"""Surroundings: how sure an answer is beyond chance, on what it hangs, and what it is not."""

from collections.abc import Iterator, Sequence

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Facts, Fit, Guess, Implausible
from tillit.experiments.telling.names import assumption, value_name
from tillit.experiments.telling.numbers import amount, between, number, plain
from tillit.experiments.worlds.conversion import Conversion
from tillit.model.indicators import INDICATORS


def surroundings(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield what surrounds an answer: how sure it is beyond chance, and what it is not."""
    yield converted(facts, spoken)
    yield _assumed(facts, spoken)
    yield from (_guessed(it, facts, spoken) for it in facts.guessed)
    yield from (_implausible(it, facts.currency, spoken) for it in facts.implausible)
    yield told_fits(facts.fits, facts.currency, spoken)
    yield no_forecast(spoken)


def no_forecast(spoken: Words) -> str:
    """Return what an answer is not."""
    return spoken.gettext(
        "This is no forecast: everything else is alike in both worlds, laws, pay and prices too, "
        "and the model knows nothing that is not in it."
    )


def _assumed(facts: Facts, spoken: Words) -> str:
    """Return how sure it is by assumptions, and on which it hangs."""
    it = facts.assumed
    if it is None:
        return spoken.gettext("How far it depends on assumptions has not been tried here.")
    ends = (-it.saved.high, -it.saved.low) if it.saved.high < 0.0 else (it.saved.low, it.saved.high)
    low, high = between(*ends, facts.currency, spoken)
    values = {"vectors": it.vectors, "low": low, "high": high, "agreeing": it.agreeing}
    if it.saved.high < 0.0:
        said = spoken.gettext(
            "By assumptions: under {vectors} other sets that fit what is known about as well, the "
            "municipality loses between {low} and {high}.",
            **values,
        )
    else:
        said = spoken.gettext(
            "By assumptions: under {vectors} other sets that fit what is known about as well, the "
            "municipality gains between {low} and {high}.",
            **values,
        )
    if facts.saved["municipality"].mean > 0.0:
        said += " " + spoken.gettext("It gains under {agreeing} of them, as under the usual ones.", **values)
    else:
        said += " " + spoken.gettext("It loses under {agreeing} of them, as under the usual ones.", **values)
    if not it.hangs_on:
        return said
    names = "; ".join(assumption(name, spoken) for name in it.hangs_on)
    return f"{said} " + spoken.gettext("It hangs most on: {names}.", names=names)


def _guessed(it: Guess, facts: Facts, spoken: Words) -> str:
    """Return the answer when a guessed value is a fifth more or less."""
    less, more = (_gain_or_loss(value, facts.currency, spoken) for value in (it.less, it.more))
    return spoken.gettext(
        "{name} is a guess ({value}): with a fifth less it comes to {less} for the municipality, "
        "with a fifth more to {more}.",
        name=value_name(it.name, spoken),
        value=plain(it.value, spoken),
        less=less,
        more=more,
    )


def _implausible(it: Implausible, currency: str, spoken: Words) -> str:
    """Return that a value of the town is not one that anybody would expect."""
    return spoken.gettext(
        "{name} = {value} is outside what is plausible ({low} to {high}, {unit}): is it a mistake?",
        name=it.name,
        value=plain(it.value, spoken),
        low=plain(it.low, spoken),
        high=plain(it.high, spoken),
        unit=it.unit.replace("SEK", currency),
    )


def _gain_or_loss(value: float, currency: str, spoken: Words) -> str:
    size = amount(abs(value), currency, spoken)
    if value < 0.0:
        return spoken.gettext("a loss of {amount}", amount=size)
    return spoken.gettext("a gain of {amount}", amount=size)


def told_fits(fits: Sequence[Fit], currency: str, spoken: Words) -> str:
    """Return the published base year beside the model's; nothing if none is published."""
    if not fits:
        return ""
    both = spoken.gettext(" and ")
    return spoken.gettext(
        "{year}: {published} published; the model {model}.",
        year=fits[0].year,
        published=both.join(_figure(it.indicator, it.published, currency, spoken) for it in fits),
        model=both.join(_figure(it.indicator, it.model, currency, spoken) for it in fits),
    )


def _figure(name: str, value: float, currency: str, spoken: Words) -> str:
    """Return one figure of the base year."""
    if INDICATORS[name].unit.startswith("SEK"):
        return spoken.gettext("{amount} a month", amount=amount(value, currency, spoken))
    return spoken.gettext("{number} households", number=number(value, spoken))


def converted(facts: Facts, spoken: Words) -> str:
    """Return at what rate amounts were converted."""
    return told_conversion(facts.converted, facts.title, spoken) if facts.converted else ""


def told_conversion(it: Conversion, title: str, spoken: Words) -> str:
    """Return at what rate a town's amounts were converted, and where the rate comes from."""
    fields = {
        "town": spoken.gettext(title),
        "currency": it.to_currency,
        "year": it.to_year,
        "other": it.from_currency,
        "other_year": it.from_year,
        "rate": plain(it.rate, spoken),
    }
    if it.given:
        said = spoken.gettext(
            "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
            "is {rate} {currency}, a rate given by hand.",
            **fields,
        )
    else:
        said = spoken.gettext(
            "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
            "is {rate} {currency}, by what either buys.",
            **fields,
        )
    if it.exchange is None:
        return said
    year, rate = it.exchange
    return f"{said} " + spoken.gettext(
        "The exchange rate of {year} was {rate} (European Central Bank).", year=year, rate=plain(rate, spoken)
    )
