"""Growth: larger arrays for a town that has become too small for its people."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from agents.caseworker import TEAM
from agents.client import State
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
    """Return the town without the rows of those who are gone, and with room to spare.

    Everybody stays in order of arrival, so nobody's month is lived before
    somebody else's who came earlier.
    """
    here = np.flatnonzero(town.clients["state"][: int(town.office["rows"][0])] != State.ABSENT)
    length = len(town.clients)
    if 2 * len(here) > length or len(here) == town.office["rows"][0]:
        length *= 2
    town.office["rows"] = len(here)
    town.office["gone"] = 0
    clients = longer(town.clients[here], length)
    clients["person"][len(here) :] = -1
    return town._replace(
        clients=clients,
        ties=longer(town.ties[here], length),
        traineeships=longer(town.traineeships[here], length),
        roll=np.zeros(length, town.roll.dtype),
        away=np.zeros(length, town.away.dtype),
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
