"""Tipping: where a town ends by its posts and its reorganisations, and where its past decides.

Every place of the map is lived from a calm start and from one after six years of a
reorganisation a year. Where the two end apart, the way back is longer than the way there.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import run_world
from tillit.model.town.seeds import key_of
from tillit.visualization.engine.worlds import Asked

DENSITIES = (0.7, 0.85, 1.0, 1.15, 1.3, 1.5)
"""Posts against those that the town has."""
INTERVALS = (0, 60, 36, 24, 18, 12)
"""Months from one reorganisation to the next; 0 for none."""
TROUBLE = 72
"""Months of the bad time, with a reorganisation a year."""
MONTHS = TROUBLE + 120
PAIRS = 3
AT_THE_END = 24
"""Months at the end over which the households are averaged."""
APART = 0.1
"""Difference between the two ends, as a share of the calm one, from which they are apart."""


def tipping(asked: Asked, progress: Callable[[int, int], None]) -> dict[str, Any] | None:
    """Return the map of a town with households on assistance; None for any other.

    Parameters
    ----------
    asked
        The town, and its assumptions; what happens there is left out.
    progress
        Called with the places of the map that are done, and with all.
    """
    town = asked.before
    if not town.posts:
        return None
    others = {max(1, round(share * town.posts)) for share in DENSITIES if share != 1.0}
    numbers = sorted({*others, town.posts})
    places = [(posts, interval) for posts in numbers for interval in INTERVALS]
    rows = []
    for turn, (posts, interval) in enumerate(places):
        (calm_then, calm), (trouble_then, troubled) = (
            _households(asked, posts, interval, trouble=it) for it in (False, True)
        )
        rows.append(
            {
                "posts": posts,
                "interval": interval,
                "calm": calm,
                "troubled": troubled,
                # What fades is no other regime.
                "apart": troubled > calm * (1 + APART) and troubled * calm_then >= calm * trouble_then,
            }
        )
        progress(turn + 1, len(places))
    return {
        "posts": numbers,
        "intervals": INTERVALS,
        "places": rows,
        "own": town.posts,
        "households": town.town.households,
    }


def _households(asked: Asked, posts: float, interval: int, *, trouble: bool) -> tuple[float, float]:
    """Return the mean households when trouble ends, and at the end, against those at the start."""
    events: list[Posts | Reorganisation] = []
    if trouble:
        events += [Reorganisation(month=month) for month in range(1, TROUBLE + 1, 12)]
    if posts != asked.before.posts:
        events.append(Posts(month=TROUBLE + 1, to=posts))
    if interval:
        events += [Reorganisation(month=month) for month in range(TROUBLE + 1, MONTHS + 1, interval)]
    scenario = asked.before.with_events(events)
    ends = []
    for pair in range(PAIRS):
        run = run_world(asked.origin, scenario, asked.town(pair), key_of(asked.seed, pair), months=MONTHS)
        households = INDICATORS["households"].compute(
            run.counts, run.ledger, inhabitants=scenario.town.inhabitants
        )
        ends.append([households[TROUBLE - 1], households[-AT_THE_END:].mean()])
    then, end = np.mean(ends, axis=0) / scenario.town.households
    return float(then), float(end)
