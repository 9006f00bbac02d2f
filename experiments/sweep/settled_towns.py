"""Settled towns: the last ones, for the next runs that begin with the same people."""

from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from tillit.model.origin import Origin
from tillit.model.simulation import settled
from tillit.model.town.arrays import Town

ROOM = 64_000_000
"""Bytes that the kept towns may take together; one is kept in any case."""


class SettledTowns:
    """Towns after their run-in, kept while neighbouring runs are likely to ask for them.

    Threads may share it; two that ask for the same town at once both make it.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = Lock()
        self._towns: OrderedDict[tuple[str, int], Town] = OrderedDict()
        self._sizes: dict[tuple[str, int], int] = {}

    def of(self, origin: Origin, key: np.uint64, inflow: NDArray[np.float64]) -> Town:
        """Return the town with which runs of some luck begin in a place."""
        name = (origin.digest, int(key))
        with self._lock:
            if name in self._towns:
                self._towns.move_to_end(name)
                return self._towns[name]
        town = settled(origin, key, inflow)
        with self._lock:
            self._towns[name] = town
            self._sizes[name] = town.size
            while len(self._towns) > 1 and sum(self._sizes.values()) > self._room:
                oldest, _ = self._towns.popitem(last=False)
                del self._sizes[oldest]
        return town
