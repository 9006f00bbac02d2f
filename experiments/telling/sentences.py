"""Sentences: what came out of two worlds, for whoever decides; the first says it all."""

from collections.abc import Iterator

from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_costs
from tillit.experiments.telling.facts import YEAR, Change, Facts, PaidBack
from tillit.experiments.telling.names import PARTIES, PUBLIC
from tillit.experiments.telling.numbers import (
    beside,
    between,
    month_of_year,
    number,
    percent,
    year_of,
)
from tillit.experiments.telling.surroundings import converted, no_forecast, surroundings
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.books.ledger import Party
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
    if facts.without_effect:
        return [_without_effect(facts, spoken)]
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


def _without_effect(facts: Facts, spoken: Words) -> str:
    """Return that what was asked for changes nothing: it comes too late, or is what holds anyway."""
    return spoken.gettext(
        "What was asked for changes nothing {span}: both worlds are the same, month by month.",
        span=span(facts, spoken),
    )


def _too_few(facts: Facts, spoken: Words) -> str:
    """Return that there is no answer yet, or that there will be none."""
    values = {"done": facts.pairs, "planned": facts.planned, "enough": ENOUGH}
    if facts.planned >= ENOUGH:
        return spoken.gettext("Working … {done} of {planned} towns.", **values)
    return spoken.ngettext(
        "One simulated town is too few to say anything: what happens there may be luck. "
        "Ask for {enough} or more.",
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
    yield from surroundings(facts, spoken)


def _two_towns(facts: Facts, spoken: Words) -> Iterator[str]:
    """Yield the sentences about two places, of which nobody can say that one saves what the other pays."""
    yield spoken.gettext(
        "{town} beside {other}: two different towns, so no cost of the one is caused by the other.",
        town=spoken.gettext(facts.title),
        other=spoken.gettext(facts.other),
    )
    yield from (_level(it, facts, spoken) for it in facts.changes)
    yield converted(facts, spoken)
    yield no_forecast(spoken)


def _paid_back(facts: Facts, spoken: Words) -> str:
    """Return when it has paid for itself, for whom that is clear, and for whom it clearly has not."""
    own, public = facts.saved["municipality"], facts.saved["public"]
    values = {
        "own": _by(facts.paid_back["municipal"], facts, spoken) if own.gain else "",
        "public": _by(facts.paid_back["public"], facts, spoken) if public.gain else "",
        "count": facts.paid_back["municipal"].pairs,
        "pairs": facts.pairs,
        "span": span(facts, spoken),
    }
    if values["own"] and values["public"]:
        return spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns, "
            "and by {public} for the public purse.",
            **values,
        )
    if values["own"]:
        said = spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns.",
            **values,
        )
        return f"{said} {_not_paid(public.loss, PUBLIC, values, spoken)}".rstrip()
    if values["public"]:
        said = spoken.gettext("It has paid for itself by {public} for the public purse.", **values)
        return f"{said} {_not_paid(own.loss, PARTIES[Party.MUNICIPALITY], values, spoken)}".rstrip()
    return spoken.gettext("It has not paid for itself {span}.", **values) if own.loss else ""


def _not_paid(lost: bool, payer: str, values: dict[str, object], spoken: Words) -> str:
    """Return that it has not paid for itself for somebody who clearly loses; nothing for anybody else."""
    if not lost:
        return ""
    return spoken.gettext(
        "Not {span} for {payer}.", payer=spoken.pgettext("payer", payer), span=values["span"]
    )


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
    ends = (-own.high, -own.low) if own.loss else (own.low, own.high)
    low, high = between(*ends, facts.currency, spoken)
    values = {"count": own.agreeing, "pairs": facts.pairs, "low": low, "high": high}
    if own.mean > 0.0:
        return spoken.gettext(
            "By chance alone: the municipality gains in {count} of {pairs} simulated towns; "
            "nine in ten lie between {low} and {high}.",
            **values,
        )
    if own.loss:
        return spoken.gettext(
            "By chance alone: the municipality loses in {count} of {pairs} simulated towns; "
            "nine in ten lose between {low} and {high}.",
            **values,
        )
    return spoken.gettext(
        "By chance alone: the municipality loses in {count} of {pairs} simulated towns; "
        "nine in ten lie between {low} and {high}.",
        **values,
    )
