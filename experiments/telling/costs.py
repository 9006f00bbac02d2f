"""Costs: the first sentence: what was done, who saves and who pays, and whether it can be told at all."""

from tillit.agents.office import HALF
from tillit.experiments.telling import numbers
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import Act, Facts, Spread
from tillit.experiments.telling.names import PARTIES
from tillit.experiments.telling.numbers import YEAR, between, in_words, plain
from tillit.model.books.ledger import Party
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting

PART = 0.2
"""Of what the municipality saves, a payer who takes over less than this is not named."""
FEW = 2
"""Kinds of act that a sentence names; more are "what the town did"."""
RULES = {
    "caseload_limit": "no more than {number} cases given to one caseworker",
    "inflow": "new applications at {share} of the usual",
    "turnover": "the pull of other workplaces at {share} of the usual",
    "demands": "demands at {share}",
}
"""Rules that a `Setting` gives a value."""


def told_costs(facts: Facts, words: Words) -> str:
    """Return who saves and who pays: clear, moved to others, unclear, or nothing at all."""
    act, over, gettext = told_act(facts, words), span(facts, words), words.gettext
    own, public = facts.saved["municipality"], facts.saved["public"]
    if not any(it.mean or it.low or it.high for it in facts.saved.values()):
        return gettext("{act}: it costs nobody more or less {span}.", act=act, span=over)
    size = numbers.amount(abs(own.mean), facts.currency, words)
    all_of_it = numbers.bare_amount(abs(public.mean), words)
    if own.sign > 0:
        said = gettext("the municipality saves {amount} {span}", amount=size, span=over)
        together = gettext(", the public purse {amount}", amount=all_of_it)
    elif own.sign < 0:
        said = gettext("the municipality pays {amount} more {span}", amount=size, span=over)
        together = gettext(", the public purse {amount} more", amount=all_of_it)
    else:
        low, high = between(own.low, own.high, facts.currency, words)
        values, together = {"low": low, "high": high, "span": over}, ""
        said = gettext(
            "one cannot tell whether the municipality gains: between {low} and {high} {span}", **values
        )
    if own.sign != public.sign:
        together = _moved(own, facts, words) if own.sign else ""
        low, high = between(public.low, public.high, facts.currency, words)
        if public.sign > 0:
            together += gettext("; together, the public purse saves {amount}", amount=all_of_it)
        elif public.sign < 0:
            together += gettext("; together, the public purse pays {amount} more", amount=all_of_it)
        else:
            values = {"low": low, "high": high}
            together += gettext(
                "; for the public purse it can go either way: between {low} and {high}", **values
            )
    return f"{act}: {said}{together}."


def _moved(own: Spread, facts: Facts, words: Words) -> str:
    """Return who else clearly pays a good part of what the municipality saves, or saves what it pays."""
    spreads = ((facts.saved[it.name.lower()], it) for it in (Party.REGION, Party.STATE))
    sizes = [(abs(it.mean), who) for it, who in spreads if it.sign == -own.sign]
    size, who = max(sizes, default=(0.0, Party.STATE))
    if size < PART * abs(own.mean):
        return ""
    values = {"payer": words.pgettext("payer", PARTIES[who]), "amount": numbers.bare_amount(size, words)}
    if own.sign > 0:
        return words.gettext(", but {payer} pays {amount} more", **values)
    return words.gettext(", but {payer} saves {amount}", **values)


def span(facts: Facts, words: Words) -> str:
    """Return over which time, in years if these are whole."""
    years, rest = divmod(facts.months, YEAR)
    if rest:
        return words.ngettext("in one month", "in {number} months", facts.months, number=facts.months)
    return words.ngettext("in one year", "in {number} years", years, number=in_words(years, words))


def told_act(facts: Facts, words: Words) -> str:
    """Return what was done, or what else differs, as in "Three more caseworkers from 2013"."""
    town = words.gettext(facts.title)
    if len(facts.acts) > FEW:
        return words.gettext("What {town} did", town=town)
    if not facts.acts and facts.title != facts.other:
        return words.gettext("{town} instead of {other}", town=town, other=words.gettext(facts.other))
    first, *others = [_with_time(act, facts.start, words) for act in facts.acts] or [facts.label]
    first = first[:1].upper() + first[1:]
    if not others:
        return first
    return words.gettext("{one} and {other}", one=first, other=others[0][:1].lower() + others[0][1:])


def _with_time(act: Act, start: str | None, words: Words) -> str:
    month, once = act.event.month, isinstance(act.event, Reorganisation) and act.times == 1
    year = numbers.year_of(month, start) if start else plain(1 + (month - 1) // YEAR, words)
    values = {"act": _told(act, words), "year": year}
    if start and once:
        return words.gettext("{act} in {year}", **values)
    if start:
        return words.gettext("{act} from {year}", **values)
    if once:
        return words.gettext("{act} in year {year}", **values)
    return words.gettext("{act} from year {year}", **values)


def _told_posts(change: float, words: Words) -> str:
    size, number = abs(change), in_words(abs(change), words)
    if size == HALF:
        return words.gettext("half a post fewer") if change < 0 else words.gettext("half a post more")
    if change < 0:
        return words.ngettext("one caseworker fewer", "{number} caseworkers fewer", size, number=number)
    return words.ngettext("one more caseworker", "{number} more caseworkers", size, number=number)


def _told(act: Act, words: Words) -> str:
    event = act.event
    if isinstance(event, Posts):
        return _told_posts(act.change, words)
    if isinstance(event, Reorganisation):
        values = {"number": in_words(act.times, words)}
        return words.ngettext("a reorganisation", "{number} reorganisations", act.times, **values)
    if isinstance(event, CaseloadNorm):
        return words.gettext("at most {number} cases for each caseworker", number=plain(event.cases, words))
    if isinstance(event, Setting):
        values = {"number": plain(event.value, words), "share": numbers.percent(event.value, words)}
        return words.gettext(RULES[event.rule], **values)
    return words.label(event.labels)
