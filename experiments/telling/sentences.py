"""Sentences: what came out of two worlds, for whoever decides; the first says it all."""

from collections.abc import Iterator

from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.costs import span, told_costs
from tillit.experiments.telling.facts import Change, Facts, PaidBack
from tillit.experiments.telling.names import PARTIES, PUBLIC
from tillit.experiments.telling.numbers import YEAR, beside, between, month_of_year, number, percent, year_of
from tillit.experiments.telling.surroundings import converted, no_forecast, surroundings
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.books.ledger import Party
from tillit.model.indicators import INDICATORS

NEAR = 0.005
"""A change smaller than this share of the level is none that one would tell."""


def sentences(facts: Facts, lang: str) -> list[str]:
    """Return what came out, in one language: ``sv``, ``da`` or ``en``.

    The first sentence is the answer: who saves, who pays, or that it cannot be told. Then when it has
    paid for itself, what changes, how sure that is by chance and by assumptions, on what it hangs, and
    what the model cannot tell. One sentence in the states in which there is no answer: nothing is done,
    or to no effect, it is still being worked on, or there are too few pairs.
    """
    spoken = words(lang)
    if facts.alike:
        return [
            spoken.gettext(
                "Nothing is done in this town, so both worlds are the same. Ask what would be if: "
                "tillit compare TOWN --set staff.posts=+3"
            )
        ]
    if facts.without_effect:
        return [
            spoken.gettext(
                "What was asked for changes nothing {span}: both worlds are the same, month by month.",
                span=span(facts, spoken),
            )
        ]
    if not facts.enough:
        return [_too_few(facts, spoken)]
    said = _costs(facts, spoken) if facts.same_place else _two_towns(facts, spoken)
    # An amount may end in a dot of its own, as in "mio."
    return [it.replace("..", ".") for it in said if it]


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
    for it in facts.changes:
        yield spoken.gettext("{what}, {year}: {b} against {a}.", **_levels(it, facts, spoken))
    yield converted(facts, spoken)
    yield no_forecast(spoken)


def _paid_back(facts: Facts, spoken: Words) -> str:
    """Return when it has paid for itself, for whom that is clear, and for whom it clearly has not."""
    own, public, paid = facts.saved["municipality"], facts.saved["public"], facts.paid_back
    by_own = _by(paid["municipal"], facts, spoken) if own.gain else ""
    by_public = _by(paid["public"], facts, spoken) if public.gain else ""
    values = {"own": by_own, "public": by_public, "count": paid["municipal"].pairs, "pairs": facts.pairs}
    over = span(facts, spoken)
    if by_own and by_public:
        return spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns, "
            "and by {public} for the public purse.",
            **values,
        )
    if by_own:
        loser = PUBLIC if public.loss else ""
        said = spoken.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns.",
            **values,
        )
    elif by_public:
        loser = PARTIES[Party.MUNICIPALITY] if own.loss else ""
        said = spoken.gettext("It has paid for itself by {public} for the public purse.", **values)
    else:
        return spoken.gettext("It has not paid for itself {span}.", span=over) if own.loss else ""
    if not loser:
        return said
    payer = spoken.pgettext("payer", loser)
    return f"{said} {spoken.gettext('Not {span} for {payer}.', payer=payer, span=over)}"


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
    values = _levels(it, facts, spoken)
    share = it.difference.mean / it.a if it.a > 0.0 else 0.0
    if not it.difference.clear or abs(share) < NEAR:
        return spoken.gettext("{what}, {year}: no clear difference, {b} against {a}.", **values)
    size = percent(abs(share), spoken)
    if share > 0.0:
        return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} more.", size=size, **values)
    return spoken.gettext("{what}, {year}: {b} instead of {a}, {size} less.", size=size, **values)


def _levels(it: Change, facts: Facts, spoken: Words) -> dict[str, object]:
    """Return what a sentence about the levels of an indicator is filled with."""
    indicator = INDICATORS[it.indicator]
    if indicator.unit.startswith("SEK"):
        b, a = beside(it.b, it.a, facts.currency, spoken)
        b = spoken.gettext("{amount} a month", amount=b)
    else:
        a, b = number(it.a, spoken), number(it.b, spoken)
    if facts.start and facts.months >= YEAR:
        year = spoken.gettext("in {year}", year=year_of(facts.months, facts.start))
    else:
        year = spoken.gettext("in the last year")
    return {"what": spoken.label(indicator.labels), "year": year, "a": a, "b": b}


def _chance(facts: Facts, spoken: Words) -> str:
    """Return how sure it is by chance: in how many towns, and between what."""
    own = facts.saved["municipality"]
    if own.low == own.high == 0.0:
        return ""
    low, high = between(*own.ends, facts.currency, spoken)
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
