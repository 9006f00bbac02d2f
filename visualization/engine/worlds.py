"""Worlds: one world lived once for all visitors, and kept as long as there is room.

What is kept is found by what it depends on: the town as it was and how its people behave, what
happens there, the pair and the months. Two visitors who ask the same share the answer.
"""

from collections.abc import Callable, Hashable
from threading import Condition, Lock
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from tillit.model.indicators import INDICATORS, Observed
from tillit.model.scenarios import Scenario
from tillit.model.simulation import advance, begin_at, settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.visualization.address.places import origin_of
from tillit.visualization.address.state import State
from tillit.visualization.charts import INDICATORS_KEPT, MADE_OF

MEGABYTE = 2**20
YEAR = 12
"""Months that are lived in one go where there is time."""
Figures = NDArray[np.float32]


class Kept:
    """Results that are shared, those asked for longest ago thrown away first.

    Parameters
    ----------
    room
        Megabytes that they may take.
    size
        How many bytes one of them takes.
    """

    def __init__(self, room: float, size: Callable[[Any], int]) -> None:
        self._lock = Condition(Lock())
        self._there: LRUCache[Hashable, Any] = LRUCache(room * MEGABYTE, getsizeof=size)
        self._making: set[Hashable] = set()

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._there

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is kept
        """Return what is kept, or make it; whoever else asks meanwhile waits for it."""
        with self._lock:
            while key in self._making:
                self._lock.wait()
            if (found := self._there.get(key)) is not None:
                return found
            self._making.add(key)
        try:
            made = make()
            with self._lock:
                if self._there.getsizeof(made) <= self._there.maxsize:
                    self._there[key] = made
            return made
        finally:
            with self._lock:
                self._making.discard(key)
                self._lock.notify_all()


def _bytes_of(arrays: tuple[Any, ...]) -> int:
    """Return the bytes of a tuple of arrays, and of the tuples within it."""
    return sum(
        it.nbytes if hasattr(it, "nbytes") else _bytes_of(it) for it in arrays if hasattr(it, "__len__")
    )


TOWNS = Kept(192, _bytes_of)
"""Settled towns."""
INFLOWS = Kept(1, lambda inflow: inflow.nbytes)
"""Usual inflows: what takes longest of a town, and is found once."""
RUNS = Kept(64, lambda figures: figures.nbytes)
"""Figures of worlds."""


class Asked:
    """What a visitor asks: a town with its events, beside the same town as it was.

    Parameters
    ----------
    state
        What the visitor has chosen.
    """

    def __init__(self, state: State) -> None:
        self.before = state.before
        self.scenario = state.scenario
        self.origin = origin_of(state.town, state.parameters, state.off)
        self.months = state.months
        self.seed = state.seed
        self._alike = (self.origin.digest, self.months, self.seed)
        self._events = tuple(event.read() for event in self.scenario.events)

    @property
    def key(self) -> Hashable:
        """What its results depend on, but for the pair."""
        return (*self._alike, self._events)

    def has(self, pair: int) -> bool:
        """Tell whether both worlds of a pair are lived already."""
        return all((*self._alike, events, pair) in RUNS for events in ((), self._events))

    def pair(self, pair: int, pause: Callable[[], None] | None = None) -> tuple[Figures, Figures]:
        """Return the figures of both worlds, each of shape (KEPT, months); the town as it was first.

        Parameters
        ----------
        pair
            Which.
        pause
            Called before every year that is lived, if there is time to give way to others.
        """
        was = self._world(self.before, (), pair, pause)
        return was, self._world(self.scenario, self._events, pair, pause)

    def town(self, pair: int) -> Town:
        """Return the settled town with which both worlds begin; not to be changed."""
        key = (self.origin.digest, self.seed, pair)
        town: Town = TOWNS.get(key, lambda: settled(self.origin, key_of(self.seed, pair), self._inflow()))
        return town

    def _inflow(self) -> NDArray[np.float64]:
        inflow: NDArray[np.float64] = INFLOWS.get(self.origin.digest, lambda: usual_inflow(self.origin))
        return inflow

    def _world(
        self, scenario: Scenario, events: tuple[str, ...], pair: int, pause: Callable[[], None] | None
    ) -> Figures:
        key = (*self._alike, events, pair)
        figures: Figures = RUNS.get(key, lambda: self._lived(scenario, pair, pause))
        return figures

    def _lived(self, scenario: Scenario, pair: int, pause: Callable[[], None] | None) -> Figures:
        key, step = key_of(self.seed, pair), YEAR if pause else self.months
        world = begin_at(self.origin, self.town(pair), months=self.months)
        for page in range(0, self.months, step):
            if pause:
                pause()
            months = min(step, self.months - page)
            world = advance(world, self.origin, key, page=page, months=months, events=scenario.events)
        inhabitants = scenario.town.inhabitants
        seen = Observed(world.counts, world.ledger, inhabitants)
        rows = [INDICATORS[name].measure(seen) for name in INDICATORS_KEPT]
        rows += [seen.municipal(*entries) for entries in MADE_OF.values()]
        return np.stack(rows).astype(np.float32)
