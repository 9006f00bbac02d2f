"""Coalitions: worlds in which only some act, pair by pair, on threads.

A coalition is a whole number: bit ``i`` is set if player ``i`` acts.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.explanation.shapley import Way
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.run import Worlds, in_parallel
from tillit.experiments.worlds.world import World
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

PIECE = 16
"""Coalitions of one piece of work: it takes less than a second in a town, and begins with a run-in."""

Measure = Callable[[Run, int], float]
"""What is asked of a run; the number is 0 for world A and 1 for world B."""


class Player(NamedTuple):
    """What may act or not: a mechanism, or what a town did."""

    name: str
    """Its name in files."""
    label: str
    """What one reads."""


@dataclass(frozen=True)
class Stage:
    """How one world is while only some players act."""

    scenario: Scenario
    """What happens there."""
    inflow: NDArray[np.float64] | None = None
    """Usual applicants a month by obstacle, if they are not the place's own, shape (OBSTACLES,)."""

    @cached_property
    def origin(self) -> Origin:
        """How its people behave."""
        return Origin.of(self.scenario)


@dataclass(frozen=True)
class Game(ABC):
    """A way to explain the difference of two worlds; RefusedError if they are the same."""

    a: World
    b: World

    def __post_init__(self) -> None:
        if self.a.scenario.digest == self.b.scenario.digest:
            raise RefusedError(
                f"{self.b.scenario.name}: both worlds are the same, so there is no difference to explain; "
                "name a town that did something, a second town, or a change: --set staff.posts=+3"
            )

    @property
    def worlds(self) -> tuple[World, World]:
        """The two worlds, A and B."""
        return self.a, self.b

    @cached_property
    def one_place(self) -> bool:
        """Whether both worlds begin alike."""
        return Origin.of(self.a.scenario) == Origin.of(self.b.scenario)

    @property
    @abstractmethod
    def players(self) -> tuple[Player, ...]:
        """Who shares the difference, in the order of a coalition's bits."""

    @property
    def idle(self) -> tuple[Player, ...]:
        """Who need not be tried, since both worlds are the same with and without them."""
        return ()

    @property
    @abstractmethod
    def rest(self) -> str:
        """What one calls the difference while nobody acts; empty if there can be none."""

    def stage_a(self, coalition: int) -> Stage:  # noqa: ARG002 - A may be the same with all
        """Return world A while only a coalition acts; only its mechanisms may depend on the coalition."""
        return Stage(self.a.scenario)

    @abstractmethod
    def stage_b(self, coalition: int) -> Stage:
        """Return world B while only a coalition acts."""

    def acting(self, coalition: int) -> set[str]:
        """Return the names of a coalition."""
        return {player.name for bit, player in enumerate(self.players) if coalition >> bit & 1}


@dataclass(frozen=True)
class Coalitions:
    """All worlds that are needed, made before any is run."""

    game: Game
    way: Way
    plan: Plan
    measure: Measure
    pieces: list[tuple[int, list[int]]] = field(init=False, default_factory=list)
    """Pair and some of its coalitions."""
    stages: dict[int, tuple[Stage, Stage]] = field(init=False, default_factory=dict, repr=False)
    """Both worlds by coalition."""
    found: list[dict[int, tuple[float, float]]] = field(init=False, default_factory=list, repr=False)
    """What came of both worlds, by coalition, of each pair."""

    def __post_init__(self) -> None:
        for pair in range(self.plan.pairs):
            self.found.append({})
            needed = sorted(self.way.coalitions(pair))
            self.pieces.extend((pair, needed[at : at + PIECE]) for at in range(0, len(needed), PIECE))
            for coalition in set(needed) - self.stages.keys():
                self.stages[coalition] = self.game.stage_a(coalition), self.game.stage_b(coalition)

    def find_inflow(self) -> Worlds:
        """Return both places, after their usual inflow was found; it compiles the model if needed."""
        worlds = Worlds([it.scenario for it in self.game.worlds], months=self.plan.months)
        worlds.find_inflows()
        return worlds

    def run(self, progress: Callable[[int], None] | None = None) -> int:
        """Run everything, and return how many pairs are whole: all, unless Ctrl-C came."""
        worlds = self.find_inflow()
        done = in_parallel(
            lambda turn: self._try(*self.pieces[turn], worlds),
            len(self.pieces),
            self.plan.threads,
            progress,
        )
        return self.plan.pairs if done == len(self.pieces) else self.pieces[done][0]

    def _try(self, pair: int, coalitions: list[int], worlds: Worlds) -> None:
        """Run some coalitions of one pair, from the same people and with the same luck."""
        key = key_of(self.plan.seed, pair)
        towns = worlds.begun(key)
        of_a: dict[Mechanisms, float] = {}
        for coalition in coalitions:
            a, b = self.stages[coalition]
            mechanisms = a.scenario.mechanisms
            if mechanisms not in of_a:
                of_a[mechanisms] = self._live(a, 0, towns[0], key)
            self.found[pair][coalition] = of_a[mechanisms], self._live(b, 1, towns[1], key)

    def _live(self, stage: Stage, side: int, town: Town, key: np.uint64) -> float:
        start = town if stage.inflow is None else town.copied(inflow=stage.inflow.copy())
        run = run_world(stage.origin, stage.scenario, start, key, months=self.plan.months)
        return self.measure(run, side)
