"""Simulation: from a scenario and a seed to a decade of one town.

Before the comparison begins, the town lives some years in balance: each
household that leaves is replaced by one like it. That sorts the people out and
tells the town's usual inflow, the one figure that no account gives. The inflow
is then frozen, at its mean over some replicates, for every world of the town.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import ceil, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.client import DESTINATIONS, OBSTACLES, State
from tillit.agents.foundation.lending import Handed
from tillit.agents.foundation.records import Rows
from tillit.model.assumptions import Assumptions, assume, for_children, replaced
from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.books.lives import Life
from tillit.model.books.lives_of_children import ChildLife
from tillit.model.events import Event
from tillit.model.founding import furnish, settle_people
from tillit.model.happening import happen
from tillit.model.month import Span, live
from tillit.model.scenarios import Scenario
from tillit.model.town.arrays import Town
from tillit.model.town.growth import cases_of, households_of, roomy, trimmed, with_more_room
from tillit.model.town.seeds import key_of

RUN_IN = 96
"""Months of balance before the comparison."""

OBSERVED = 36
"""The last of them, over which the inflow is counted."""

INFLOW_SEED = 271_828
"""Root seed of the replicates that find the inflow; apart from every user's."""

INFLOW_HOUSEHOLDS = 12_000
"""Households that the search for the inflow lives through in all, over its replicates."""


@dataclass(frozen=True)
class Place:
    """What two worlds must share to begin alike: the town as it was, and how people behave.

    Places are equal when everything that the model reads of them is.
    """

    digest: str
    """Hash of the scenario without its events."""
    philox: int
    """1 to draw with the checking generator."""
    scenario: Scenario = field(compare=False)
    """Without events."""
    assumptions: Assumptions = field(compare=False)
    """How people behave."""
    child_assumptions: Assumptions = field(compare=False)
    """The same with the norms of the child and family unit."""
    run_in: int = RUN_IN
    """Months that the town lives before the comparison; fewer only for debugging."""

    @classmethod
    def of(cls, scenario: Scenario, *, philox: bool = False, run_in: int = RUN_IN) -> "Place":
        """Return the place in which a scenario happens.

        Raises
        ------
        ValueError
            If the run-in is longer than the usual one, or shorter than none.
        """
        if not 0 <= run_in <= RUN_IN:
            message = f"run_in is {run_in}: must be {RUN_IN} months, or fewer to debug with, down to 0"
            raise ValueError(message)
        before = scenario.before()
        a = replaced(assume(scenario.parameters), scenario.own_values)
        return cls(before.digest, int(philox), before, a, for_children(a), run_in)

    @property
    def observed(self) -> int:
        """Months of the run-in over which the inflow is counted: the last three eighths."""
        return ceil(self.run_in * OBSERVED / RUN_IN)

    @cached_property
    def handed(self) -> tuple[Handed, Handed, Handed]:
        """Both units' parameters, and which mechanisms act, as the kernel takes them."""
        return Handed(self.assumptions), Handed(self.child_assumptions), Handed(self.scenario.mechanisms)


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


def settled(place: Place, key: np.uint64, inflow: NDArray[np.float64] | None = None) -> Town:
    """Return the town after its run-in, in the month in which the comparison begins.

    Parameters
    ----------
    place
        The town as it was.
    key
        The replicate's luck.
    inflow
        The place's usual inflow, where it is known already; finding it costs
        as much as several run-ins.

    Notes
    -----
    Without a run-in the town begins as it is founded, and stays in balance.
    """
    town = balanced(place, key)
    if place.run_in == 0:
        return town
    usual = usual_inflow(place) if inflow is None else inflow
    town.inflow[:] = usual[:OBSTACLES]
    if town.has_children:
        town.children.office.usual = usual[OBSTACLES]
    town.place.balance = 0
    away = town.households[town.households["state"] == State.AWAY]["destination"]
    town.supported[:] = np.bincount(away, minlength=DESTINATIONS) + town.forgotten.sum(axis=0)
    return trimmed(town)._replace(ledger=town.ledger[:0].copy(), counts=town.counts[:0].copy())


def balanced(place: Place, key: np.uint64) -> Town:
    """Return the town after its run-in; its inflow is that of the observed months together."""
    town = furnish(place.scenario, place.assumptions, place.run_in)
    households = place.assumptions.households
    stock = households._replace(near=households.near_in_stock)
    with np.errstate(over="ignore"):  # the generator's products wrap, see `advance`
        whole, first, who = Handed(town.for_kernel()), Handed(_first_of(place.assumptions)), Handed(stock)
        settle_people(whole.at, first.at, who.at, key, place.philox)
    unobserved = place.run_in - place.observed
    town = advance(town, place, key, page=0, months=unobserved)
    town.inflow[:] = 0.0
    town.children.office.usual = 0.0
    town.lasting[:] = 0.0
    town = advance(town, place, key, page=unobserved, months=place.observed)
    # As many as there are when no more end in a month than come: these came in the observed months only.
    town.lasting[:] /= 1.0 - prod([1.0 - place.assumptions.returning.ending] * max(1, place.observed))
    return town


@lru_cache(maxsize=256)
def usual_inflow(place: Place) -> NDArray[np.float64]:
    """Return the usual applicants a month by obstacle, and new child cases last, shape (FLOWS,)."""
    town, children = place.scenario.town, place.scenario.children
    cases = town.households + (children.cases if children else 0)
    replicates = max(1, min(12, INFLOW_HOUSEHOLDS // cases)) if place.run_in == RUN_IN else 1
    keys = [key_of(INFLOW_SEED, number) for number in range(replicates)]
    with ThreadPoolExecutor() as pool:
        inflows = pool.map(lambda key: came(balanced(place, key)), keys)
        total: NDArray[np.float64] = sum(inflows, np.zeros(1))
    usual = total / (replicates * place.observed)
    if children and children.inflow is not None:
        usual[OBSTACLES] = children.inflow
    return usual


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


def advance(
    town: Town, place: Place, key: np.uint64, *, page: int, months: int, events: Iterable[Event] = ()
) -> Town:
    """Live some months, and let what falls into them happen.

    Parameters
    ----------
    town
        The town; its arrays are changed.
    place
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
    first = int(town.place.month) - place.run_in - 1
    due: dict[int, list[Event]] = {first: []}
    for event in events:
        if first <= event.month - 1 < first + months:
            due.setdefault(event.month - 1, []).append(event)
    for start, end in pairwise([*sorted(due), first + months]):
        if due[start]:
            happen(town, due[start], start)
        town = _live_on(town, place, key, page=page + start - first, months=end - start)
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
    place = Place.of(scenario)
    return run_world(place, scenario, settled(place, key), key, months=months, history=history)


def run_world(
    place: Place, scenario: Scenario, town: Town, key: np.uint64, *, months: int, history: bool = False
) -> Run:
    """Run one world from a settled town, which stays as it is."""
    world = begin(town, months=months, history=history)
    world = advance(world, place, key, page=0, months=months, events=scenario.events)
    return Run(world.counts, world.ledger, world.told_lives, world.told_case_lives)


def _first_of(a: Assumptions) -> Assumptions:
    """Return the assumptions about the child cases that a town begins with."""
    return a._replace(families=a.families._replace(heavy=a.families.heavy_in_stock))


def _live_on(town: Town, place: Place, key: np.uint64, *, page: int, months: int) -> Town:
    """Live some months, making room for more people when it is needed; parameters as for `advance`."""
    lived = 0
    a, b, on = place.handed
    # The generator's 64-bit products wrap; only the plain run would warn of it.
    with np.errstate(over="ignore"):
        while True:
            span = Span(key, place.philox, place.run_in + 1, page + lived, months - lived)
            handed = Handed(town.for_kernel())
            lived += live(handed.at, a.at, b.at, on.at, span)
            if lived == months:
                return town
            town = with_more_room(town)
