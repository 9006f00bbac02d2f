"""Pairs: two worlds with the same people and the same luck, again and again."""

import logging
from collections.abc import Callable

import numpy as np

from tillit.agents.foundation.records import Rows
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.worlds.conversion import conversion
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.run import Worlds, in_parallel
from tillit.experiments.worlds.world import World
from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.town.seeds import key_of

log = logging.getLogger(__name__)

Progress = Callable[[int], None]
"""Is called with the number of pairs that are done."""


def run_pairs(a: World, b: World, plan: Plan, progress: Progress | None = None) -> Comparison:
    """Run two worlds in pairs, as planned; return all, or after Ctrl-C those that were done.

    KeyboardInterrupt if Ctrl-C came before the first pair was done.
    """
    log.info("%s beside %s: %d pairs of %d months", b.label, a.label, plan.pairs, plan.months)
    worlds, converted = planned(a, b, plan), conversion(a.scenario.town, b.scenario.town, plan.rates)
    worlds.find_inflows()
    counts = np.zeros((2, plan.pairs, plan.months, COUNTS))
    ledger = np.zeros((2, plan.pairs, plan.months, ENTRIES, PARTIES), np.int64)
    lives: dict[tuple[int, int], Rows] = {}
    child_lives: dict[tuple[int, int], Rows] = {}

    def live_pair(pair: int) -> None:
        history = pair < plan.histories
        for side, run in enumerate(worlds.live(key_of(plan.seed, pair), history=history)):
            counts[side, pair] = run.counts
            ledger[side, pair] = run.ledger
            if history:
                lives[pair, side] = run.lives
                child_lives[pair, side] = run.child_lives

    done = in_parallel(live_pair, plan.pairs, plan.threads, progress)
    if done == 0:
        raise KeyboardInterrupt
    one = Outcome(a, counts[0, :done], ledger[0, :done])
    other = Outcome(b, counts[1, :done], ledger[1, :done], converted.rate if converted else 1.0)
    return Comparison(one, other, plan, dict(sorted(lives.items())), dict(sorted(child_lives.items())))


def planned(a: World, b: World, plan: Plan) -> Worlds:
    """Return the worlds as they are run; RefusedError if nothing says what money of one buys in the other."""
    conversion(a.scenario.town, b.scenario.town, plan.rates)
    return Worlds((a.scenario, b.scenario), months=plan.months, philox=plan.generator == "philox")
