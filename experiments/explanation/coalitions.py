"""Trying: worlds in which only some act, pair by pair, on threads."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True)
class Player:
    """What may act or not: a mechanism, or what a town did."""

    name: str
    """Its name in files."""
    label: str
    """What one reads."""


class Stage(NamedTuple):
    """How one world is while only some players act."""

    origin: Origin
    """How its people behave."""
    scenario: Scenario
    """What happens there."""
    inflow: NDArray[np.float64] | None = None
    """Usual applicants a month by obstacle, if they are not the place's own, shape (OBSTACLES,)."""


@dataclass(frozen=True)
class Game(ABC):
    """A way to explain the difference of two worlds; RefusedError if they are the same."""

    a: World
    b: World

    def __post_init__(self) -> None:
        if self.a.scenario.digest == self.b.scenario.digest:
            message = (
                f"{self.b.scenario.name}: both worlds are the same, so there is no difference to explain; "
                "name a town that did something, a second town, or a change: --set staff.posts=+3"
            )
            raise RefusedError(message)

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

    @abstractmethod
    def part_of_a(self, coalition: int) -> int:
        """Return the part of a coalition that world A depends on."""

    @abstractmethod
    def stage_a(self, coalition: int) -> Stage:
        """Return world A while only a coalition acts."""

    @abstractmethod
    def stage_b(self, coalition: int) -> Stage:
        """Return world B while only a coalition acts."""


PIECE = 16
"""Coalitions of one piece of work: it takes less than a second in a town, and begins with a run-in."""

Measure = Callable[[Run, int], float]
"""What is asked of a run; the number is 0 for world A and 1 for world B."""


class Both(NamedTuple):
    """What came of both worlds."""

    a: float
    b: float


class Piece(NamedTuple):
    """Some coalitions of one pair."""

    pair: int
    coalitions: tuple[int, ...]


@dataclass(frozen=True)
class Coalitions:
    """All worlds that are needed, made before any is run."""

    game: Game
    way: Way
    plan: Plan
    measure: Measure
    pieces: list[Piece] = field(init=False, default_factory=list)
    stages: dict[tuple[int, int], Stage] = field(init=False, default_factory=dict, repr=False)
    """By side and the part of the coalition that the side depends on."""
    found: dict[int, dict[int, Both]] = field(init=False, default_factory=dict, repr=False)
    """What came out, by pair and coalition."""

    def __post_init__(self) -> None:
        for pair in range(self.plan.pairs):
            self.found[pair] = {}
            needed = sorted(self.way.coalitions(pair))
            starts = range(0, len(needed), PIECE)
            self.pieces.extend(Piece(pair, tuple(needed[start : start + PIECE])) for start in starts)
            for coalition in needed:
                part = self.game.part_of_a(coalition)
                if (0, part) not in self.stages:
                    self.stages[0, part] = self.game.stage_a(coalition)
                if (1, coalition) not in self.stages:
                    self.stages[1, coalition] = self.game.stage_b(coalition)

    def find_inflow(self) -> Worlds:
        """Return both places, after their usual inflow was found; it compiles the model if needed."""
        worlds = Worlds([it.scenario for it in self.game.worlds], months=self.plan.months)
        worlds.find_inflows()
        return worlds

    def run(self, progress: Callable[[int], None] | None = None) -> int:
        """Run everything, and return how many pairs are whole: all, unless Ctrl-C came."""
        worlds = self.find_inflow()
        done = in_parallel(
            lambda turn: self.try_piece(self.pieces[turn], worlds),
            len(self.pieces),
            self.plan.threads,
            progress,
        )
        if done == len(self.pieces):
            return self.plan.pairs
        return self.pieces[done].pair

    def try_piece(self, piece: Piece, worlds: Worlds) -> None:
        """Run some coalitions of one pair, from the same people and with the same luck."""
        key = key_of(self.plan.seed, piece.pair)
        towns = worlds.begun(key)
        of_a: dict[int, float] = {}
        for coalition in piece.coalitions:
            part = self.game.part_of_a(coalition)
            if part not in of_a:
                of_a[part] = self.live(0, part, towns[0], key)
            self.found[piece.pair][coalition] = Both(of_a[part], self.live(1, coalition, towns[1], key))

    def live(self, side: int, part: int, town: Town, key: np.uint64) -> float:
        """Return what came of one world."""
        origin, scenario, inflow = self.stages[side, part]
        start = town if inflow is None else town.copied(inflow=inflow.copy())
        return self.measure(run_world(origin, scenario, start, key, months=self.plan.months), side)
