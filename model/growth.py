"""Growth: larger arrays for a town that has become too small for its people."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tillit.agents.caseworker import TEAM
from tillit.agents.client import State
from tillit.model.town import Town, no_ties

Scalar = TypeVar("Scalar", bound=np.generic)

SEAT_ARRAYS = ("caseworkers", "colleagues", "partners", "books", "own", "wanted")
CHILD_SEAT_ARRAYS = (
    "child_workers",
    "child_colleagues",
    "child_partners",
    "child_books",
    "child_own",
    "child_wanted",
)


def with_more_room(town: Town) -> Town:
    """Return the town with room for what the kernel just had no room for."""
    office = town.office[0]
    if office["posts"] > len(town.caseworkers):
        return with_more_seats(town, int(office["posts"]))
    if town.has_children and town.office[1]["posts"] > len(town.child_workers):
        return with_more_child_seats(town, int(town.office[1]["posts"]))
    if len(town.lives) and office["told"] + len(town.clients) > len(town.lives):
        return town._replace(lives=longer(town.lives, 2 * len(town.lives) + len(town.clients)))
    if len(town.child_lives) and town.office[1]["told"] + len(town.children) > len(town.child_lives):
        rows = 2 * len(town.child_lives) + len(town.children)
        return town._replace(child_lives=longer(town.child_lives, rows))
    if town.has_children and children_soon(town) > len(town.children):
        return with_more_children(town, 2 * children_soon(town))
    return with_more_rows(town)


def children_soon(town: Town) -> int:
    """Return how many rows children may need next month, on the safe side."""
    office = town.office[1]
    usual = float(office["usual"] * office["inflow"] * (1.0 + office["grown"]))
    coming = max(usual, float(office["leavers"]))
    return int(office["rows"]) + int(2.0 * coming) + 30


def with_more_children(town: Town, length: int) -> Town:
    """Return the town with more rows for children; those of closed cases are given up by the kernel."""
    children = longer(town.children, length)
    children["person"][len(town.children) :] = -1
    return town._replace(children=children, child_ties=longer(town.child_ties, length))


def with_more_rows(town: Town) -> Town:
    """Return the town without the rows of those who are gone, and with room to spare.

    Everybody stays in order of arrival, so nobody's month is lived before
    somebody else's who came earlier.
    """
    here = np.flatnonzero(town.clients["state"][: int(town.office["rows"][0])] != State.ABSENT)
    length = len(town.clients)
    if 2 * len(here) > length or len(here) == town.office["rows"][0]:
        length *= 2
    town.office["rows"][0] = len(here)
    town.office["gone"][0] = 0
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


def with_more_child_seats(town: Town, posts: int) -> Town:
    """Return the town with at least `posts` rows for the child unit's caseworkers, and some to spare."""
    seats = -(-(posts + posts // 4) // TEAM) * TEAM
    arrays: dict[str, Any] = {name: longer(getattr(town, name), seats) for name in CHILD_SEAT_ARRAYS}
    return town._replace(**arrays, child_reach=longer(town.child_reach[:-1], seats + 1))


def longer(array: NDArray[Scalar], length: int) -> NDArray[Scalar]:
    """Return a copy with more rows: zeros, or ties to nobody."""
    shape = (length - len(array), *array.shape[1:])
    names = array.dtype.names or ()
    rest: Any = no_ties(*shape) if "since" in names else np.zeros(shape, array.dtype)
    return np.concatenate([array, rest])
