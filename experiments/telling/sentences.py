"""Sentences: what came out of two worlds, for whoever decides; the first says it all."""

from collections.abc import Iterator, Sequence

from tillit.experiments.comparison.statistics import BreakEven
from tillit.experiments.telling import numbers
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.facts import FEWEST, Assumed, Change, Facts, Fit, Guess, Miss, Spread
from tillit.experiments.telling.names import PARTIES, PUBLIC, assumption, told_act
from tillit.experiments.telling.numbers import YEAR, between, number, plain, span, told_conversion
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.books.ledger import Party
from tillit.model.indicators import INDICATORS

NEAR = 0.005  # share of the level; a smaller change is none that one would tell
FAR = 0.1  # of the published base year; where the model is further off, amounts mislead
PART = 0.2  # of what the municipality saves; a payer who takes over less is not named
# What is said of the municipality, of the public purse too, and otherwise, by the signs of what they save.
OWN = {
    1: "the municipality saves {amount} {span}",
    -1: "the municipality pays {amount} more {span}",
    0: "one cannot tell whether the municipality gains: between {low} and {high} {span}",
}
TOO = {1: ", the public purse {amount}", -1: ", the public purse {amount} more"}
MOVED = {1: ", but {payer} pays {amount} more", -1: ", but {payer} saves {amount}"}
TOGETHER = {
    1: "; together, the public purse saves {amount}",
    -1: "; together, the public purse pays {amount} more",
    0: "; for the public purse it can go either way: between {low} and {high}",
}
FOLLOWED = {
    1: "Two years after it began, the municipality has saved {amount}.",
    -1: "Two years after it began, it has cost the municipality {amount}.",
    0: "Two years after it began, one cannot tell whether the municipality has gained: "
    "between {low} and {high}.",
}
CHANGED = {
    1: "{what}, {year}: {b} instead of {a}, {size} more.",
    -1: "{what}, {year}: {b} instead of {a}, {size} less.",
    0: "{what}, {year}: no clear difference, {b} against {a}.",
}


def sentences(facts: Facts, lang: str) -> list[str]:
    """Return what came out, in one language: ``sv``, ``da`` or ``en``.

    First who saves, who pays, or that it cannot be told; then when it has paid for itself, what it is while
    trials follow people, what changes, how sure that is by chance and by assumptions, on what it hangs, and
    what the model cannot tell. One sentence where there is no answer: nothing is done, or to no effect, it is
    still worked on, or pairs are too few.
    """
    # An amount may end in a dot of its own, as in "mio."
    return [it.replace("..", ".") for it in _said(facts, words(lang)) if it]


def _said(facts: Facts, words: Words) -> Iterator[str]:
    done = {"done": facts.pairs, "planned": facts.planned, "enough": ENOUGH}
    if facts.alike:
        yield words.gettext(
            "Nothing is done in this town, so both worlds are the same. Ask what would be if: "
            "tillit compare TOWN --set staff.posts=+3"
        )
    elif facts.without_effect:
        yield words.gettext(
            "What was asked for changes nothing {span}: both worlds are the same, month by month.",
            span=span(facts.months, words),
        )
    elif facts.pairs < ENOUGH <= facts.planned:
        yield words.gettext("Working … {done} of {planned} towns.", **done)
    elif facts.pairs < ENOUGH:
        yield words.ngettext(
            "One simulated town is too few to say anything: what happens there may be luck. "
            "Ask for {enough} or more.",
            "{done} simulated towns are too few to say anything: what happens there may be luck. "
            "Ask for {enough} or more.",
            facts.pairs,
            **done,
        )
        yield told_conversion(facts.converted, facts.title, words)
    else:
        if facts.same_place:
            yield from _one_place(facts, words)
        else:
            yield words.gettext(
                "{town} beside {other}, each with what it did itself: two different towns, so no cost of the "
                "one is caused by the other.",
                town=words.gettext(facts.title),
                other=words.gettext(facts.other),
            )
            for it in facts.changes:
                yield words.gettext("{what}, {year}: {b} against {a}.", **_levels(it, facts, words))
            yield told_conversion(facts.converted, facts.title, words)
        yield words.gettext(
            "This is no forecast: everything else is alike in both worlds, laws, pay and prices too, "
            "and the model knows nothing that is not in it."
        )


def _one_place(facts: Facts, words: Words) -> Iterator[str]:
    yield _costs(facts, words)
    yield " ".join(filter(None, (_paid_back(facts, words), _followed(facts, words))))
    for it in facts.changes[:1]:
        share = it.difference.mean / it.a if it.a > 0.0 else 0.0
        values = _levels(it, facts, words) | {"size": numbers.percent(abs(share), words)}
        said = words.gettext(CHANGED[0 if abs(share) < NEAR else it.difference.sign], **values)
        yield f"{said} {told_miss(facts.missed, words)}".rstrip()
    yield _chance(facts, words)
    yield told_conversion(facts.converted, facts.title, words)
    if facts.assumed:
        yield " ".join(_assumed(facts.assumed, facts, words))
    else:
        yield words.gettext("How far it depends on assumptions has not been tried here.")
    yield from (_guessed(each, facts.currency, words) for each in facts.guessed)
    yield told_fits(facts.fits, facts.currency, words)


def _costs(facts: Facts, words: Words) -> str:
    own, public = facts.saved["municipality"], facts.saved["public"]
    act, over = told_act(facts, words), span(facts.months, words)
    if not any(it.mean or it.low or it.high for it in facts.saved.values()):
        return words.gettext("{act}: it costs nobody more or less {span}.", act=act, span=over)
    low, high = between(own.low, own.high, facts.currency, words)
    size = numbers.amount(abs(own.mean), facts.currency, words)
    said = words.gettext(OWN[own.sign], amount=size, low=low, high=high, span=over)
    low, high = between(public.low, public.high, facts.currency, words)
    values = {"amount": numbers.bare_amount(abs(public.mean), words), "low": low, "high": high}
    if own.sign != public.sign:
        others = ((facts.saved[it.name.lower()], it) for it in (Party.REGION, Party.STATE))
        sizes = [(abs(it.mean), who) for it, who in others if it.sign * own.sign < 0]
        moved, who = max(sizes, default=(0.0, Party.STATE))
        if sizes and moved >= PART * abs(own.mean):
            payer, amount = words.pgettext("payer", PARTIES[who]), numbers.bare_amount(moved, words)
            said += words.gettext(MOVED[own.sign], payer=payer, amount=amount)
        said += words.gettext(TOGETHER[public.sign], **values)
    elif own.sign:
        said += words.gettext(TOO[own.sign], **values)
    return f"{act}: {said}."


def _paid_back(facts: Facts, words: Words) -> str:
    own, public, paid = facts.saved["municipality"], facts.saved["public"], facts.paid_back
    by_own = _by(paid["municipal"], facts, words) if own.sign > 0 else ""
    by_public = _by(paid["public"], facts, words) if public.sign > 0 else ""
    over = span(facts.months, words)
    if by_own:
        values = {"own": by_own, "count": facts.pairs - paid["municipal"].never, "pairs": facts.pairs}
        said = words.gettext(
            "It has paid for itself by {own} for the municipality, in {count} of {pairs} simulated towns",
            **values,
        )
        if by_public:
            said += words.gettext(", and by {public} for the public purse", public=by_public)
    elif by_public:
        said = words.gettext("It has paid for itself by {public} for the public purse", public=by_public)
    else:
        return words.gettext("It has not paid for itself {span}.", span=over) if own.sign < 0 else ""
    if public.sign >= 0 <= own.sign:
        return f"{said}."
    payer = words.pgettext("payer", PUBLIC if public.sign < 0 else PARTIES[Party.MUNICIPALITY])
    return f"{said}. {words.gettext('Not {span} for {payer}.', payer=payer, span=over)}"


def _by(paid: BreakEven, facts: Facts, words: Words) -> str:
    month = paid.quantile(0.5)
    if month is None or facts.start is None:
        return words.gettext("month {month}", month=month) if month else ""
    date = numbers.month_of_year(month, facts.start, words)
    return words.gettext("{date} (month {month})", date=date, month=month)


def _followed(facts: Facts, words: Words) -> str:
    it = facts.followed
    if it is None or not (it.mean or it.low or it.high):
        return ""
    low, high = between(it.low, it.high, facts.currency, words)
    size = numbers.amount(abs(it.mean), facts.currency, words)
    said = words.gettext(FOLLOWED[it.sign], amount=size, low=low, high=high)
    beyond = words.gettext(
        "Hardly any study has followed such changes longer: read what happens {span} as a "
        "direction, not a size.",
        span=span(facts.months, words),
    )
    return f"{said} {beyond}"


def told_miss(it: Miss | None, words: Words) -> str:
    """Return what the town's account says beside what the model gives; nothing if that is no miss."""
    if it is None:
        return ""
    figures = {name: numbers.percent(share, words) for name, share in it._asdict().items()}
    return words.gettext(
        "Against the time before, the account says {said} and the model {given}: a miss.", **figures
    )


def _levels(it: Change, facts: Facts, words: Words) -> dict[str, object]:
    indicator = INDICATORS[it.indicator]
    a, b = number(it.a, words), number(it.b, words)
    if indicator.unit.startswith("SEK"):
        b, a = numbers.beside(it.b, it.a, facts.currency, words)
        b = words.gettext("{amount} a month", amount=b)
    year = words.gettext("in the last year")
    if facts.start and facts.months >= YEAR:
        year = words.gettext("in {year}", year=numbers.year_of(facts.months, facts.start))
    return {"what": words.label(indicator.labels), "year": year, "a": a, "b": b}


def _chance(facts: Facts, words: Words) -> str:
    own = facts.saved["municipality"]
    if own.low == own.high == 0.0:
        return ""
    values = _gain(own.mean > 0.0, own, facts.currency, words) | {"count": own.agreeing, "pairs": facts.pairs}
    values["lie"] = words.gettext("lose") if own.sign < 0 else words.gettext("lie")
    return words.gettext(
        "By chance alone: the municipality {gains} in {count} of {pairs} simulated towns; "
        "nine in ten {lie} between {low} and {high}.",
        **values,
    )


def _assumed(it: Assumed, facts: Facts, words: Words) -> Iterator[str]:
    usual = facts.saved["municipality"].mean
    values = _gain(it.saved.sign >= 0, it.saved, facts.currency, words)
    yield words.gettext(
        "By assumptions: under {vectors} other sets that fit what is known about as well, the "
        "municipality {gains} between {low} and {high} on average.",
        vectors=it.vectors,
        **values,
    )
    if not it.saved.low <= usual <= it.saved.high:
        yield words.gettext("The answer above is that of the usual set, which lies outside.")
    if it.agreeing < it.vectors:
        values = _gain(usual > 0.0, it.saved, facts.currency, words) | {"agreeing": it.agreeing}
        yield words.gettext("On average, it {gains} under {agreeing} of them.", **values)
    if it.hangs_on:
        names = "; ".join(assumption(name, words) for name in it.hangs_on)
        yield words.gettext("It hangs most on: {names}.", names=names)
    elif it.vectors >= FEWEST:
        yield words.gettext("On which of them it hangs cannot be told: no single one stands out.")


def _gain(gain: bool, spread: Spread, currency: str, words: Words) -> dict[str, object]:
    ends = (-spread.high, -spread.low) if spread.sign < 0 else (spread.low, spread.high)  # a loss has no sign
    low, high = between(*ends, currency, words)
    return {"gains": words.gettext("gains") if gain else words.gettext("loses"), "low": low, "high": high}


def _guessed(it: Guess, currency: str, words: Words) -> str:
    said = []
    for value in (it.less, it.more):
        text = words.gettext("a loss of {amount}") if value < 0.0 else words.gettext("a gain of {amount}")
        said.append(text.format(amount=numbers.amount(abs(value), currency, words)))
    text = words.gettext(
        "{name} is a guess ({value}): with a fifth less it comes on average to {less} for the municipality, "
        "with a fifth more to {more}."
    )
    name = words.pgettext("value", "The number of posts")
    return text.format(name=name, value=plain(it.value, words), less=said[0], more=said[1])


def told_fits(fits: Sequence[Fit], currency: str, words: Words) -> str:
    """Return the published base year beside the model's; nothing if none is published."""

    def said(name: str, value: float) -> str:
        if name == "payments":
            return words.gettext("{amount} a month", amount=numbers.amount(value, currency, words))
        return words.gettext("{number} households", number=number(value, words))

    text, both = words.gettext("{year}: {published} published; the model {model}."), words.gettext(" and ")
    published = both.join(said(it.indicator, it.published) for it in fits)
    model = both.join(said(it.indicator, it.model) for it in fits)
    off = max((abs(it.model / it.published - 1.0) for it in fits if it.published), default=0.0)
    if off > FAR:
        apart = numbers.percent(off, words)
        text += words.gettext(" That is {apart} off: read changes in per cent, not in amounts.", apart=apart)
    return text.format(year=fits[0].year, published=published, model=model) if fits else ""
