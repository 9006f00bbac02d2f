"""Drift: whether a town as it was stays so when nothing happens, and if not, with how many posts it would.

A run begins in a town that was held in balance. Where its caseworkers have more cases than they can
bear, balance ends with the run-in: the town drifts, and levels say little.
"""

import dataclasses
import math
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.outcomes import Comparison
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


class Held(NamedTuple):
    """A number of posts with which a town can be held, and the households for each of them."""

    posts: int
    caseload: float


class Drift(NamedTuple):
    """How a town as it was drifts."""

    share: float
    """Change of the median number of households, from the first year to the last."""
    years: float
    """Years that were run."""
    held: Held | None
    """Posts with which it would not; None if none were found."""

    def in_words(self, spoken: Words) -> str:
        """Return what a reader must know, in a line or two."""
        told = {"share": percent(abs(self.share), spoken), "years": number(self.years, spoken)}
        if self.share > 0.0:
            said = spoken.gettext(
                "As it was, the town cannot be held: with no event at all the number of households rises by "
                "{share} in {years} years, so read differences and not levels.",
                **told,
            )
        else:
            said = spoken.gettext(
                "As it was, the town cannot be held: with no event at all the number of households falls by "
                "{share} in {years} years, so read differences and not levels.",
                **told,
            )
        if self.held is None:
            return f"{said} {spoken.gettext('No caseload was found at which it can.')}"
        held = spoken.gettext(
            "A town that has always had {posts} posts, {cases} cases each, and its own applicants, can.",
            posts=number(self.held.posts, spoken),
            cases=number(self.held.caseload, spoken),
        )
        return f"{said} {held}"


def drift_of(comparison: Comparison) -> Drift | None:
    """Return how the town as it was drifts; None if it holds, or the runs cannot tell.

    They cannot if something happens in world A too, or if they are shorter than two years.
    """
    scenario = comparison.a.world.scenario
    if scenario.events or not scenario.posts or comparison.months < 2 * YEAR:
        return None
    households = comparison.a.counts[..., Count.HOUSEHOLDS]
    share = change(households)
    if abs(share) <= MOST or not is_sure(households):
        return None
    return Drift(share, comparison.months / YEAR, held_at(scenario, share))


def change(households: NDArray[np.float64]) -> float:
    """Return how the median over runs changes from the first year to the last; shape (runs, months)."""
    first, last = (np.median(part.mean(axis=1)) for part in (households[:, :YEAR], households[:, -YEAR:]))
    return float(last / max(1.0, first) - 1.0)


def is_sure(households: NDArray[np.float64]) -> bool:
    """Tell whether the change is more than chance; one run alone never can."""
    if len(households) < 2:  # noqa: PLR2004 - fewer have no spread
        return False
    changes = households[:, -YEAR:].mean(axis=1) - households[:, :YEAR].mean(axis=1)
    return bool(abs(changes.mean()) > SURE * changes.std(ddof=1) / math.sqrt(len(changes)))


def held_at(scenario: Scenario, share: float) -> Held | None:
    """Return the number of posts nearest to the place's own with which it holds; None if none was found.

    Steps outwards, for near a tipping point a town drifts now this way and now that. A town that grows (by
    `share`, see `Drift`) is sought with more posts only: with fewer it may stand still, too, when nothing can
    become worse.
    """
    households, own = scenario.town.households, scenario.posts
    sides = (1,) if share > 0.0 else (1, -1)
    for step in (turn * side for turn in range(1, STEPS + 1) for side in sides):
        posts = round(own * STEP**step)
        possible = posts not in {0, own} and CASES[0] <= households / posts <= CASES[1]
        if possible and abs(_calm_change(scenario, posts)) <= MOST:
            return Held(posts, households / posts)
    return None


def _calm_change(scenario: Scenario, posts: int) -> float:
    """Return how the place changes in ten years of calm, if it had had so many posts all along."""
    staff = scenario.staff.model_copy(update={"posts": posts, "caseload": None})
    place = dataclasses.replace(scenario.before(), staff=staff)
    origin = Origin.of(place)
    usual = usual_inflow(origin, LIVED)

    def calm(turn: int) -> NDArray[np.float64]:
        key = key_of(SEED, turn)
        run = run_world(origin, place, settled(origin, key, usual), key, months=MONTHS)
        return run.counts[:, Count.HOUSEHOLDS]

    with ThreadPoolExecutor() as pool:
        return change(np.array(list(pool.map(calm, range(RUNS)))))
