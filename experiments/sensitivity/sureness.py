"""Sureness: how far an answer can be relied on.

It depends on what nobody knows: assumptions, and values that were guessed. And a run begins in a town that
was held in balance; where its caseworkers have more cases than they can bear, balance ends with the run-in:
the town drifts when nothing happens, and levels say little.
"""

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from tillit.agents.foundation.parameters import Grade
from tillit.agents.office import HALF
from tillit.experiments.calibration.models import plausible_sets, under
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import in_parallel, run_pairs
from tillit.experiments.comparison.statistics import YEAR, Figures
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import FEWEST, POSTS, Assumed, Guess, Spread
from tillit.experiments.telling.numbers import number, percent
from tillit.experiments.worlds.plan import LARGEST_SEED, Plan
from tillit.experiments.worlds.world import World
from tillit.model.books.counts import Count
from tillit.model.events.size import nearest
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

PAIRS = 6  # pairs under each vector, each with luck of its own
MOST_NAMED = 3  # assumptions that are named
SURE = 3.0  # standard errors beyond which a rank correlation, one of some forty, is hardly chance
OF_CHILDREN = ("norms.", "families.", "risks.", "placing.", "staying.")
"""Groups of assumptions that are only read where there is a unit for children."""
FIFTH, GUESSED_PAIRS = 0.2, 20  # by how much a guessed value is less and more, and pairs then

HELD = 0.05  # change of the number of households, as a share, up to which a town counts as held
BY_CHANCE = 2.0  # standard errors by which the change must differ from none: a village changes by chance
MONTHS, RUNS, SEED = 120, 12, 577_215
"""Calm months in which a town must hold where posts are sought with which it does, runs of each, and the root
of their luck, apart from every user's."""
LIVED = 15_000  # households that the search for each town's inflow lives through
CASES = (20.0, 100.0)  # cases for each caseworker between which a town is sought that holds
STEP, STEPS = 1.25, 4  # posts against those tried before; how often upwards, and as often downwards


def under_assumptions(
    a: World, b: World, plan: Plan, number: int | None, progress: Callable[[int, int], None] | None = None
) -> Assumed | None:
    """Return what the municipality saves under other assumptions that fit what is known about as well.

    At most `number` sets of assumptions are tried, evenly from those that come with the program (all if
    None), with months as planned and each with its own luck: with the same few pairs for all, the whole range
    would lie where their luck puts it. `progress` is called with how many are done, and of how many.
    """
    if number == 0:
        return None
    vectors = plausible_sets(None, number)["theory"].vectors
    few = dataclasses.replace(plan, pairs=min(PAIRS, plan.pairs), histories=0)
    saved = np.empty((len(vectors), few.pairs))
    # What was changed by name stays as it is.
    named = a.scenario.parameters.keys() | b.scenario.parameters.keys()
    for turn, vector in enumerate(vectors):
        worlds = []
        for world in (a, b):
            kept = named | world.scenario.own_values.keys()
            others = {name: value for name, value in vector.items() if name not in kept}
            worlds.append(World(world.label, under(world.scenario, others)))
        own_luck = dataclasses.replace(few, seed=(plan.seed + turn) % LARGEST_SEED)
        saved[turn] = _saved(own_luck, *worlds)
        if progress:
            progress(turn + 1, len(vectors))
    means, frame = without_luck(saved), pd.DataFrame(vectors)
    spread = Spread.of(means)
    unread = () if b.scenario.children else OF_CHILDREN
    each = strengths(frame[[it for it in map(str, frame) if not it.startswith(unread)]], means)
    sure = each[each > SURE / math.sqrt(len(vectors))]
    names = (tuple(map(str, it.index[:MOST_NAMED])) for it in (sure, each))
    return Assumed(len(vectors), few.pairs, spread, spread.agreeing, *names)


def without_luck(figures: Figures) -> Figures:
    """Return the mean of each row, nearer to the mean of all by what luck adds to their spread.

    Shape (vectors, pairs), of independent pairs: the means differ by as much as the vectors do (analysis of
    variance), if by more than luck alone would have them differ.
    """
    means, (rows, pairs) = np.asarray(figures.mean(axis=1)), figures.shape
    if rows == 1 or pairs == 1 or not means.std():
        return means
    by_luck = figures.var(axis=1, ddof=1).mean() / pairs / means.var(ddof=1)
    return np.asarray(means.mean() + (means - means.mean()) * math.sqrt(max(0.0, 1.0 - by_luck)))


def strengths(vectors: pd.DataFrame, saved: Figures) -> "pd.Series[float]":
    """Return how far an answer rises or falls with each assumption, by rank correlation; the most first."""
    if len(vectors) < FEWEST or not saved.std():
        return pd.Series(dtype=float)
    ranks = vectors.rank()
    ranks = ranks.loc[:, ranks.std() > 0.0]
    return ranks.corrwith(pd.Series(saved).rank()).abs().sort_values(ascending=False, kind="stable")


def guesses(a: World, b: World, plan: Plan) -> tuple[Guess, ...]:
    """Return what the municipality saves with a fifth fewer posts and a fifth more, if they are a guess."""
    posts = a.scenario.posts
    if not posts or not any(it.name in POSTS and it.grade == Grade.ASSUMED for it in a.scenario.facts):
        return ()
    few, saved = dataclasses.replace(plan, pairs=min(GUESSED_PAIRS, plan.pairs), histories=0), []
    for part in (-FIFTH, FIFTH):
        others = max(1, nearest(posts * (1.0 + part), HALF))
        worlds = (World(it.label, _with_posts(it.scenario, others)) for it in (a, b))
        saved.append(float(_saved(few, *worlds).mean()))
    return (Guess("staff.posts", posts, *saved),)


def _with_posts(scenario: Scenario, posts: float) -> Scenario:
    staff = scenario.staff.model_copy(update={"posts": posts, "caseload": None})
    return dataclasses.replace(scenario, staff=staff)


def _saved(plan: Plan, a: World, b: World) -> Figures:
    comparison = run_pairs(a, b, plan)
    one, other = (it.series["municipal_cost"].sum(axis=-1) for it in (comparison.a, comparison.b))
    return np.asarray(one - other)


def drift_of(comparison: Comparison, spoken: Words) -> str:
    """Return how the town as it was drifts, in a line or two; nothing if it holds, or the runs cannot tell.

    They cannot if something happens in world A too, if they are shorter than two years, if there is one
    alone, or if the change may be chance.
    """
    scenario, households = comparison.a.world.scenario, comparison.a.counts[..., Count.HOUSEHOLDS]
    if scenario.events or not scenario.posts or comparison.months < 2 * YEAR or comparison.pairs == 1:
        return ""
    share = change(households)
    changes = households[:, -YEAR:].mean(axis=1) - households[:, :YEAR].mean(axis=1)
    unsure = abs(changes.mean()) <= BY_CHANCE * changes.std(ddof=1) / math.sqrt(len(changes))
    if abs(share) <= HELD or unsure:
        return ""
    rises = (
        "As it was, the town cannot be held: with no event at all the number of households rises by "
        "{share} in {years} years, so read differences and not levels."
    )
    falls = (
        "As it was, the town cannot be held: with no event at all the number of households falls by "
        "{share} in {years} years, so read differences and not levels."
    )
    told = {"share": percent(abs(share), spoken), "years": number(comparison.months / YEAR, spoken)}
    said = spoken.gettext(rises if share > 0.0 else falls, **told)
    posts = held_at(scenario, share)
    if posts is None:
        return f"{said} {spoken.gettext('No caseload was found at which it can.')}"
    cases = number(scenario.town.households / posts, spoken)
    held = "A town that has always had {posts} posts, {cases} cases each, and its own applicants, can."
    return f"{said} {spoken.gettext(held, posts=number(posts, spoken), cases=cases)}"


def change(households: Figures) -> float:
    """Return how the median over runs changes from the first year to the last; shape (runs, months)."""
    first, last = (np.median(part.mean(axis=1)) for part in (households[:, :YEAR], households[:, -YEAR:]))
    return float(last / max(1.0, first) - 1.0)


def held_at(scenario: Scenario, share: float) -> int | None:
    """Return the number of posts nearest to the place's own with which it holds; None if none was found.

    Steps outwards, for near a tipping point a town drifts now this way and now that. A town that grows, by
    `share`, is sought with more posts only: with fewer it may stand still, too, as nothing can become worse.
    """
    sides = (1,) if share > 0.0 else (1, -1)
    households, (fewest, most) = scenario.town.households, CASES
    for step in (turn * side for turn in range(1, STEPS + 1) for side in sides):
        posts = round(scenario.posts * STEP**step)
        possible = posts != scenario.posts and fewest * posts <= households <= most * posts
        if possible and abs(_calm_change(scenario, posts)) <= HELD:
            return posts
    return None


def _calm_change(scenario: Scenario, posts: int) -> float:
    """Return how the place changes in ten years of calm, if it had had so many posts all along."""
    place = _with_posts(scenario.before(), posts)
    origin = Origin.of(place)
    usual = usual_inflow(origin, LIVED)
    households = np.empty((RUNS, MONTHS))

    def calm(turn: int) -> None:
        key = key_of(SEED, turn)
        run = run_world(origin, place, settled(origin, key, usual), key, months=MONTHS)
        households[turn] = run.counts[:, Count.HOUSEHOLDS]

    in_parallel(calm, RUNS)
    return change(households)
