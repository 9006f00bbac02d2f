"""Explain: from two worlds to the shares of their difference."""

from collections.abc import Callable, Mapping
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.comparison.pairs import Worlds, in_parallel
from tillit.experiments.comparison.statistics import in_window
from tillit.experiments.explanation.explanation import Explanation, Question
from tillit.experiments.explanation.games import Stage, game_of
from tillit.experiments.worlds.plan import Plan, conversion
from tillit.experiments.worlds.world import Named, World
from tillit.model.simulation import run_world
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

AFFORDABLE = 80  # coalitions of a pair up to which all are tried: more pairs tell more than more of each
USUAL = 4  # orders of each pair where not all are tried
LUCK = 0x5A4E  # sets the luck of the orders apart from the luck of the towns
Orders = NDArray[np.int64]  # each passes through a coalition a player: bit ``i`` is set if player ``i`` acts


def explain(  # noqa: PLR0913 - one argument a choice
    a: Named,
    b: Named,
    question: Question | None = None,
    *,
    pairs: int = 100,
    months: int = 120,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Explanation:
    """Share the difference of two worlds out among mechanisms, or among what was done.

    `question` asks for payments by mechanisms if left out. The same numbers give the same pairs as in
    `compare`; after Ctrl-C there are those that were done. `progress` is called with the pairs done, and all.

    ScenarioError if a world cannot be read, RefusedError if the worlds do not differ or something is outside
    its range, KeyboardInterrupt if Ctrl-C came before the first pair was done.
    """
    one, other, question = World.of(a), World.of(b), question or Question()
    plan, game = Plan(pairs, months, seed, threads), game_of(one, other, question.by)
    money, players = "SEK" in question.indicator.unit, len(game.players)
    converted = conversion(one.scenario.town, other.scenario.town, question.rates) if money else None
    many = question.orders or (None if 2**players <= AFFORDABLE else USUAL)
    orders = [orders_of(players, many, seed, pair) for pair in range(pairs)]
    needed = [{0, *np.cumsum(1 << it, axis=1).flat} for it in orders]
    stages = {it: game.stages(it) for it in set().union(*needed)}
    figures: list[dict[int, tuple[float, float]]] = [{} for _ in needed]
    worlds, rate = Worlds([one.scenario, other.scenario], months=months), converted.rate if converted else 1.0
    worlds.find_inflows()

    def run(pair: int) -> None:
        key, of_a = key_of(seed, pair), dict[Mechanisms, float]()
        begun = worlds.begun(key)
        for coalition in needed[pair]:
            stage, acted = stages[coalition]
            mechanisms = stage.scenario.mechanisms
            if mechanisms not in of_a:
                of_a[mechanisms] = _figure(question, stage, begun[0], key, months)
            figure = rate * _figure(question, acted, begun[1], key, months)
            figures[pair][coalition] = of_a[mechanisms], figure

    done = in_parallel(run, pairs, threads, lambda done: progress(done, pairs), partly=True)
    each = [{it: b - a for it, (a, b) in of_pair.items()} for of_pair in figures[:done]]
    shares = np.array([shares_of(*it) for it in zip(orders, each, strict=False)])
    alone, both = np.array([it[0] for it in each]), np.array([it[2**players - 1] for it in figures[:done]])
    return Explanation(question, game, many, plan, converted, both[:, 0], both[:, 1], alone, shares)


def _figure(question: Question, stage: Stage, town: Town, key: np.uint64, months: int) -> float:
    start = town if stage.inflow is None else town.copied(inflow=stage.inflow.copy())
    run, indicator = run_world(stage.origin, stage.scenario, start, key, months=months), question.indicator
    series = indicator.compute(run.counts, run.ledger, inhabitants=stage.scenario.town.inhabitants)
    return float(series.sum() if question.total else in_window(series, indicator, WINDOW))


def orders_of(players: int, many: int | None, seed: int, pair: int) -> Orders:
    """Return orders in which players begin to act, shape (orders, players): all, or so many (even).

    Each second order is the reverse of the one before. They follow from the seed and the pair.
    """
    if many is None:
        return np.array([*permutations(range(players))], np.int64)
    luck = np.random.Generator(np.random.Philox(key=np.array([key_of(seed, pair), LUCK], np.uint64)))
    drawn = [luck.permutation(players) for _ in range(many // 2)]
    return np.array([order for it in drawn for order in (it, it[::-1])])


def shares_of(orders: Orders, values: Mapping[int, float]) -> NDArray[np.float64]:
    """Return what each player adds by the values of coalitions, its mean over some orders, shape (players,).

    Over all orders that is the Shapley value (Shapley 1953). They sum to everybody's value less nobody's.
    """
    after = np.cumsum(1 << orders, axis=1)
    worth = np.vectorize(values.__getitem__, otypes=[float])
    shares = np.zeros(orders.shape[1])
    np.add.at(shares, orders, worth(after) - worth(after - (1 << orders)))
    return shares / len(orders)
