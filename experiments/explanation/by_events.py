"""By events: what is left of a difference when only some of what was done is done.

What both worlds did belongs to both. What only B did is done or not; what only A
did is left undone or not.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tillit.experiments.explanation.coalitions import Game, Player, Stage
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.sizes import sizes, written
from tillit.model.events import Event
from tillit.model.events.setting import RULES, Setting
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.dates import date_of

MOST_DATES = 2
"""Dates that are named; of more, the first and the last."""
PLACES = "The places themselves, without what only one of them did"
"""The difference that is left when no act is done that only one of two places did."""
SIGNED = ("change",)
"""Sizes that are more or less than before; the event's name says of what."""


@dataclass(frozen=True)
class Act:
    """What one world did: an event, or one that was repeated."""

    events: tuple[Event, ...]
    """Alike but for their month."""
    done: bool
    """Whether world B did it; otherwise A did, and B left it undone."""
    start: str
    """First month of the world that did it, as in ``2004-01``."""

    @property
    def kind(self) -> str:
        """The word in scenario files."""
        return self.events[0].kind

    def label(self, *, mixed: bool) -> str:
        """Return what one reads; if acts of both worlds are mixed, it says whether B did it."""
        first = self.events[0]
        dates = [date_of(self.start, event.month) for event in self.events]
        when = ", ".join(dates) if len(dates) <= MOST_DATES else f"{dates[0]} to {dates[-1]}"
        times = f", {len(dates)} times" if len(dates) > 1 else ""
        undone = "" if self.done else "Not done: "
        whether = "Done: " if mixed and self.done else undone
        return f"{whether}{first.labels['en']} ({_size_in_words(first)}{times}; {when})"


def _acts_of(events: Iterable[Event], *, done: bool, start: str) -> tuple[Act, ...]:
    """Return events as acts: those that are alike but for their month are one."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.read("month"), []).append(event)
    return tuple(Act(tuple(group), done, start) for group in groups.values())


def _beyond(events: Iterable[Event], others: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that are not among others, each as often as it is there more often."""
    left = Counter(event.read() for event in others)
    found = []
    for event in events:
        if left[event.read()] > 0:
            left[event.read()] -= 1
        else:
            found.append(event)
    return tuple(found)


def _size_in_words(event: Event) -> str:
    """Return how large an event is, with units."""
    if isinstance(event, Setting):
        return f"{event.rule.replace('_', ' ')} {_in_unit(event.value, RULES[event.rule].size.unit)}"
    parts = []
    for name, value, size in sizes(event):
        if isinstance(value, str) or size is None:
            parts.append(f"{name} {written(value)}")
        elif size.unit == "factor":
            parts.append(f"{name} × {value:g}")  # noqa: RUF001 - the sign that one reads
        elif name in SIGNED:
            parts.append(f"{value:+g}")
        else:
            parts.append(_in_unit(value, size.unit))
    return ", ".join(parts)


def _in_unit(value: float, unit: str) -> str:
    """Return a value with its unit, shares in percent."""
    if unit.startswith("share"):
        return f"{100.0 * value:g} %{unit.removeprefix('share')}"
    return f"{value:g} {unit}".removesuffix(" factor")


class ByEvents(Game):
    """What one of the worlds did and the other did not; RefusedError if they did the same."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.acts:
            raise RefusedError(
                f"{self.a.scenario.name} and {self.b.scenario.name} did the same, so no act explains their "
                "difference; --by mechanisms asks for the mechanisms"
            )

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What one of the worlds did, those of A first."""
        a, b = self.a.scenario, self.b.scenario
        left = _acts_of(_beyond(a.events, b.events), done=False, start=a.town.start)
        return left + _acts_of(_beyond(b.events, a.events), done=True, start=b.town.start)

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """The acts."""
        mixed = not all(act.done for act in self.acts)
        return tuple(
            Player(f"{'' if act.done else 'no_'}{act.kind}_{turn}", act.label(mixed=mixed))
            for turn, act in enumerate(self.acts, 1)
        )

    @property
    def rest(self) -> str:
        """What one calls the difference of two places while nobody acts."""
        return "" if self.one_place else PLACES

    def stage_b(self, coalition: int) -> Stage:
        """Return world B with the acts of a coalition only.

        RefusedError if they cannot be done without the others.
        """
        try:
            return Stage(self._with_only(coalition))
        except ScenarioError as error:
            raise RefusedError(
                f"some of what was done cannot be done without the rest, so they cannot share: {error}"
            ) from None

    def _with_only(self, coalition: int) -> Scenario:
        if coalition == 0:
            # In the very order of A's file: events of the same month happen in order.
            return dataclasses.replace(self.b.scenario, events=self.a.scenario.events)
        absent = [act for bit, act in enumerate(self.acts) if not coalition >> bit & 1]
        not_done = [event for act in absent if act.done for event in act.events]
        still_done = [event for act in absent if not act.done for event in act.events]
        every = (*_beyond(self.b.scenario.events, not_done), *still_done)
        events = tuple(sorted(every, key=lambda event: event.month))
        return dataclasses.replace(self.b.scenario, events=events)
