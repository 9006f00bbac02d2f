"""Trying: the value of every coalition that is needed, pair by pair, on threads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from tillit.experiments.explanation.game import Game, Stage
from tillit.experiments.explanation.shapley import Way
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.run import Worlds, in_parallel
from tillit.model.simulation import Run, run_world
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

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
class Trials:
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
                self.make_stages(coalition)

    def make_stages(self, coalition: int) -> None:
        """Make both worlds of a coalition, if they are new."""
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
