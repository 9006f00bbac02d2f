"""Queue: who is met when there are not hours for everybody.

Each household draws its own turn, one of `CLASSES`; the unit's priority rule
shifts it. Classes are served whole, in order, while the hours last. So nobody
is favoured by an array index, and no household's turn depends on another's.
"""

import numpy as np
from numpy.typing import NDArray

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.hours import Hours

LONG = 10
"""Months after which a case counts as long: of twelve, as Socialstyrelsen counts long-term assistance."""

CLASSES = 32
"""Enough that a class holds one or two of a caseworker's households."""


@behaviour
def is_long(client: Case) -> bool:
    """Tell whether the case counts as long."""
    return client.spell >= LONG


@behaviour
def take_turn(client: Case, priority: float, promised: int, lot: float) -> int:
    """Return the household's class in this month's queue: 0 is met first.

    The time since the last meeting and luck count alike: who has waited as long as was promised stands in
    the first half, and who has not waited at all in the second. With full priority all long cases stand in
    the first half, and all others in the second.
    """
    waiting = min(1.0, client.silence / promised)
    place = 0.5 * (1.0 - waiting) + 0.5 * lot
    moved = 0.5 * priority
    place *= 1.0 - moved
    if not is_long(client):
        place += moved
    return min(CLASSES - 1, int(place * CLASSES))


@behaviour
def serve(worker: Caseworker, wanted: NDArray[np.float64], p: Hours, longest: float) -> None:
    """Decide how many classes are met, and how long, with the hours that there are for meetings.

    Hours that are too few for the next class are saved for the next month. Where everybody is met
    and hours are left, meetings become longer and more, and some of them are joint visits to
    partners.

    Parameters
    ----------
    worker
        The caseworker, with the hours that are left for meetings.
    wanted
        Hours that each class asks for, for one ordinary meeting each, shape (CLASSES,).
    p
        Parameters.
    longest
        Ordinary meetings that one month's contact is worth, at most; see `meeting`.
    """
    hours = worker.hours + worker.saved
    worker.served = 0
    worker.met = 0.0
    worker.wanted = 0.0
    worker.depth = 1.0
    full = False
    for turn in range(CLASSES):
        worker.wanted += wanted[turn]
        full = full or worker.met + wanted[turn] > hours
        if not full:
            worker.met += wanted[turn]
            worker.served = turn + 1
    worker.saved = hours - worker.met
    if not full and worker.met > 0.0:
        worker.depth = min(longest, hours / worker.met)
        beyond = worker.met * (worker.depth - 1.0)
        worker.outward += p.along * beyond + max(0.0, worker.saved - beyond)
        worker.met += beyond
        worker.saved = 0.0
    worker.saved = min(worker.saved, worker.hours)
    worker.hours = 0.0


@behaviour
def visited_together(worker: Caseworker, p: Hours) -> float:
    """Return the hours of this month's meetings that were joint visits: they are in `outward` as well."""
    return p.along * worker.met * (1.0 - 1.0 / worker.depth)
