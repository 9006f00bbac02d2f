"""By events: what is left of a difference when only some of what was done is done.

What both worlds did belongs to both. What only B did is done or not; what only A
did is left undone or not.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from tillit.experiments.explanation.acts import Act, acts_of, beyond
from tillit.experiments.explanation.by_mechanisms import refuse_same
from tillit.experiments.explanation.game import Player, Stage
from tillit.experiments.explanation.labels import PLACES
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.world import World
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError


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
        a, b = self.a.scenario, self.b.scenario
        left = acts_of(beyond(a.events, b.events), done=False, start=a.town.start)
        return left + acts_of(beyond(b.events, a.events), done=True, start=b.town.start)

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """The acts."""
        mixed = not all(act.done for act in self.acts)
        return tuple(
            Player(f"{'' if act.done else 'no_'}{act.kind}_{turn}", act.label(mixed=mixed))
            for turn, act in enumerate(self.acts, 1)
        )

    @property
    def idle(self) -> tuple[Player, ...]:
        """Nobody: every act is tried."""
        return ()

    @property
    def rest(self) -> str:
        """What one calls the difference of two places while nobody acts."""
        one_place = Origin.of(self.a.scenario) == Origin.of(self.b.scenario)
        return "" if one_place else PLACES["en"]

    def part_of_a(self, coalition: int) -> int:  # noqa: ARG002 - A does what it does
        """Return nothing: world A is as it is."""
        return 0

    def stage_a(self, coalition: int) -> Stage:  # noqa: ARG002 - the same
        """Return world A."""
        return Stage(Origin.of(self.a.scenario), self.a.scenario)

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
            message = f"some of what was done cannot be done without the rest, so they cannot share: {error}"
            raise RefusedError(message) from None
        return Stage(Origin.of(scenario), scenario)

    def with_only(self, coalition: int) -> Scenario:
        """Return the scenario of world B with the acts of a coalition only."""
        if coalition == 0:
            # In the very order of A's file: events of the same month happen in order.
            return dataclasses.replace(self.b.scenario, events=self.a.scenario.events)
        absent = [act for bit, act in enumerate(self.acts) if not coalition >> bit & 1]
        not_done = [event for act in absent if act.done for event in act.events]
        still_done = [event for act in absent if not act.done for event in act.events]
        every = (*beyond(self.b.scenario.events, not_done), *still_done)
        events = tuple(sorted(every, key=lambda event: event.month))
        return dataclasses.replace(self.b.scenario, events=events)
