"""Town: the arrays in which everybody lives, and how a new town is furnished.

`Town` is what the kernel works on. Everything that lives is here, so copying
the arrays copies the world.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import AGENCIES, PARTNERS, Agency
from tillit.agents.caseworker import TEAM, Caseworker
from tillit.agents.child import FORMS, Child
from tillit.agents.client import DESTINATIONS, OBSTACLES, Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import COMPILED
from tillit.agents.foundation.records import Rows
from tillit.agents.office import Office
from tillit.agents.partnership import PAGES
from tillit.agents.queue import CLASSES
from tillit.agents.tie import Tie
from tillit.model.child_history import ChildLife
from tillit.model.counts import COUNTS
from tillit.model.history import Life
from tillit.model.ledger import ENTRIES, PARTIES

Rowlist = NDArray[np.int32]
"""Rows of clients."""

HANDFUL = 256
"""Households whose luck is drawn together: as many as a processor has at its fingertips."""


class Town(NamedTuple):
    """All arrays of one town. Lengths: C client rows, P posts, E employers, D desks, M months, U units.

    The child and family unit has its own of what a unit has; see `model.unit`.
    """

    clients: Rows
    """Households, shape (C,)."""
    ties: Rows
    """Tie of each household to its caseworker, shape (C,)."""
    traineeships: Rows
    """Tie of each household to the employer it is placed with, shape (C,)."""
    caseworkers: Rows
    """Posts and their holders, shape (P,)."""
    colleagues: Rows
    """Ties within teams, shape (P, TEAM); a pair's tie is at the lower row."""
    partners: Rows
    """Ties to the agencies' contact persons, shape (P, AGENCIES)."""
    books: Rows
    """Ties to employers, shape (P, PAGES)."""
    employers: Rows
    """Employers, shape (E,)."""
    agencies: Rows
    """Agencies, shape (AGENCIES,)."""
    desks: NDArray[np.int64]
    """How many contact persons each desk has had, shape (AGENCIES, D)."""
    office: Rows
    """The offices' rules, shape (U,): the assistance unit's, then the children's if there is one."""
    own: NDArray[np.float64]
    """What each caseworker reaches alone, shape (P, PARTNERS)."""
    reach: NDArray[np.float64]
    """What each caseworker reaches with colleagues, shape (P + 1, PARTNERS).

    The last row stays zero: it is what a household without a caseworker
    (seat NOBODY, which is -1) reaches.
    """
    wanted: NDArray[np.float64]
    """Hours of meetings by class of the queue, shape (P, CLASSES)."""
    routes: NDArray[np.float64]
    """Where chances of leaving, or of coming back, are weighed by destination, shape (DESTINATIONS,)."""
    roll: Rowlist
    """Rows of those on assistance this month, shape (C,); the office knows how many."""
    away: Rowlist
    """Rows of those who were away when the month began, then of those who came back, shape (C,)."""
    called: NDArray[np.int64]
    """Ids of those whose luck is drawn, shape (HANDFUL,)."""
    lots: NDArray[np.float64]
    """Their luck, for two decisions, shape (2, HANDFUL)."""
    inflow: NDArray[np.float64]
    """Usual applicants a month by obstacle, shape (OBSTACLES,)."""
    leavers: NDArray[np.int64]
    """Households to replace in the run-in, by obstacle, shape (OBSTACLES,)."""
    supported: NDArray[np.int64]
    """Households that live on each destination, shape (DESTINATIONS,)."""
    ledger: NDArray[np.int64]
    """Kronor, shape (M, ENTRIES, PARTIES)."""
    counts: NDArray[np.float64]
    """Counts, shape (M, COUNTS)."""
    lives: Rows
    """Households' histories, shape (rows,); empty unless asked for."""
    children: Rows
    """Child cases, shape (K,) with K rows for children; 0 in a town without such a unit."""
    child_ties: Rows
    """Tie of each child's family to its caseworker, shape (K,)."""
    child_workers: Rows
    """The child unit's posts and their holders, shape (Q,)."""
    child_colleagues: Rows
    """Ties within its teams, shape (Q, TEAM)."""
    child_partners: Rows
    """Its ties to contact persons, shape (Q, AGENCIES)."""
    child_books: Rows
    """Its ties to employers, shape (Q, 0): it has none."""
    child_agencies: Rows
    """The partners around children, shape (AGENCIES,)."""
    child_desks: NDArray[np.int64]
    """How many contact persons each of their desks has had, shape (AGENCIES, D)."""
    child_own: NDArray[np.float64]
    """What each of its caseworkers reaches alone, shape (Q, PARTNERS)."""
    child_reach: NDArray[np.float64]
    """What each reaches with colleagues, shape (Q + 1, PARTNERS); the last row stays zero."""
    child_wanted: NDArray[np.float64]
    """Hours of meetings by class of the queue, shape (Q, CLASSES)."""
    child_costs: NDArray[np.float64]
    """What a month costs by form, at home with preventive support; SEK of 2020, shape (FORMS,)."""
    child_lives: Rows
    """Children's histories, shape (rows,); empty unless asked for."""

    @property
    def has_children(self) -> bool:
        """Whether there is a child and family unit."""
        return len(self.office) > 1

    @property
    def told_lives(self) -> Rows:
        """The rows of `lives` that are written."""
        return self.lives[: int(self.office["told"][0])]

    @property
    def told_child_lives(self) -> Rows:
        """The rows of `child_lives` that are written."""
        return self.child_lives[: int(self.office["told"][-1])]

    def copied(self, **changes: NDArray[Any]) -> "Town":
        """Return a town of its own with the same people, and some arrays replaced."""
        return Town(**{name: changes.get(name, array.copy()) for name, array in self._asdict().items()})

    def for_kernel(self) -> "Town":
        """Return the same arrays as the kernel takes them.

        Without the compiler a row has no attributes unless the array is a
        `numpy.recarray`, so it is seen as one.
        """
        if COMPILED:
            return self
        arrays: Any = (a.view(np.recarray) if a.dtype.names else a for a in self)
        return Town(*arrays)


def empty_town(
    *,
    clients: int,
    posts: int,
    employers: int,
    desks: int,
    months: int,
    children: int = 0,
    child_posts: int = 0,
) -> Town:
    """Return a town without anybody.

    Parameters
    ----------
    clients, posts, employers
        Rows for each.
    desks
        Contact persons at each agency.
    months
        Months that the ledger and the counts have room for.
    children, child_posts
        Rows for each in the child and family unit; 0 for none.
    """
    rows = -(-posts // TEAM) * TEAM
    child_rows = -(-child_posts // TEAM) * TEAM
    town = Town(
        clients=np.zeros(clients, Client.dtype),
        ties=no_ties(clients),
        traineeships=no_ties(clients),
        caseworkers=np.zeros(rows, Caseworker.dtype),
        colleagues=no_ties(rows, TEAM),
        partners=no_ties(rows, AGENCIES),
        books=no_ties(rows, PAGES),
        employers=np.zeros(employers, Employer.dtype),
        agencies=np.zeros(AGENCIES, Agency.dtype),
        desks=np.zeros((AGENCIES, desks), np.int64),
        office=np.zeros(2 if child_posts else 1, Office.dtype),
        own=np.zeros((rows, PARTNERS)),
        reach=np.zeros((rows + 1, PARTNERS)),
        wanted=np.zeros((rows, CLASSES)),
        routes=np.zeros(DESTINATIONS),
        roll=np.zeros(clients, np.int32),
        away=np.zeros(clients, np.int32),
        called=np.zeros(HANDFUL, np.int64),
        lots=np.zeros((2, HANDFUL)),
        inflow=np.zeros(OBSTACLES),
        leavers=np.zeros(OBSTACLES, np.int64),
        supported=np.zeros(DESTINATIONS, np.int64),
        ledger=np.zeros((months, ENTRIES, PARTIES), np.int64),
        counts=np.zeros((months, COUNTS)),
        lives=np.zeros(0, Life.dtype),
        children=np.zeros(children, Child.dtype),
        child_ties=no_ties(children),
        child_workers=np.zeros(child_rows, Caseworker.dtype),
        child_colleagues=no_ties(child_rows, TEAM),
        child_partners=no_ties(child_rows, AGENCIES),
        child_books=no_ties(child_rows, 0),
        child_agencies=np.zeros(AGENCIES if child_posts else 0, Agency.dtype),
        child_desks=np.zeros((AGENCIES, desks), np.int64),
        child_own=np.zeros((child_rows, PARTNERS)),
        child_reach=np.zeros((child_rows + 1, PARTNERS)),
        child_wanted=np.zeros((child_rows, CLASSES)),
        child_costs=np.zeros(FORMS),
        child_lives=np.zeros(0, ChildLife.dtype),
    )
    town.clients["person"] = -1
    town.children["person"] = -1
    return town


def no_ties(*shape: int) -> Rows:
    """Return ties to nobody."""
    ties = np.zeros(shape, Tie.dtype)
    for name in ("other", "seat", "since", "last"):
        ties[name] = -1
    return ties
