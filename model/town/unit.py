"""Unit: an office with its staff, their contacts and their partners.

A town has an assistance unit, and perhaps a child and family unit. Both work by the same
behaviours; what a unit's own cases are, and how they live, is the town's business.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import AGENCIES, PARTNERS, Agency
from tillit.agents.caseworker import TEAM, Caseworker
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.records import Rows, one
from tillit.agents.office import Office
from tillit.agents.queue import CLASSES
from tillit.agents.tie import Frozen, no_ties, not_frozen


class Unit(NamedTuple):
    """The arrays of one unit. Lengths: P rows for posts, D desks."""

    office: Office
    """Posts, rules and measures."""
    caseworkers: Rows
    """Posts and their holders, shape (P,)."""
    colleagues: Rows
    """Ties within teams, shape (P, TEAM); a pair's tie is at the lower row."""
    partners: Rows
    """Ties to the agencies' contact persons, shape (P, AGENCIES)."""
    books: Rows
    """Ties to employers, shape (P, PAGES); no pages in a unit that works with none."""
    agencies: Rows
    """Agencies, shape (AGENCIES,)."""
    desks: NDArray[np.int64]
    """How many contact persons each desk has had, shape (AGENCIES, D)."""
    own: NDArray[np.float64]
    """What each caseworker reaches alone, shape (P, PARTNERS)."""
    reach: NDArray[np.float64]
    """What each caseworker reaches with colleagues, shape (P + 1, PARTNERS).

    The last row stays zero: it is what a case without a caseworker (seat NOBODY, which is -1)
    reaches.
    """
    frozen: Frozen
    """Trust that acts in place of the ties' own, by kind of tie."""
    wanted: NDArray[np.float64]
    """Hours of meetings by class of the queue, shape (P, CLASSES)."""


def empty_unit(posts: int, desks: int, pages: int) -> Unit:
    """Return a unit without anybody.

    Parameters
    ----------
    posts
        Posts that there must be rows for; 0 for a unit that the town does not have.
    desks
        Contact persons at each agency.
    pages
        Pages of each caseworker's contact book.
    """
    rows = whole_teams(posts)
    return Unit(
        office=one(Office),
        caseworkers=np.zeros(rows, Caseworker.dtype),
        colleagues=no_ties(rows, TEAM),
        partners=no_ties(rows, AGENCIES),
        books=no_ties(rows, pages),
        agencies=np.zeros(AGENCIES, Agency.dtype),
        desks=np.zeros((AGENCIES, desks), np.int64),
        own=np.zeros((rows, PARTNERS)),
        reach=np.zeros((rows + 1, PARTNERS)),
        frozen=not_frozen(),
        wanted=np.zeros((rows, CLASSES)),
    )


def whole_teams(posts: int) -> int:
    """Return the rows that so many posts need: a team's are never parted."""
    return -(-posts // TEAM) * TEAM


@stage
def pages_of(unit: Unit) -> int:
    """Return the pages of the unit's contact books: a unit for children has no employers in them."""
    pages: int = unit.books.shape[1]
    return pages
