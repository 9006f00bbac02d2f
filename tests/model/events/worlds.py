"""Pairs of worlds: a village to which one event happens, and the same village without it."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from tests.model.small_towns import only_children, village
from tillit.model.books.ledger import Entry, Party
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, one_event
from tillit.model.simulation import Run, run_world, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

MONTH = 7
"""Month in which the event happens."""
MONTHS = 36
REPLICATES = 16
SURE = 3.0
"""Standard errors by which a mean must differ from zero to be called a difference."""
INHABITANTS = 6000

TOWN = village(households=240, posts=5)
UNWELL = village(
    households=240,
    posts=8,
    changes={
        "town.obstacles.sick": 0.45,
        "town.obstacles.unemployed": 0.1,
        "parameters.leaving.sickness": 0.6,
        "parameters.hours.partners": 0.05,
    },
)
"""Nearly every other household is sick without benefit, and partners are hardly reached."""
EAGER = village(
    households=240,
    posts=8,
    changes={
        "parameters.leaving.studies": 0.4,
        "parameters.placements.begin": 0.2,
        "parameters.leaving.sickness": 0.6,
    },
)
"""As the village, with time for everybody, but ways out that few take are taken by many."""
BOTH = village(households=60, posts=2, children=240, child_posts=6)
"""A village that has a child and family unit too."""
CHILDREN = only_children(cases=100, posts=4)
"""A town of which only the children are looked at."""


class Pairs(NamedTuple):
    """Worlds without and with an event, each pair with the same people and the same luck."""

    without: list[Run]
    within: list[Run]

    def change(self, name: str) -> np.ndarray:
        """Return how an indicator changed, over the months from the event on; one for each pair."""
        return np.array([mean(b, name) - mean(a, name) for a, b in zip(*self, strict=True)])

    def counted(self, count: int, months: int | None = None) -> np.ndarray:
        """Return how a count's sum over the first months, or all, changed; one for each pair."""
        sums = [[run.counts[:months, count].sum() for run in world] for world in self]
        return np.subtract(sums[1], sums[0])

    def paid(self, entry: Entry, party: Party = Party.MUNICIPALITY) -> np.ndarray:
        """Return how much more a party paid in all; one for each pair."""
        sums = [[run.ledger[:, entry, party].sum() for run in world] for world in self]
        return np.subtract(sums[0], sums[1])


def mean(run: Run, name: str) -> float:
    """Return an indicator's mean over the months from the event on."""
    values = INDICATORS[name].compute(run.counts, run.ledger, inhabitants=INHABITANTS)
    return float(np.nanmean(values[MONTH - 1 :]))


@lru_cache(maxsize=8)
def homes(scenario: Scenario) -> tuple[Town, ...]:
    """Return the settled town of each replicate."""
    origin = Origin.of(scenario)
    return tuple(settled(origin, key_of(1, number)) for number in range(REPLICATES))


@lru_cache(maxsize=8)
def quiet(scenario: Scenario) -> list[Run]:
    """Return the worlds to which nothing happens."""
    return worlds(scenario, scenario)


def worlds(before: Scenario, scenario: Scenario) -> list[Run]:
    """Return the worlds of a scenario that begins in a town."""
    origin = Origin.of(before)
    return [
        run_world(origin, scenario, town, key_of(1, number), months=MONTHS)
        for number, town in enumerate(homes(before))
    ]


def pairs(kind: str, scenario: Scenario = TOWN, **size: Any) -> Pairs:  # noqa: ANN401 - files hold anything
    """Return the worlds without and with an event of a kind and size."""
    return happened(kind, scenario, tuple(size.items()))


@lru_cache(maxsize=64)
def happened(kind: str, scenario: Scenario, size: tuple[tuple[str, Any], ...]) -> Pairs:
    """Return the same worlds once they have been lived; many tests look at the same ones."""
    acted = scenario.with_events(one_event({"kind": kind, "month": MONTH, **dict(size)}))
    return Pairs(quiet(scenario), worlds(scenario, acted))


def rises(change: np.ndarray) -> bool:
    """Tell whether a change is surely above zero."""
    return bool(change.mean() > SURE * change.std(ddof=1) / np.sqrt(len(change)))


def falls(change: np.ndarray) -> bool:
    """Tell whether a change is surely below zero."""
    return rises(-change)


def untouched(change: np.ndarray) -> bool:
    """Tell whether nothing at all changed, in any pair."""
    return not change.any()
