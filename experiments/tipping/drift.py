"""Drift: whether a town as it was stays so when nothing happens, and if not, with how many posts it would.

A run begins in a town that was held in balance. Where its caseworkers have more cases than they can
bear, balance ends with the run-in: the town drifts, and levels say little.
"""

import dataclasses
import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.numbers import number, percent
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

MOST = 0.05
"""Change of the number of households, as a share, up to which a town counts as held."""
SURE = 2.0
"""Standard errors by which the change must differ from none: a village changes by chance."""
MONTHS, RUNS = 120, 12
"""Calm months in which a town must hold where posts are sought with which it does, and runs of each."""
SEED = 577_215
"""Root of their luck; apart from every user's."""
LIVED = 15_000
"""Households that the search for each town's inflow lives through."""
CASES = (20.0, 100.0)
"""Cases for each caseworker between which a town is sought that holds."""
STEP, STEPS = 1.25, 4
"""Posts that are tried against those tried before; how often upwards, and as often downwards."""


class Drift(NamedTuple):
    """How a town as it was drifts."""

    share: float
    """Change of the median number of households, from the first year to the last."""
    years: float
    """Years that were run."""
    held: tuple[int, float] | None
    """Posts with which it would not, and households for each of them; None if none were found."""

    def in_words(self, spoken: Words) -> str:
        """Return what a reader must know, in a line or two."""
        rises = (
            "As it was, the town cannot be held: with no event at all the number of households rises by "
            "{share} in {years} years, so read differences and not levels."
        )
        falls = (
            "As it was, the town cannot be held: with no event at all the number of households falls by "
            "{share} in {years} years, so read differences and not levels."
        )
        told = {"share": percent(abs(self.share), spoken), "years": number(self.years, spoken)}
        said = spoken.gettext(rises if self.share > 0.0 else falls, **told)
        if self.held is None:
            return f"{said} {spoken.gettext('No caseload was found at which it can.')}"
        posts, cases = (number(it, spoken) for it in self.held)
        held = "A town that has always had {posts} posts, {cases} cases each, and its own applicants, can."
        return f"{said} {spoken.gettext(held, posts=posts, cases=cases)}"


def drift_of(comparison: Comparison) -> Drift | None:
    """Return how the town as it was drifts; None if it holds, or the runs cannot tell.

    They cannot if something happens in world A too, if they are shorter than two years, if there is one
    alone, or if the change may be chance.
    """
    scenario, households = comparison.a.world.scenario, comparison.a.counts[..., Count.HOUSEHOLDS]
    if scenario.events or not scenario.posts or comparison.months < 2 * YEAR or comparison.pairs == 1:
        return None
    share = change(households)
    changes = households[:, -YEAR:].mean(axis=1) - households[:, :YEAR].mean(axis=1)
    unsure = abs(changes.mean()) <= SURE * changes.std(ddof=1) / math.sqrt(len(changes))
    if abs(share) <= MOST or unsure:
        return None
    return Drift(share, comparison.months / YEAR, held_at(scenario, share))


def change(households: NDArray[np.float64]) -> float:
    """Return how the median over runs changes from the first year to the last; shape (runs, months)."""
    first, last = (np.median(part.mean(axis=1)) for part in (households[:, :YEAR], households[:, -YEAR:]))
    return float(last / max(1.0, first) - 1.0)


def held_at(scenario: Scenario, share: float) -> tuple[int, float] | None:
    """Return the number of posts nearest to the place's own with which it holds, and households for each.

    None if none was found. Steps outwards, for near a tipping point a town drifts now this way and now that.
    A town that grows (by `share`, see `Drift`) is sought with more posts only: with fewer it may stand still,
    too, when nothing can become worse.
    """
    households, own = scenario.town.households, scenario.posts
    sides = (1,) if share > 0.0 else (1, -1)
    for step in (turn * side for turn in range(1, STEPS + 1) for side in sides):
        posts = round(own * STEP**step)
        possible = posts not in {0, own} and CASES[0] <= households / posts <= CASES[1]
        if possible and abs(_calm_change(scenario, posts)) <= MOST:
            return posts, households / posts
    return None


def _calm_change(scenario: Scenario, posts: int) -> float:
    """Return how the place changes in ten years of calm, if it had had so many posts all along."""
    staff = scenario.staff.model_copy(update={"posts": posts, "caseload": None})
    place = dataclasses.replace(scenario.before(), staff=staff)
    origin = Origin.of(place)
    usual = usual_inflow(origin, LIVED)
    households = np.empty((RUNS, MONTHS))

    def calm(turn: int) -> None:
        key = key_of(SEED, turn)
        run = run_world(origin, place, settled(origin, key, usual), key, months=MONTHS)
        households[turn] = run.counts[:, Count.HOUSEHOLDS]

    in_parallel(calm, RUNS)
    return change(households)
