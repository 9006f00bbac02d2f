"""Sentences: what came out of two worlds, for whoever decides; the first says it all."""

from collections.abc import Iterator, Sequence

from tillit.experiments.comparison.statistics import BreakEven
from tillit.experiments.telling import numbers
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_costs
from tillit.experiments.telling.facts import FEWEST, Change, Facts, Fit, Guess
from tillit.experiments.telling.names import PARTIES, PUBLIC, assumption
from tillit.experiments.telling.numbers import YEAR, between, number, plain
from tillit.experiments.worlds.plan import ENOUGH, Conversion
from tillit.model.books.ledger import Party
from tillit.model.indicators import INDICATORS

NEAR = 0.005
"""A change smaller than this share of the level is none that one would tell."""
CHANCE = {
    "gains": "By chance alone: the municipality gains in {count} of {pairs} simulated towns; "
    "nine in ten lie between {low} and {high}.",
    "loses": "By chance alone: the municipality loses in {count} of {pairs} simulated towns; "
    "nine in ten lose between {low} and {high}.",
    "unclear": "By chance alone: the municipality loses in {count} of {pairs} simulated towns; "
    "nine in ten lie between {low} and {high}.",
}
ASSUMED = {
    "gains": "By assumptions: under {vectors} other sets that fit what is known about as well, the "
    "municipality gains between {low} and {high} on average.",
    "loses": "By assumptions: under {vectors} other sets that fit what is known about as well, the "
    "municipality loses between {low} and {high} on average.",
}
AGREEING = {
    "gains": "On average, it gains under {agreeing} of them.",
    "loses": "On average, it loses under {agreeing} of them.",
}
CONVERTED = {
    "given": "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
    "is {rate} {currency}, a rate given by hand.",
    "bought": "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} "
    "is {rate} {currency}, by what either buys.",
}


def sentences(facts: Facts, lang: str) -> list[str]:
    """Return what came out, in one language: ``sv``, ``da`` or ``en``.

    The first sentence is the answer: who saves, who pays, or that it cannot be told. Then when it has
    paid for itself, what changes, how sure that is by chance and by assumptions, on what it hangs, and
    what the model cannot tell. One sentence in the states in which there is no answer: nothing is done,
    or to no effect, it is still being worked on, or there are too few pairs.
    """
    # An amount may end in a dot of its own, as in "mio."
    return [it.replace("..", ".") for it in _said(facts, words(lang)) if it]


def _said(facts: Facts, spoken: Words) -> Iterator[str]:
    done = {"done": facts.pairs, "planned": facts.planned, "enough": ENOUGH}
    if facts.alike:
        yield spoken.gettext(
            "Nothing is done in this town, so both worlds are the same. Ask what would be if: "
            "tillit compare TOWN --set staff.posts=+3"
        )
    elif facts.without_effect:
        yield spoken.gettext(
            "What was asked for changes nothing {span}: both worlds are the same, month by month.",
            span=span(facts, spoken),
        )
    elif not facts.enough and facts.planned >= ENOUGH:
        yield spoken.gettext("Working … {done} of {planned} towns.", **done)
    elif not facts.enough:
        yield spoken.ngettext(
            "One simulated town is too few to say anything: what happens there may be luck. "
            "Ask for {enough} or more.",
            "{done} simulated towns are too few to say anything: what happens there may be luck. "
            "Ask for {enough} or more.",
            facts.pairs,
            **done,
        )
    else:
        yield from _one_place(facts, spoken) if facts.same_place else _two_towns(facts, spoken)
        yield spoken.gettext(
            "This is no forecast: everything else is alike in both worlds, laws, pay and prices too, "
            "and the model knows nothing that is not in it."
        )


def _one_place(facts: Facts, spoken: Words) -> Iterator[str]:
    yield told_costs(facts, spoken)
    yield _paid_back(facts, spoken)
    yield from (_change(it, facts, spoken) for it in facts.changes[:1])
    own = facts.saved["municipality"]
    if own.low or own.high:
        low, high = between(*own.ends, facts.currency, spoken)
        said = CHANCE["gains" if own.mean > 0.0 else "loses" if own.sign < 0 else "unclear"]
        yield spoken.gettext(said, count=own.agreeing, pairs=facts.pairs, low=low, high=high)
    yield told_conversion(facts.converted, facts.title, spoken)
    yield _assumed(facts, spoken)
    yield from (_guessed(it, facts.currency, spoken) for it in facts.guessed)
    yield told_fits(facts.fits, facts.currency, spoken)


def _two_towns(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield the sentences about two places, of which nobody can say that one saves what the other pays."""
    yield spoken.gettext(
        "{town} beside {other}: two different towns, so no cost of the one is caused by the other.",
        town=spoken.gettext(facts.title),
        other=spoken.gettext(facts.other),
    )
    for it in facts.changes:
        yield spoken.gettext("{what}, {year}: {b} against {a}.", **_levels(it, facts, spoken))
    yield told_conversion(facts.converted, facts.title, spoken)


def _paid_back(facts: Facts, spoken: Words) -> str:
    """Return when it has paid for itself, for whom that is clear, and for whom it clearly has not."""
    own, public, paid = facts.saved["municipality"], facts.saved["public"], facts.paid_back
    by_own = _by(paid["municipal"], facts, spoken) if own.sign > 0 else ""
    by_public = _by(paid["public"], facts, spoken) if public.sign > 0 else ""
    count, over = facts.pairs - paid["municipal"].never, span(facts, spoken)
    values = {"own": by_own, "public": by_public, "count": count, "pairs": facts.pairs}
    if by_own and by_public:
        return spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns, "
            "and by {public} for the public purse.",
            **values,
        )
    if by_own:
        loser = PUBLIC if public.sign < 0 else ""
        said = spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns.",
            **values,
        )
    elif by_public:
        loser = PARTIES[Party.MUNICIPALITY] if own.sign < 0 else ""
        said = spoken.gettext("It has paid for itself by {public} for the public purse.", **values)
    else:
        return spoken.gettext("It has not paid for itself {span}.", span=over) if own.sign < 0 else ""
    if not loser:
        return said
    payer = spoken.pgettext("payer", loser)
    return f"{said} {spoken.gettext('Not {span} for {payer}.', payer=payer, span=over)}"


def _by(paid: BreakEven, facts: Facts, spoken: Words) -> str:
    """Return when half of the pairs have broken even, with its date if the start is known; else nothing."""
    month = paid.quantile(0.5)
    if month is None or facts.start is None:
        return spoken.gettext("month {month}", month=month) if month else ""
    date = numbers.month_of_year(month, facts.start, spoken)
    return spoken.gettext("{date} (month {month})", date=date, month=month)


def _change(it: Change, facts: Facts, spoken: Words) -> str:
    share = it.difference.mean / it.a if it.a > 0.0 else 0.0
    values = _levels(it, facts, spoken) | {"size": numbers.percent(abs(share), spoken)}
    if not it.difference.sign or abs(share) < NEAR:
        return spoken.gettext("{what}, {year}: no clear difference, {b} against {a}.", **values)
    if share > 0.0:
        return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} more.", **values)
    return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} less.", **values)


def _levels(it: Change, facts: Facts, spoken: Words) -> dict[str, object]:
    indicator = INDICATORS[it.indicator]
    a, b = number(it.a, spoken), number(it.b, spoken)
    if indicator.unit.startswith("SEK"):
        b, a = numbers.beside(it.b, it.a, facts.currency, spoken)
        b = spoken.gettext("{amount} a month", amount=b)
    year = spoken.gettext("in the last year")
    if facts.start and facts.months >= YEAR:
        year = spoken.gettext("in {year}", year=numbers.year_of(facts.months, facts.start))
    return {"what": spoken.label(indicator.labels), "year": year, "a": a, "b": b}


def _assumed(facts: Facts, spoken: Words) -> str:
    it = facts.assumed
    if it is None:
        return spoken.gettext("How far it depends on assumptions has not been tried here.")
    low, high = between(*it.saved.ends, facts.currency, spoken)
    text = ASSUMED["loses" if it.saved.sign < 0 else "gains"]
    said = [spoken.gettext(text, vectors=it.vectors, low=low, high=high)]
    usual = facts.saved["municipality"].mean
    if not it.saved.low <= usual <= it.saved.high:
        said.append(spoken.gettext("The answer above is that of the usual set, which lies outside."))
    sign = "gains" if usual > 0.0 else "loses"
    said.append(spoken.gettext(AGREEING[sign], agreeing=it.agreeing))
    if it.hangs_on:
        names = "; ".join(assumption(name, spoken) for name in it.hangs_on)
        said.append(spoken.gettext("It hangs most on: {names}.", names=names))
    elif it.vectors >= FEWEST:
        said.append(spoken.gettext("On which of them it hangs cannot be told: no single one stands out."))
    return " ".join(said)


def _guessed(it: Guess, currency: str, spoken: Words) -> str:
    """Return the answer when the guessed number of posts is a fifth more or less."""
    said = []
    for value in (it.less, it.more):
        size = numbers.amount(abs(value), currency, spoken)
        gain = spoken.gettext("a gain of {amount}", amount=size)
        said.append(spoken.gettext("a loss of {amount}", amount=size) if value < 0.0 else gain)
    return spoken.gettext(
        "{name} is a guess ({value}): with a fifth less it comes on average to {less} for the municipality, "
        "with a fifth more to {more}.",
        name=spoken.pgettext("value", "The number of posts"),
        value=plain(it.value, spoken),
        less=said[0],
        more=said[1],
    )


def told_fits(fits: Sequence[Fit], currency: str, words: Words) -> str:
    """Return the published base year beside the model's; nothing if none is published."""
    if not fits:
        return ""

    def said(name: str, value: float) -> str:
        if name == "payments":
            return words.gettext("{amount} a month", amount=numbers.amount(value, currency, words))
        return words.gettext("{number} households", number=number(value, words))

    both = words.gettext(" and ")
    published = both.join(said(it.indicator, it.published) for it in fits)
    values = {"published": published, "model": both.join(said(it.indicator, it.model) for it in fits)}
    return words.gettext("{year}: {published} published; the model {model}.", year=fits[0].year, **values)


def told_conversion(it: Conversion | None, title: str, spoken: Words) -> str:
    """Return at what rate a town's amounts were converted, and where the rate comes from; nothing if none."""
    if it is None:
        return ""
    return spoken.gettext(
        CONVERTED["given" if it.given else "bought"],
        town=spoken.gettext(title),
        currency=it.to_currency,
        year=it.to_year,
        other=it.from_currency,
        other_year=it.from_year,
        rate=plain(it.rate, spoken),
    )
