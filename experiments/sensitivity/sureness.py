"""Sureness: how far an answer depends on what nobody knows: assumptions, and values that were guessed."""

import dataclasses
import logging
from collections.abc import Callable
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.plausible import Vector, plausible_sets, under
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.telling.facts import Assumed, Guess, Spread
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import Scenario

log = logging.getLogger(__name__)

PAIRS = 2
"""Pairs under each vector: the vectors differ more than their luck does."""
MOST_NAMED = 3
"""Assumptions that are named."""
FEWEST = 30
"""Vectors from which it can be told on which assumptions an answer hangs."""
SURE = 3.0
"""Standard errors beyond which a rank correlation, one of some forty, is hardly chance."""
OF_CHILDREN = ("norms.", "families.", "risks.", "placing.", "staying.")
"""Groups of assumptions that are only read where there is a unit for children."""
FIFTH = 0.2
GUESSED_PAIRS = 20
"""Pairs when a guessed value is a fifth more or less."""
POSTS = ("staff.posts", "staff.caseload")
"""Facts that tell how many posts there are."""

Progress = Callable[[int], None]


def under_assumptions(
    a: World, b: World, plan: Plan, number: int, progress: Progress | None = None
) -> Assumed | None:
    """Return what the municipality saves under other assumptions that fit what is known about as well.

    At most `number` sets of assumptions are tried, evenly from those that come with the program, with seed
    and months as planned. `progress` is called with the number of sets that are done.
    """
    if number < 1:
        return None
    vectors = plausible_sets(None, number)["theory"].vectors
    few = dataclasses.replace(plan, pairs=min(PAIRS, plan.pairs), histories=0)
    saved = np.empty(len(vectors))
    for turn, vector in enumerate(vectors):
        one, other = (_assuming(world, vector, a, b) for world in (a, b))
        saved[turn] = _saved(one, other, few)
        log.debug("assumptions %d: the municipality saves %.0f", turn + 1, saved[turn])
        if progress:
            progress(turn + 1)
    spread = Spread.of(saved)
    read = [_read_in(b.scenario, vector) for vector in vectors]
    return Assumed(len(vectors), few.pairs, spread, spread.agreeing, _strongest(read, saved))


def guesses(a: World, b: World, plan: Plan) -> tuple[Guess, ...]:
    """Return what the municipality saves with a fifth fewer posts and a fifth more, if they are a guess."""
    if not posts_are_guessed(a.scenario) or not a.scenario.posts:
        return ()
    posts = a.scenario.posts
    less, more = (max(1, round(posts * (1.0 + part))) for part in (-FIFTH, FIFTH))
    few = dataclasses.replace(plan, pairs=min(GUESSED_PAIRS, plan.pairs), histories=0)
    saved = [_saved(_with_posts(a, it), _with_posts(b, it), few) for it in (less, more)]
    return (Guess("staff.posts", posts, *saved),)


def posts_are_guessed(scenario: Scenario) -> bool:
    """Tell whether a file says itself that its number of posts is assumed."""
    return any(fact.name in POSTS and fact.grade == Grade.ASSUMED for fact in scenario.facts)


def _saved(a: World, b: World, plan: Plan) -> float:
    comparison = run_pairs(a, b, plan)
    one, other = (it.series["municipal_cost"].sum(axis=-1) for it in (comparison.a, comparison.b))
    return float((one - other).mean())


def _assuming(world: World, vector: Vector, a: World, b: World) -> World:
    """Return a world whose people behave as a vector says, but for what was changed by name."""
    named = a.scenario.parameters.keys() | b.scenario.parameters.keys() | world.scenario.own_values.keys()
    others = {name: value for name, value in vector.items() if name not in named}
    return World(world.label, under(world.scenario, others))


def _with_posts(world: World, posts: int) -> World:
    staff = world.scenario.staff.model_copy(update={"posts": posts, "caseload": None})
    return World(world.label, dataclasses.replace(world.scenario, staff=staff))


def _read_in(scenario: Scenario, vector: Vector) -> Vector:
    """Return the values that are read in a town: those of children only where there is a unit for them."""
    return {
        name: value for name, value in vector.items() if scenario.children or not name.startswith(OF_CHILDREN)
    }


def _strongest(vectors: list[Vector], saved: NDArray[np.float64]) -> tuple[str, ...]:
    """Return the assumptions with which an answer rises or falls most, by rank correlation."""
    frame = pd.DataFrame(vectors)
    if len(frame) < FEWEST or not saved.std():
        return ()
    ranks = frame.rank()
    ranks = ranks.loc[:, ranks.std() > 0.0]
    strength = ranks.corrwith(pd.Series(saved).rank()).abs().sort_values(ascending=False, kind="stable")
    sure = strength[strength > SURE / sqrt(len(frame))]
    return tuple(str(name) for name in sure.index[:MOST_NAMED])
