"""Costs: the first sentence: what was done, who saves and who pays, and whether it can be told at all."""

from tillit.experiments.telling.acts import Act
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Facts, Spread
from tillit.experiments.telling.numbers import (
    YEAR,
    amount,
    bare_amount,
    between,
    in_words,
    percent,
    plain,
    year_of,
)
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting

PART = 0.2
"""Of what the municipality saves, a payer who takes over less than this is not named."""
FEW = 2
"""Kinds of act that a sentence names; more are "what the town did"."""


def told_costs(facts: Facts, words: Words) -> str:
    """Return who saves and who pays: clear, moved to others, unclear, or nothing at all."""
    act, over = told_act(facts, words), span(facts, words)
    own, public = facts.saved["municipality"], facts.saved["public"]
    if not any(it.mean or it.low or it.high for it in facts.saved.values()):
        return words.gettext("{act}: it costs nobody more or less {span}.", act=act, span=over)
    if not own.clear:
        low, high = between(own.low, own.high, facts.currency, words)
        said = words.gettext(
            "one cannot tell whether the municipality gains: between {low} and {high} {span}",
            low=low,
            high=high,
            span=over,
        )
        return f"{act}: {said}{_together(public, facts, words) if public.clear else ''}."
    values = {"amount": amount(abs(own.mean), facts.currency, words), "span": over}
    size = bare_amount(abs(public.mean), words)
    if own.gain:
        said = words.gettext("the municipality saves {amount} {span}", **values)
        same = words.gettext(", the public purse {amount}", amount=size)
    else:
        said = words.gettext("the municipality pays {amount} more {span}", **values)
        same = words.gettext(", the public purse {amount} more", amount=size)
    if not public.clear or public.gain != own.gain:
        same = _moved(own, facts, words) + _together(public, facts, words)
    return f"{act}: {said}{same}."


def _moved(own: Spread, facts: Facts, words: Words) -> str:
    """Return who else clearly pays a good part of what the municipality saves, or saves what it pays."""
    payers = {"state": words.pgettext("payer", "the state"), "region": words.pgettext("payer", "the region")}
    sizes = {
        abs(it.mean): payer
        for it, payer in ((facts.saved[who], payer) for who, payer in payers.items())
        if it.clear and it.gain != own.gain and abs(it.mean) >= PART * abs(own.mean)
    }
    if not sizes:
        return ""
    values = {"payer": sizes[max(sizes)], "amount": bare_amount(max(sizes), words)}
    if own.gain:
        return words.gettext(", but {payer} pays {amount} more", **values)
    return words.gettext(", but {payer} saves {amount}", **values)


def _together(public: Spread, facts: Facts, words: Words) -> str:
    """Return what all public payers together come to."""
    if not public.clear:
        low, high = between(public.low, public.high, facts.currency, words)
        return words.gettext(
            "; for the public purse it can go either way: between {low} and {high}", low=low, high=high
        )
    size = bare_amount(abs(public.mean), words)
    if public.gain:
        return words.gettext("; together, the public purse saves {amount}", amount=size)
    return words.gettext("; together, the public purse pays {amount} more", amount=size)


def span(facts: Facts, words: Words) -> str:
    """Return over which time, in years if these are whole."""
    years, rest = divmod(facts.months, YEAR)
    if rest:
        return words.ngettext("in one month", "in {number} months", facts.months, number=facts.months)
    return words.ngettext("in one year", "in {number} years", years, number=in_words(years, words))


def told_act(facts: Facts, words: Words) -> str:
    """Return what was done, or what else differs, as in "Three more caseworkers from 2013"."""
    town = words.gettext(facts.title)
    if not facts.acts:
        if facts.title == facts.other:
            return facts.label[:1].upper() + facts.label[1:]
        return words.gettext("{town} instead of {other}", town=town, other=words.gettext(facts.other))
    if len(facts.acts) > FEW:
        return words.gettext("What {town} did", town=town)
    first, *others = (_with_time(act, facts.start, words) for act in facts.acts)
    first = first[:1].upper() + first[1:]
    if not others:
        return first
    return words.gettext("{one} and {other}", one=first, other=others[0][:1].lower() + others[0][1:])


def _with_time(act: Act, start: str | None, words: Words) -> str:
    """Return an act with the year in which it began, or happened."""
    month = act.event.month
    year = year_of(month, start) if start else plain(1 + (month - 1) // YEAR, words)
    values = {"act": _told(act, words), "year": year}
    if isinstance(act.event, Reorganisation) and act.times == 1:
        if start:
            return words.gettext("{act} in {year}", **values)
        return words.gettext("{act} in year {year}", **values)
    return (
        words.gettext("{act} from {year}", **values)
        if start
        else words.gettext("{act} from year {year}", **values)
    )


def _told(act: Act, words: Words) -> str:
    """Return an act in a few words."""
    event, size = act.event, abs(act.change)
    if isinstance(event, Posts):
        number = in_words(size, words)
        if act.change < 0:
            return words.ngettext("one caseworker fewer", "{number} caseworkers fewer", size, number=number)
        return words.ngettext("one more caseworker", "{number} more caseworkers", size, number=number)
    if isinstance(event, Reorganisation):
        number = in_words(act.times, words)
        return words.ngettext("a reorganisation", "{number} reorganisations", act.times, number=number)
    if isinstance(event, CaseloadNorm):
        return words.gettext("at most {number} cases for each caseworker", number=plain(event.cases, words))
    return _told_rule(event, words) if isinstance(event, Setting) else words.label(event.labels)


def _told_rule(event: Setting, words: Words) -> str:
    """Return a rule and its value."""
    if event.rule == "caseload_limit":
        number = plain(event.value, words)
        return words.gettext("no more than {number} cases given to one caseworker", number=number)
    share = percent(event.value, words)
    if event.rule == "inflow":
        return words.gettext("new applications at {share} of the usual", share=share)
    if event.rule == "turnover":
        return words.gettext("the pull of other workplaces at {share} of the usual", share=share)
    return words.gettext("demands at {share}", share=share)
