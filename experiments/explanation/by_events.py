"""By events: what is left of a difference when only some of what was done is done.

What both worlds did belongs to both. What only B did is done or not; what only A
did is left undone or not.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tillit.experiments.explanation.game import Game, Player, Stage
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.happening import sizes, written
from tillit.experiments.worlds.world import World
from tillit.model.events import Event
from tillit.model.events.setting import RULES, Setting
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.dates import date_of

MOST_DATES = 2
"""Dates that are named; of more, the first and the last."""
PLACES = "The places themselves, without what only one of them did"
"""The difference that is left when no act is done that only one of two places did."""
SIGNED = ("change",)
"""Sizes that are more or less than before; the event's name says of what."""


class Act(NamedTuple):
    """What one world did: an event, or one that was repeated."""

    events: tuple[Event, ...]
    """Alike but for their month."""
    done: bool
    """Whether world B did it; otherwise A did, and B left it undone."""


def by_events(a: World, b: World) -> Game:
    """Return the acts of only one of the worlds as players; RefusedError if both did the same."""
    one, other = a.scenario, b.scenario
    acts = [*_acts_of(one, other, done=False), *_acts_of(other, one, done=True)]
    if not acts:
        raise RefusedError(
            f"{one.name} and {other.name} did the same, so no act explains their "
            "difference; --by mechanisms asks for the mechanisms"
        )
    mixed = not all(act.done for act in acts)
    players = []
    for turn, act in enumerate(acts, 1):
        undone = "" if act.done else "no_"
        whether = ("Done: " if act.done else "Not done: ") if mixed else ""
        label = whether + _label(act.events, (one, other)[act.done].town.start)
        players.append(Player(f"{undone}{act.events[0].kind}_{turn}", label))

    def stages(coalition: int) -> tuple[Stage, Stage]:
        events = one.events  # in the very order of A's file: events of the same month happen in order
        if coalition:
            absent = [act for bit, act in enumerate(acts) if not coalition >> bit & 1]
            not_done = [event for act in absent if act.done for event in act.events]
            still_done = [event for act in absent if not act.done for event in act.events]
            every = (*_beyond(other.events, not_done), *still_done)
            events = tuple(sorted(every, key=lambda event: event.month))
        try:
            return Stage(one), Stage(dataclasses.replace(other, events=events))
        except ScenarioError as error:
            raise RefusedError(
                f"some of what was done cannot be done without the rest, so they cannot share: {error}"
            ) from None

    return Game((a, b), tuple(players), "" if Origin.of(one) == Origin.of(other) else PLACES, stages)


def _acts_of(one: Scenario, other: Scenario, *, done: bool) -> list[Act]:
    """Return what only the one did; events that are alike but for their month are one act."""
    groups: dict[str, list[Event]] = {}
    for event in _beyond(one.events, other.events):
        groups.setdefault(event.read("month"), []).append(event)
    return [Act(tuple(group), done) for group in groups.values()]


def _beyond(events: Iterable[Event], others: Iterable[Event]) -> Iterator[Event]:
    """Yield the events that are not among others, each as often as it is there more often."""
    left = Counter(event.read() for event in others)
    for event in events:
        left[event.read()] -= 1
        if left[event.read()] < 0:
            yield event


def _label(events: tuple[Event, ...], start: str) -> str:
    """Return what one reads of an act: what, how large, and when."""
    dates = [date_of(start, event.month) for event in events]
    when = ", ".join(dates) if len(dates) <= MOST_DATES else f"{dates[0]} to {dates[-1]}"
    times = f", {len(dates)} times" if len(dates) > 1 else ""
    return f"{events[0].labels['en']} ({', '.join(_sizes_in_words(events[0]))}{times}; {when})"


def _sizes_in_words(event: Event) -> Iterator[str]:
    """Yield how large an event is, with units."""
    if isinstance(event, Setting):
        yield f"{event.rule.replace('_', ' ')} {_in_unit(event.value, RULES[event.rule].size.unit)}"
        return
    for name, value, size in sizes(event):
        if isinstance(value, str) or size is None:
            yield f"{name} {written(value)}"
        elif size.unit == "factor":
            yield f"{name} × {value:g}"  # noqa: RUF001 - the sign that one reads
        else:
            yield f"{value:+g}" if name in SIGNED else _in_unit(value, size.unit)


def _in_unit(value: float, unit: str) -> str:
    """Return a value with its unit, shares in percent."""
    if unit.startswith("share"):
        return f"{100.0 * value:g} %{unit.removeprefix('share')}"
    return f"{value:g} {unit}".removesuffix(" factor")
