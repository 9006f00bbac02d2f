"""Acts: what is done in one world and not in the other, in the few words that begin a sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import in_words, percent, plain, year_of
from tillit.model.events import Event
from tillit.model.events.caseload_norm import CaseloadNorm
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting
from tillit.model.events.units import Units
from tillit.model.scenarios import Scenario

FEW = 2
"""Kinds of act that a sentence names; more are "what the town did"."""
YEAR = 12


@dataclass(frozen=True)
class Act:
    """Something that is done in one world only, as often as it is."""

    event: Event
    """The act, the first time."""
    change: float = 0.0
    """Posts more than before, all times together."""
    times: int = 1
    """How often."""


def acts_between(a: Scenario, b: Scenario) -> tuple[Act, ...]:
    """Return what happens in `b` and not in `a`, an act for each kind, in order of time."""
    further = Counter(it.read() for it in a.events)
    acts: dict[tuple[object, ...], Act] = {}
    for event in sorted(b.events, key=lambda it: it.month):
        if further[event.read()] > 0:
            further[event.read()] -= 1
            continue
        key = (event.kind, getattr(event, "unit", None), getattr(event, "rule", None))
        before = acts.get(key, Act(event, times=0))
        change = before.change + _change_of(event, b)
        acts[key] = Act(before.event, change, before.times + 1)
    return tuple(acts.values())


def _change_of(event: Event, scenario: Scenario) -> float:
    """Return how many posts more an event gives."""
    if not isinstance(event, Posts):
        return 0.0
    if event.change is not None:
        return event.change
    unit = Units.CHILDREN if event.happens_to(Units.CHILDREN, scenario.first_unit) else Units.ASSISTANCE
    before = [posts for month, posts in scenario.posts_over_time(unit) if month < event.month]
    return event.after(before[-1]) - before[-1]


def told_acts(acts: Sequence[Act], town: str, start: str | None, words: Words) -> str:
    """Return what was done, as a sentence begins: "Three more caseworkers from 2013"."""
    if not 1 <= len(acts) <= FEW:
        return words.gettext("What {town} did", town=town)
    first, *others = (_with_time(act, start, words) for act in acts)
    if not others:
        return first
    other = others[0][:1].lower() + others[0][1:]
    return words.gettext("{one} and {other}", one=first, other=other)


def _with_time(act: Act, start: str | None, words: Words) -> str:
    """Return an act with the year in which it began, or happened."""
    month = act.event.month
    year = year_of(month, start) if start else plain(1 + (month - 1) // YEAR, words)
    values = {"act": _told(act, words), "year": year}
    if isinstance(act.event, Reorganisation) and act.times == 1:
        said = words.gettext("{act} in {year}", **values) if start else words.gettext("{act} in year {year}", **values)
    elif start:
        said = words.gettext("{act} from {year}", **values)
    else:
        said = words.gettext("{act} from year {year}", **values)
    return said[:1].upper() + said[1:]


def _told(act: Act, words: Words) -> str:
    """Return an act in a few words."""
    event = act.event
    if isinstance(event, Posts):
        return _told_posts(act.change, words)
    if isinstance(event, Reorganisation):
        number = in_words(act.times, words)
        return words.ngettext("a reorganisation", "{number} reorganisations", act.times, number=number)
    if isinstance(event, CaseloadNorm):
        return words.gettext("at most {number} cases for each caseworker", number=plain(event.cases, words))
    if isinstance(event, Setting):
        return _told_rule(event, words)
    return words.label(event.labels)


def _told_posts(change: float, words: Words) -> str:
    """Return how many posts more or fewer."""
    size = abs(change)
    number = in_words(size, words)
    if change < 0:
        return words.ngettext("one caseworker fewer", "{number} caseworkers fewer", size, number=number)
    return words.ngettext("one more caseworker", "{number} more caseworkers", size, number=number)


def _told_rule(event: Setting, words: Words) -> str:
    """Return a rule and its value."""
    if event.rule == "caseload_limit":
        return words.gettext("no more than {number} cases given to one caseworker", number=plain(event.value, words))
    share = percent(event.value, words)
    if event.rule == "inflow":
        return words.gettext("new applications at {share} of the usual", share=share)
    if event.rule == "turnover":
        return words.gettext("the pull of other workplaces at {share} of the usual", share=share)
    return words.gettext("demands at {share}", share=share)
