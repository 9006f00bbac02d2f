"""By events: what is left of a difference when only some of what was done is done.

What both worlds did belongs to both. What only B did is done or not; what only A
did is left undone or not.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from experiments.accounts import date_of, size_of
from experiments.explaining.by_mechanisms import refuse_same
from experiments.explaining.game import Player, Stage
from experiments.explaining.labels import PLACES
from experiments.refused import RefusedError
from experiments.sources import World
from model.events import Event
from model.scenarios import Scenario, ScenarioError
from model.simulation import Place

MOST_DATES = 2
"""Dates that a label names; of more, the first and the last."""


@dataclass(frozen=True)
class Act:
    """What one world did: an event, or one that was repeated."""

    events: tuple[Event, ...]
    """Alike but for their month."""
    done: bool
    """Whether world B did it; otherwise A did, and B left it undone."""


@dataclass(frozen=True)
class ByEvents:
    """What one of the worlds did and the other did not.

    Raises
    ------
    RefusedError
        If the worlds did the same, or cannot do only some of it.
    """

    a: World
    b: World
    language: str = "en"

    def __post_init__(self) -> None:
        refuse_same(self.a, self.b)
        if not self.acts:
            message = (
                f"{self.a.scenario.name} and {self.b.scenario.name} did the same, so no act explains their "
                "difference; --by mechanisms asks for the mechanisms"
            )
            raise RefusedError(message)

    @property
    def worlds(self) -> tuple[World, World]:
        """The two worlds, A and B."""
        return self.a, self.b

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What one of the worlds did, those of A first."""
        one, other = self.a.scenario.events, self.b.scenario.events
        left = tuple(Act(events, done=False) for events in alike(beyond(one, other)))
        return left + tuple(Act(events, done=True) for events in alike(beyond(other, one)))

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """The acts."""
        mixed = not all(act.done for act in self.acts)
        labels = [self.label(act, mixed=mixed) for act in self.acts]
        return tuple(
            Player(f"{'' if act.done else 'without_'}{act.events[0].kind}_{turn}", label)
            for turn, (act, label) in enumerate(zip(self.acts, labels, strict=True), 1)
        )

    @property
    def idle(self) -> tuple[Player, ...]:
        """Nobody: every act is tried."""
        return ()

    @property
    def rest(self) -> str:
        """What one calls the difference of two places while nobody acts."""
        one_place = Place.of(self.a.scenario) == Place.of(self.b.scenario)
        return "" if one_place else PLACES[self.language]

    def label(self, act: Act, *, mixed: bool) -> str:
        """Return what one reads of an act."""
        first, start = act.events[0], (self.b if act.done else self.a).scenario.town.start
        dates = [date_of(start, event.month) for event in act.events]
        when = ", ".join(dates) if len(dates) <= MOST_DATES else f"{dates[0]} to {dates[-1]}"
        times = f" × {len(dates)}" if len(dates) > 1 else ""  # noqa: RUF001 - this is what one reads
        undone = "" if act.done else "Left undone: "
        done = "Done: " if mixed and act.done else undone
        return f"{done}{first.labels[self.language]}{times} ({size_of(first)}; {when})"

    def part_of_a(self, coalition: int) -> int:  # noqa: ARG002 - A does what it does
        """Return nothing: world A is as it is."""
        return 0

    def stage_a(self, coalition: int) -> Stage:  # noqa: ARG002 - the same
        """Return world A."""
        return Stage(Place.of(self.a.scenario), self.a.scenario)

    def stage_b(self, coalition: int) -> Stage:
        """Return world B with the acts of a coalition only.

        Raises
        ------
        RefusedError
            If they cannot be done without the others.
        """
        try:
            scenario = self.with_only(coalition)
        except ScenarioError as error:
            message = f"what was done cannot be told apart, since some of it cannot be done without the rest: {error}"
            raise RefusedError(message) from None
        return Stage(Place.of(scenario), scenario)

    def with_only(self, coalition: int) -> Scenario:
        """Return the scenario of world B with the acts of a coalition only."""
        chosen = [coalition >> bit & 1 == 1 for bit in range(len(self.acts))]
        if not any(chosen):
            # In the very order of A's file: events of the same month happen in order.
            return dataclasses.replace(self.b.scenario, events=self.a.scenario.events)
        omitted = [act for act, acts in zip(self.acts, chosen, strict=True) if act.done and not acts]
        added = [act for act, acts in zip(self.acts, chosen, strict=True) if not act.done and not acts]
        kept = beyond(self.b.scenario.events, [event for act in omitted for event in act.events])
        scenario = dataclasses.replace(self.b.scenario, events=kept)
        return scenario.with_events(event for act in added for event in act.events)


def beyond(events: Iterable[Event], others: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that are not among others, each as often as it is there more often."""
    left = Counter(event.row() for event in others)
    found = []
    for event in events:
        if left[event.row()] > 0:
            left[event.row()] -= 1
        else:
            found.append(event)
    return tuple(found)


def alike(events: Iterable[Event]) -> list[tuple[Event, ...]]:
    """Return the events in groups that are alike but for their month."""
    groups: dict[tuple[float, ...], list[Event]] = {}
    for event in events:
        groups.setdefault(event.row()[1:], []).append(event)
    return [tuple(group) for group in groups.values()]
