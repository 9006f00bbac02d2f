"""Simulation: from a scenario and a seed to a decade of one town.

Before the comparison begins, the town lives some years in balance: each
household that leaves is replaced by one like it. That sorts the people out and
tells the town's usual inflow, the one figure that no account gives. The inflow
is then frozen, at its mean over some replicates, for every world of the town.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.client import DESTINATIONS, OBSTACLES, State
from tillit.agents.foundation.lending import Handed
from tillit.agents.foundation.records import Rows
from tillit.model.applicants import share_with
from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.books.lives import Life
from tillit.model.books.lives_of_children import ChildLife
from tillit.model.events import Event
from tillit.model.founding import furnish, settle_people, settle_staff
from tillit.model.happening import happen
from tillit.model.month import Span, live
from tillit.model.origin import RUN_IN, Origin
from tillit.model.scenarios import Scenario
from tillit.model.town.arrays import Town
from tillit.model.town.growth import cases_of, households_of, roomy, trimmed, with_more_room
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import freeze, settled_trust

INFLOW_SEED = 271_828
"""Root seed of the replicates that find the inflow; apart from every user's."""

INFLOW_HOUSEHOLDS = 60_000
"""Households that the search for the inflow lives through in all, over its replicates."""

SEARCH_HOUSEHOLDS = 15_000
"""The same for each share near self-support that is tried, in a town that states its applicants."""


class Run(NamedTuple):
    """What came of one world."""

    counts: NDArray[np.float64]
    """Counts, shape (months, COUNTS)."""
    ledger: NDArray[np.int64]
    """Ledger, shape (months, ENTRIES, PARTIES)."""
    lives: Rows
    """Households' histories, shape (rows,) of `model.books.lives.Life`; empty unless asked for."""
    child_lives: Rows
    """Children's histories, shape (rows,) of `books.lives_of_children.ChildLife`; empty unless asked for."""


def settled(origin: Origin, key: np.uint64, inflow: NDArray[np.float64] | None = None) -> Town:
    """Return the town after its run-in, in the month in which the comparison begins.

    Parameters
    ----------
    origin
        The town as it was.
    key
        The replicate's luck.
    inflow
        The town's usual inflow, where it is known already; finding it costs
        as much as several run-ins.

    Notes
    -----
    Without a run-in the town begins as it is founded, and stays in balance.
    """
    town = balanced(origin, key)
    if origin.run_in == 0:
        return town
    usual = usual_inflow(origin) if inflow is None else inflow
    town.inflow[:] = usual[:OBSTACLES]
    if town.has_children:
        town.children.office.usual = usual[OBSTACLES]
    town.place.balance = 0
    town.assistance.office.care_before = town.assistance.office.care
    away = town.households[town.households["state"] == State.AWAY]["destination"]
    town.supported[:] = np.bincount(away, minlength=DESTINATIONS) + town.forgotten.sum(axis=0)
    return trimmed(town)._replace(ledger=town.ledger[:0].copy(), counts=town.counts[:0].copy())


def balanced(origin: Origin, key: np.uint64) -> Town:
    """Return the town after its run-in; its inflow is that of the observed months together."""
    return _balanced(origin, key, share_near(origin))


def _balanced(origin: Origin, key: np.uint64, near: float) -> Town:
    """Return a town after its run-in, in which a share of applicants is near self-support."""
    town = furnish(origin.scenario, origin.assumptions, origin.run_in, near)
    with np.errstate(over="ignore"):  # the generator's products wrap, see `advance`
        whole, first = Handed(town.for_kernel()), Handed(origin.assumptions)
        settle_people(whole.at, first.at, key, origin.philox)
    half, unobserved = origin.run_in // 2, origin.run_in - origin.observed
    town = advance(town, origin, key, page=0, months=half)
    with np.errstate(over="ignore"):
        whole = Handed(town.for_kernel())
        a, b, on = origin.handed
        settle_staff(whole.at, a.at, b.at, on.at, key, origin.philox)
    town = advance(town, origin, key, page=half, months=unobserved - half)
    town.inflow[:] = 0.0
    town.children.office.usual = 0.0
    town.lasting[:] = 0.0
    town = advance(town, origin, key, page=unobserved, months=origin.observed)
    # As many as there are when no more end in a month than come: these came in the observed months only.
    town.lasting[:] /= 1.0 - prod([1.0 - origin.assumptions.returning.ending] * max(1, origin.observed))
    return town


@lru_cache(maxsize=256)
def usual_inflow(origin: Origin, lived: int = INFLOW_HOUSEHOLDS) -> NDArray[np.float64]:
    """Return the usual applicants a month by obstacle, and new child cases last, shape (FLOWS,).

    Parameters
    ----------
    origin
        The town as it was.
    lived
        Households that the search lives through in all: with fewer it is quicker, and less exact.

    Raises
    ------
    ScenarioError
        If the town says how many it grants assistance, and so many cannot be.
    """
    applicants, children = origin.scenario.town.applicants, origin.scenario.children
    usual = _mean_inflow(origin, share_near(origin), lived)
    if applicants is not None:
        usual[:OBSTACLES] *= applicants / usual[:OBSTACLES].sum()
    if children and children.inflow is not None:
        usual[OBSTACLES] = children.inflow
    return usual


@lru_cache(maxsize=256)
def share_near(origin: Origin) -> float:
    """Return the share of applicants near self-support: as declared, or as the town's own figures have it.

    Raises
    ------
    ScenarioError
        If the town says how many it grants assistance, and so many cannot be.
    """
    town, usual = origin.scenario.town, origin.assumptions.households.near
    if town.applicants is None or origin.run_in == 0:
        return usual

    def came_when(near: float) -> float:
        return float(_mean_inflow(origin, near, SEARCH_HOUSEHOLDS)[:OBSTACLES].sum())

    return share_with(town.applicants, town, origin.scenario.posts, came_when)


def _mean_inflow(origin: Origin, near: float, lived: int) -> NDArray[np.float64]:
    """Return who come in a month of the run-in, in the mean over some replicates; see `usual_inflow`."""
    town, children = origin.scenario.town, origin.scenario.children
    cases = town.households + (children.cases if children else 0)
    replicates = max(1, min(96, lived // cases)) if origin.run_in == RUN_IN else 1
    keys = [key_of(INFLOW_SEED, number) for number in range(replicates)]
    with ThreadPoolExecutor() as pool:
        inflows = pool.map(lambda key: came(_balanced(origin, key, near)), keys)
        total: NDArray[np.float64] = sum(inflows, np.zeros(1))
    return total / (replicates * origin.observed)


def came(town: Town) -> NDArray[np.float64]:
    """Return how many came in the observed months, in the order of `usual_inflow`."""
    return np.append(town.inflow, town.children.office.usual)


def begin(town: Town, *, months: int, history: bool = False) -> Town:
    """Return a world of its own that begins with `town`.

    Parameters
    ----------
    town
        The settled town; it is copied.
    months
        Months that the ledger and the counts have room for.
    history
        Whether to write down the life of every household and of every child.
    """
    households = households_of(town, roomy(town.assistance.office.rows))
    cases = cases_of(town, roomy(town.children.office.rows) if town.has_children else 0)
    return town.copied(
        **households,
        **cases,
        ledger=np.zeros((months, ENTRIES, PARTIES), np.int64),
        counts=np.zeros((months, COUNTS)),
        lives=np.zeros(len(households["households"]) if history else 0, Life.dtype),
        case_lives=np.zeros(len(cases["cases"]) if history else 0, ChildLife.dtype),
    )


def begin_at(origin: Origin, town: Town, *, months: int, history: bool = False) -> Town:
    """Return a world of its own; where continuity is off, each kind of tie is frozen at its mean."""
    world = begin(town, months=months, history=history)
    return world if origin.scenario.mechanisms.continuity else freeze(world, settled_trust(town))


def advance(
    town: Town, origin: Origin, key: np.uint64, *, page: int, months: int, events: Iterable[Event] = ()
) -> Town:
    """Live some months, and let what falls into them happen.

    Parameters
    ----------
    town
        The town; its arrays are changed.
    origin
        How its people behave.
    key
        The replicate's luck.
    page
        First page of the ledger and the counts to write.
    months
        Months to live.
    events
        What happens, each at the start of its month; those of other months do not.

    Returns
    -------
    Town
        The same town, perhaps with larger arrays.
    """
    first = int(town.place.month) - origin.run_in - 1
    due: dict[int, list[Event]] = {first: []}
    for event in events:
        if first <= event.month - 1 < first + months:
            due.setdefault(event.month - 1, []).append(event)
    for start, end in pairwise([*sorted(due), first + months]):
        if due[start]:
            happen(town, due[start], start)
        town = _live_on(town, origin, key, page=page + start - first, months=end - start)
    return town


def simulate(scenario: Scenario, key: np.uint64, *, months: int, history: bool = False) -> Run:
    """Run one world.

    Parameters
    ----------
    scenario
        What place it is, and what happens there.
    key
        Luck of the replicate; see `model.town.seeds.key_of`.
    months
        How long.
    history
        Whether to write down the life of every household and of every child.
    """
    origin = Origin.of(scenario)
    return run_world(origin, scenario, settled(origin, key), key, months=months, history=history)


def run_world(
    origin: Origin, scenario: Scenario, town: Town, key: np.uint64, *, months: int, history: bool = False
) -> Run:
    """Run one world from a settled town, which stays as it is."""
    world = begin_at(origin, town, months=months, history=history)
    world = advance(world, origin, key, page=0, months=months, events=scenario.events)
    return Run(world.counts, world.ledger, world.told_lives, world.told_case_lives)


def _live_on(town: Town, origin: Origin, key: np.uint64, *, page: int, months: int) -> Town:
    """Live some months, making room for more people when it is needed; parameters as for `advance`."""
    lived = 0
    a, b, on = origin.handed
    # The generator's 64-bit products wrap; only the plain run would warn of it.
    with np.errstate(over="ignore"):
        while True:
            span = Span(key, origin.philox, origin.run_in + 1, page + lived, months - lived)
            handed = Handed(town.for_kernel())
            lived += live(handed.at, a.at, b.at, on.at, span)
            if lived == months:
                return town
            town = with_more_room(town)
