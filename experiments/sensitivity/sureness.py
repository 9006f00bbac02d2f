"""Sureness: how far an answer depends on what nobody knows: assumptions, and values that were guessed."""

import dataclasses
import logging
from collections.abc import Callable
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.agents.office import HALF
from tillit.experiments.calibration.models import plausible_sets, under
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.telling.facts import FEWEST, POSTS, Assumed, Guess, Spread
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.events.size import nearest

log = logging.getLogger(__name__)

PAIRS = 2
"""Pairs under each vector: the vectors differ more than their luck does."""
MOST_NAMED = 3
"""Assumptions that are named."""
SURE = 3.0
"""Standard errors beyond which a rank correlation, one of some forty, is hardly chance."""
OF_CHILDREN = ("norms.", "families.", "risks.", "placing.", "staying.")
"""Groups of assumptions that are only read where there is a unit for children."""
FIFTH = 0.2
GUESSED_PAIRS = 20
"""Pairs when a guessed value is a fifth more or less."""

Progress = Callable[[int, int], None]


def under_assumptions(
    a: World, b: World, plan: Plan, number: int | None, progress: Progress | None = None
) -> Assumed | None:
    """Return what the municipality saves under other assumptions that fit what is known about as well.

    At most `number` sets of assumptions are tried, evenly from those that come with the program (all if
    None), with seed and months as planned. `progress` is called with how many are done, and of how many.
    """
    if number == 0:
        return None
    vectors = plausible_sets(None, number)["theory"].vectors
    few = dataclasses.replace(plan, pairs=min(PAIRS, plan.pairs), histories=0)
    saved = np.empty(len(vectors))
    # What was changed by name stays as it is.
    named = a.scenario.parameters.keys() | b.scenario.parameters.keys()
    for turn, vector in enumerate(vectors):
        worlds = []
        for world in (a, b):
            kept = named | world.scenario.own_values.keys()
            others = {name: value for name, value in vector.items() if name not in kept}
            worlds.append(World(world.label, under(world.scenario, others)))
        saved[turn] = _saved(few, *worlds)
        log.debug("assumptions %d: the municipality saves %.0f", turn + 1, saved[turn])
        if progress:
            progress(turn + 1, len(vectors))
    spread = Spread.of(saved)
    frame = pd.DataFrame(vectors)
    unread = () if b.scenario.children else OF_CHILDREN
    strongest = _strongest(frame[[it for it in map(str, frame) if not it.startswith(unread)]], saved)
    return Assumed(len(vectors), few.pairs, spread, spread.agreeing, strongest)


def guesses(a: World, b: World, plan: Plan) -> tuple[Guess, ...]:
    """Return what the municipality saves with a fifth fewer posts and a fifth more, if they are a guess."""
    posts = a.scenario.posts
    if not posts or not any(it.name in POSTS and it.grade == Grade.ASSUMED for it in a.scenario.facts):
        return ()
    few, saved = dataclasses.replace(plan, pairs=min(GUESSED_PAIRS, plan.pairs), histories=0), []
    for part in (-FIFTH, FIFTH):
        others = {"posts": max(1, nearest(posts * (1.0 + part), HALF)), "caseload": None}
        worlds = []
        for it in (a, b):
            staff = it.scenario.staff.model_copy(update=others)
            worlds.append(World(it.label, dataclasses.replace(it.scenario, staff=staff)))
        saved.append(_saved(few, *worlds))
    return (Guess("staff.posts", posts, *saved),)


def _saved(plan: Plan, a: World, b: World) -> float:
    comparison = run_pairs(a, b, plan)
    one, other = (it.series["municipal_cost"].sum(axis=-1) for it in (comparison.a, comparison.b))
    return float((one - other).mean())


def _strongest(vectors: pd.DataFrame, saved: NDArray[np.float64]) -> tuple[str, ...]:
    """Return the assumptions with which an answer rises or falls most, by rank correlation."""
    if len(vectors) < FEWEST or not saved.std():
        return ()
    ranks = vectors.rank()
    ranks = ranks.loc[:, ranks.std() > 0.0]
    strength = ranks.corrwith(pd.Series(saved).rank()).abs().sort_values(ascending=False, kind="stable")
    return tuple(map(str, strength.index[strength > SURE / sqrt(len(vectors))][:MOST_NAMED]))
