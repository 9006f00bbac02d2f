"""Sentences: what came out of two worlds, for whoever decides; the first says it all."""

from collections.abc import Iterator

from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_costs
from tillit.experiments.telling.facts import ENOUGH, YEAR, Change, Facts, Fit, Guess, PaidBack
from tillit.experiments.telling.names import assumption, value_name
from tillit.experiments.telling.numbers import (
    amount,
    beside,
    between,
    month_of_year,
    number,
    percent,
    plain,
    signed_amount,
    year_of,
)
from tillit.model.indicators import INDICATORS

NEAR = 0.005
"""A change smaller than this share of the level is none that one would tell."""


def sentences(facts: Facts, lang: str) -> list[str]:
    """Return what came out, in one language.

    The first sentence is the answer: who saves, who pays, or that it cannot be
    told. Then when it has paid for itself, what changes, how sure that is by
    chance and by assumptions, on what it hangs, and what the model cannot tell.

    Parameters
    ----------
    facts
        What may be said.
    lang
        ``sv``, ``da`` or ``en``.

    Returns
    -------
    list of str
        One sentence in the states in which there is no answer: nothing is
        done, it is still being worked on, or there are too few pairs.
    """
    spoken = words(lang)
    if facts.alike:
        return [_nothing(spoken)]
    if not facts.enough:
        return [_too_few(facts, spoken)]
    said = _costs(facts, spoken) if facts.same_place else _two_towns(facts, spoken)
    # An amount may end in a dot of its own, as in "mio."
    return [it.replace("..", ".") for it in said if it]


def _nothing(spoken: Words) -> str:
    return spoken.gettext(
        "Nothing is done in this town, so both worlds are the same. Ask what would be if: "
        "tillit compare TOWN --set staff.posts=+3"
    )


def _too_few(facts: Facts, spoken: Words) -> str:
    """Return that there is no answer yet, or that there will be none."""
    values = {"done": facts.pairs, "planned": facts.planned, "enough": ENOUGH}
    if facts.planned >= ENOUGH:
        return spoken.gettext("Working … {done} of {planned} towns.", **values)
    return spoken.ngettext(
        "One simulated town is too few to say anything: what happens there may be luck. Ask for {enough} or more.",
        "{done} simulated towns are too few to say anything: what happens there may be luck. "
        "Ask for {enough} or more.",
        facts.pairs,
        **values,
    )


def _costs(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield the sentences about one place in two worlds."""
    yield told_costs(facts, spoken)
    yield _paid_back(facts, spoken)
    yield from (_change(it, facts, spoken) for it in facts.changes[:1])
    yield _chance(facts, spoken)
    yield from _surroundings(facts, spoken)


def _two_towns(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield the sentences about two places, of which nobody can say that one saves what the other pays."""
    yield spoken.gettext(
        "{town} beside {other}: two different towns, so no cost of the one is caused by the other.",
        town=spoken.gettext(facts.title),
        other=spoken.gettext(facts.other),
    )
    yield from (_level(it, facts, spoken) for it in facts.changes)
    yield from _surroundings(facts, spoken)


def _surroundings(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield what surrounds an answer: how sure it is beyond chance, and what it is not."""
    yield _converted(facts, spoken)
    yield _assumed(facts, spoken)
    yield from (_guessed(it, facts, spoken) for it in facts.guessed)
    yield _fitted(facts.fits, facts, spoken)
    yield _claims(facts, spoken)
    yield spoken.gettext(
        "This is no forecast: everything else is alike in both worlds, laws, pay and prices too, "
        "and the model knows nothing that is not in it."
    )


def _paid_back(facts: Facts, spoken: Words) -> str:
    """Return when it has paid for itself, and for whom."""
    if not any(facts.saved[who].clear for who in ("municipality", "public")):
        return ""
    own, public = (_by(facts.paid_back[who], facts, spoken) for who in ("municipal", "public"))
    values = {"span": span(facts, spoken), "own": own, "public": public}
    own_pairs = spoken.gettext(
        "in {count} of {pairs} simulated towns", count=facts.paid_back["municipal"].pairs, pairs=facts.pairs
    )
    if own and public:
        return spoken.gettext(
            "It has paid for itself by {own} for the municipality ({in_towns}), and by {public} for the public purse.",
            in_towns=own_pairs,
            **values,
        )
    if own:
        return spoken.gettext(
            "It has paid for itself by {own} for the municipality ({in_towns}), for the public purse not {span}.",
            in_towns=own_pairs,
            **values,
        )
    if public:
        return spoken.gettext(
            "It has paid for itself by {public} for the public purse, for the municipality not {span}.", **values
        )
    return spoken.gettext("It has not paid for itself {span}.", **values)


def _by(paid: PaidBack, facts: Facts, spoken: Words) -> str:
    """Return a month of break-even, with its date where the start is known; nothing if there is none."""
    if paid.month is None:
        return ""
    if facts.start is None:
        return spoken.gettext("month {month}", month=paid.month)
    date = month_of_year(paid.month, facts.start, spoken)
    return spoken.gettext("{date} (month {month})", date=date, month=paid.month)


def _change(it: Change, facts: Facts, spoken: Words) -> str:
    """Return how one indicator differs in the last year."""
    values = _level_values(it, facts, spoken)
    share = it.difference.mean / it.a if it.a > 0.0 else 0.0
    if not it.difference.clear or abs(share) < NEAR:
        return spoken.gettext("{what}, {year}: no clear difference, {b} against {a}.", **values)
    size = percent(abs(share), spoken)
    if share > 0.0:
        return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} more.", size=size, **values)
    return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} less.", size=size, **values)


def _level(it: Change, facts: Facts, spoken: Words) -> str:
    """Return the levels of one indicator in two towns."""
    return spoken.gettext("{what}, {year}: {b} against {a}.", **_level_values(it, facts, spoken))


def _level_values(it: Change, facts: Facts, spoken: Words) -> dict[str, object]:
    """Return what a sentence about levels is filled with."""
    indicator = INDICATORS[it.indicator]
    if indicator.unit.startswith("SEK"):
        b, a = beside(it.b, it.a, facts.currency, spoken)
        b = spoken.gettext("{amount} a month", amount=b)
    else:
        a, b = number(it.a, spoken), number(it.b, spoken)
    year = (
        spoken.gettext("in {year}", year=year_of(facts.months, facts.start))
        if facts.start and facts.months >= YEAR
        else spoken.gettext("in the last year")
    )
    return {"what": spoken.label(indicator.labels), "year": year, "a": a, "b": b}


def _chance(facts: Facts, spoken: Words) -> str:
    """Return how sure it is by chance: in how many towns, and between what."""
    own = facts.saved["municipality"]
    if own.low == own.high == 0.0:
        return ""
    low, high = between(own.low, own.high, facts.currency, spoken)
    values = {"count": own.agreeing, "pairs": facts.pairs, "low": low, "high": high}
    if own.mean > 0.0:
        return spoken.gettext(
            "By chance alone: the municipality gains in {count} of {pairs} simulated towns; "
            "nine in ten lie between {low} and {high}.",
            **values,
        )
    return spoken.gettext(
        "By chance alone: the municipality loses in {count} of {pairs} simulated towns; "
        "nine in ten lie between {low} and {high}.",
        **values,
    )


def _assumed(facts: Facts, spoken: Words) -> str:
    """Return how sure it is by assumptions, and on which it hangs."""
    it = facts.assumed
    if it is None:
        return spoken.gettext("How far it depends on assumptions has not been tried here.")
    low, high = between(it.saved.low, it.saved.high, facts.currency, spoken)
    said = spoken.gettext(
        "By assumptions: under {vectors} other sets that fit what is known about as well, the municipality gains "
        "between {low} and {high}, in {agreeing} of them with the same sign.",
        vectors=it.vectors,
        low=low,
        high=high,
        agreeing=it.agreeing,
    )
    if not it.hangs_on:
        return said
    names = "; ".join(assumption(name, spoken) for name in it.hangs_on)
    return f"{said} " + spoken.gettext("It hangs most on: {names}.", names=names)


def _guessed(it: Guess, facts: Facts, spoken: Words) -> str:
    """Return the answer when a guessed value is a fifth more or less."""
    less, more = (signed_amount(value, facts.currency, spoken) for value in (it.less, it.more))
    return spoken.gettext(
        "{name} is a guess ({value}): with a fifth less it comes to {less} for the municipality, "
        "with a fifth more to {more}.",
        name=value_name(it.name, spoken),
        value=plain(it.value, spoken),
        less=less,
        more=more,
    )


def _fitted(fits: tuple[Fit, ...], facts: Facts, spoken: Words) -> str:
    """Return the published base year beside the model's."""
    if not fits:
        return ""
    published, model = (
        [_fit_value(it.indicator, value, facts, spoken) for it, value in ((it, getattr(it, side)) for it in fits)]
        for side in ("published", "model")
    )
    both = spoken.gettext(" and ")
    return spoken.gettext(
        "{year}: {published} published; the model {model}.",
        year=fits[0].year,
        published=both.join(published),
        model=both.join(model),
    )


def _fit_value(name: str, value: float, facts: Facts, spoken: Words) -> str:
    """Return one figure of the base year."""
    if INDICATORS[name].unit.startswith("SEK"):
        return spoken.gettext("{amount} a month", amount=amount(value, facts.currency, spoken))
    return spoken.gettext("{number} households", number=number(value, spoken))


def _converted(facts: Facts, spoken: Words) -> str:
    """Return at what rate amounts were converted."""
    it = facts.converted
    if it is None:
        return ""
    return spoken.gettext(
        "Amounts of {town} are converted to {currency} at prices of {year}: 1 {other} of {other_year} is {rate}.",
        town=spoken.gettext(facts.title),
        currency=facts.currency,
        year=it.to_year,
        other=it.from_currency,
        other_year=it.from_year,
        rate=plain(it.rate, spoken),
    )


def _claims(facts: Facts, spoken: Words) -> str:
    """Return how many claims of the account the model meets."""
    if facts.claims is None or not facts.claims[1]:
        return ""
    met, counted = facts.claims
    return spoken.gettext(
        "Of {counted} things that are told of {town}, the model gives {met}.",
        counted=counted,
        met=met,
        town=spoken.gettext(facts.title),
    )
