"""Explain: from two worlds to the shares of their difference."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.comparison.pairs import Worlds, in_parallel
from tillit.experiments.comparison.statistics import in_window
from tillit.experiments.explanation.explanation import Explanation
from tillit.experiments.explanation.games import Stage
from tillit.experiments.explanation.question import Question
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Named, World
from tillit.model.simulation import run_world
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

WORLDS = 8_000
"""Worlds that are run if nobody says how many pairs: about a minute of a small town on two processors."""
FEWEST, USUAL = 10, 100
"""Pairs that are run at least and at most, if nobody says how many."""
PIECE = 16
"""Coalitions of one piece of work: it takes less than a second in a town, and begins with a run-in."""


def explain(  # noqa: PLR0913 - one argument a choice
    a: Named,
    b: Named,
    question: Question | None = None,
    *,
    pairs: int | None = None,
    months: int = 120,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Explanation:
    """Share the difference of two worlds out among mechanisms, or among what was done.

    Parameters
    ----------
    a, b, months, seed, threads
        As in `compare`: the same numbers give the same pairs.
    question
        What is to be explained, and how; payments by mechanisms if left out.
    pairs
        Pairs, 1 to 10,000; as many as take about a minute if left out. After Ctrl-C, those that were done.
    progress
        Called with the number of pieces of work that are done, and of all.

    Raises
    ------
    ScenarioError
        If a world cannot be read.
    RefusedError
        If the worlds do not differ, or something is outside its range.
    KeyboardInterrupt
        If Ctrl-C came before the first pair was done.
    """
    worlds = World.of(a), World.of(b)
    return Coalitions(*worlds, question or Question(), pairs, months, seed, threads).shared(progress)


@dataclass
class Coalitions:
    """All worlds in which only some act, made before any is run; the fields are those of `explain`."""

    a: World
    b: World
    question: Question
    pairs: int | None
    months: int
    seed: int
    threads: int | None

    def __post_init__(self) -> None:
        # What is out of range is said first.
        Plan(1 if self.pairs is None else self.pairs, self.months, self.seed, self.threads)
        converted = self.question.converted(self.a, self.b)
        self.rates = (1.0, converted.rate if converted else 1.0)
        self.game = self.question.game(self.a, self.b)
        self.way = self.question.way(len(self.game.players), self.seed)
        self.stages = {it: self.game.stages(it) for it in self.way.coalitions(0)}
        worlds = len(self.stages) + len({it.scenario.mechanisms for it, _ in self.stages.values()})
        pairs = min(USUAL, max(FEWEST, WORLDS // worlds)) if self.pairs is None else self.pairs
        self.plan = Plan(pairs, self.months, self.seed, self.threads)
        self.pieces: list[tuple[int, list[int]]] = []
        for pair in range(pairs):
            needed = sorted(self.way.coalitions(pair))
            self.pieces.extend((pair, needed[at : at + PIECE]) for at in range(0, len(needed), PIECE))
            for coalition in set(needed) - self.stages.keys():
                self.stages[coalition] = self.game.stages(coalition)
        self.worlds = Worlds([self.a.scenario, self.b.scenario], months=self.months)
        self.found: list[dict[int, tuple[float, float]]] = [{} for _ in range(pairs)]

    def shared(self, progress: Callable[[int, int], None] | None = None) -> Explanation:
        """Run all worlds on threads, and share the difference out."""
        self.worlds.find_inflows()
        pieces = len(self.pieces)
        tell = None if progress is None else lambda done: progress(done, pieces)
        done = in_parallel(self._run, pieces, self.threads, tell)
        pairs = self.plan.pairs if done == pieces else self.pieces[done][0]
        if pairs == 0:
            raise KeyboardInterrupt
        found = self.found[:pairs]
        differences = [{it: b - a for it, (a, b) in of_pair.items()} for of_pair in found]
        shares = np.array([self.way.shares(pair, it) for pair, it in enumerate(differences)])
        a, b = np.array([it[2**self.way.players - 1] for it in found]).T
        alone = np.array([it[0] for it in differences])
        return Explanation(self.question, self.game, self.way, self.plan, a, b, alone, shares)

    def _run(self, piece: int) -> None:
        """Run some coalitions of one pair, from the same people and with the same luck."""
        pair, coalitions = self.pieces[piece]
        key = key_of(self.seed, pair)
        towns = self.worlds.begun(key)
        of_a: dict[Mechanisms, float] = {}
        for coalition in coalitions:
            a, b = self.stages[coalition]
            mechanisms = a.scenario.mechanisms
            if mechanisms not in of_a:
                of_a[mechanisms] = self._figure(a, 0, towns[0], key)
            self.found[pair][coalition] = of_a[mechanisms], self._figure(b, 1, towns[1], key)

    def _figure(self, stage: Stage, side: int, town: Town, key: np.uint64) -> float:
        start = town if stage.inflow is None else town.copied(inflow=stage.inflow.copy())
        run = run_world(stage.origin, stage.scenario, start, key, months=self.months)
        indicator, inhabitants = self.question.indicator, self.game.worlds[side].scenario.town.inhabitants
        series = indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
        figure = series.sum() if self.question.total else in_window(series, indicator, WINDOW)
        return float(figure) * self.rates[side]
