"""Growth: larger arrays for a town that has become too small for its people."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from agents.caseworker import TEAM
from agents.client import Client
from model.town import Town, no_ties

Scalar = TypeVar("Scalar", bound=np.generic)

SEAT_ARRAYS = ("caseworkers", "colleagues", "partners", "books", "own", "wanted")


def with_more_room(town: Town) -> Town:
    """Return the town with room for what the kernel just had no room for."""
    office = town.office[0]
    if office["posts"] > len(town.caseworkers):
        return with_more_seats(town, int(office["posts"]))
    if len(town.lives) and office["told"] + len(town.clients) > len(town.lives):
        return town._replace(lives=longer(town.lives, 2 * len(town.lives) + len(town.clients)))
    return with_more_rows(town)


def with_more_rows(town: Town) -> Town:
    """Return the town with twice as many rows for clients."""
    more = len(town.clients)
    clients = np.zeros(more, Client.dtype)
    clients["person"] = -1
    unused = np.arange(more, 2 * more, dtype=np.int64)[::-1]
    town.office["free_rows"] += more
    return town._replace(
        clients=np.concatenate([town.clients, clients]),
        ties=np.concatenate([town.ties, no_ties(more)]),
        traineeships=np.concatenate([town.traineeships, no_ties(more)]),
        # The free rows count from the front, so the new ones go before the old.
        free=np.concatenate([unused, town.free]),
    )


def with_more_seats(town: Town, posts: int) -> Town:
    """Return the town with at least `posts` rows for caseworkers, and some to spare."""
    seats = -(-(posts + posts // 4) // TEAM) * TEAM
    arrays: dict[str, Any] = {name: longer(getattr(town, name), seats) for name in SEAT_ARRAYS}
    # A household without a caseworker reads the last row of `reach`, which is zero.
    return town._replace(**arrays, reach=longer(town.reach[:-1], seats + 1))


def longer(array: NDArray[Scalar], length: int) -> NDArray[Scalar]:
    """Return a copy with more rows: zeros, or ties to nobody."""
    shape = (length - len(array), *array.shape[1:])
    names = array.dtype.names or ()
    rest: Any = no_ties(*shape) if "since" in names else np.zeros(shape, array.dtype)
    return np.concatenate([array, rest])
