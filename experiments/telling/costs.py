"""Costs: the first sentence, who saves and who pays, and whether it can be told at all."""

from tillit.experiments.telling.acts import told_acts
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Facts, Spread
from tillit.experiments.telling.numbers import amount, bare_amount, between, in_words

YEAR = 12


def told_costs(facts: Facts, words: Words) -> str:
    """Return who saves and who pays: clear, moved to others, unclear, or nothing at all."""
    act = _act(facts, words)
    if not any(it.mean or it.low or it.high for it in facts.saved.values()):
        return words.gettext("{act}: it costs nobody more or less {span}.", act=act, span=span(facts, words))
    municipality = facts.saved["municipality"]
    clauses = _clear(facts, words) if municipality.clear else _unclear(facts, words)
    return f"{act}: {''.join(clauses)}."


def span(facts: Facts, words: Words) -> str:
    """Return over which time, in years if these are whole."""
    years, rest = divmod(facts.months, YEAR)
    if rest:
        return words.ngettext("in one month", "in {number} months", facts.months, number=facts.months)
    return words.ngettext("in one year", "in {number} years", years, number=in_words(years, words))


def _act(facts: Facts, words: Words) -> str:
    """Return what was done, or what else differs."""
    if facts.acts:
        return told_acts(facts.acts, words.gettext(facts.title), facts.start, words)
    return facts.label[:1].upper() + facts.label[1:]


def _clear(facts: Facts, words: Words) -> tuple[str, ...]:
    """Return the clauses where nine in ten pairs agree on the municipality."""
    own, public = facts.saved["municipality"], facts.saved["public"]
    values = {"amount": amount(abs(own.mean), facts.currency, words), "span": span(facts, words)}
    first = (
        words.gettext("the municipality saves {amount} {span}", **values)
        if own.gain
        else words.gettext("the municipality pays {amount} more {span}", **values)
    )
    if public.clear and public.gain == own.gain:
        size = bare_amount(abs(public.mean), words)
        same = (
            words.gettext(", the public purse {amount}", amount=size)
            if own.gain
            else words.gettext(", the public purse {amount} more", amount=size)
        )
        return (first, same)
    return (first, _moved(facts, words), _together(public, facts, words))


def _moved(facts: Facts, words: Words) -> str:
    """Return who else clearly pays what the municipality saves, or saves what it pays; nothing if nobody does."""
    own = facts.saved["municipality"]
    others = {who: facts.saved[who] for who in ("state", "region")}
    moved = {who: it for who, it in others.items() if it.clear and it.gain != own.gain}
    if not moved:
        return ""
    who = max(moved, key=lambda it: abs(moved[it].mean))
    values = {
        "payer": words.pgettext("payer", "the state") if who == "state" else words.pgettext("payer", "the region"),
        "amount": bare_amount(abs(moved[who].mean), words),
    }
    if own.gain:
        return words.gettext(", but {payer} pays {amount} more", **values)
    return words.gettext(", but {payer} saves {amount}", **values)


def _together(public: Spread, facts: Facts, words: Words) -> str:
    """Return what all public payers together come to."""
    if not public.clear:
        low, high = between(public.low, public.high, facts.currency, words)
        return words.gettext("; for the public purse it can go either way: between {low} and {high}", low=low, high=high)
    size = bare_amount(abs(public.mean), words)
    if public.gain:
        return words.gettext("; together, the public purse saves {amount}", amount=size)
    return words.gettext("; together, the public purse pays {amount} more", amount=size)


def _unclear(facts: Facts, words: Words) -> tuple[str, ...]:
    """Return the clauses where chance decides whether the municipality gains."""
    own, public = facts.saved["municipality"], facts.saved["public"]
    low, high = between(own.low, own.high, facts.currency, words)
    first = words.gettext(
        "one cannot tell whether the municipality gains: between {low} and {high} {span}",
        low=low,
        high=high,
        span=span(facts, words),
    )
    return (first, _together(public, facts, words)) if public.clear else (first,)
