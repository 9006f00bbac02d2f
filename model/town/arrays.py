"""Town: the arrays in which everybody lives.

`Town` is what the kernel works on. Everything that lives is here, so copying the arrays copies
the world.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.case import YEAR
from tillit.agents.child import FORMS, Child
from tillit.agents.client import DESTINATIONS, OBSTACLES, Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import COMPILED
from tillit.agents.foundation.lending import words_of
from tillit.agents.foundation.records import Rows, duplicate, one
from tillit.agents.partnership import PAGES
from tillit.agents.place import Place
from tillit.agents.tie import no_ties
from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.books.lives import Life
from tillit.model.books.lives_of_children import ChildLife
from tillit.model.town.unit import Unit, empty_unit

Rowlist = NDArray[np.uint32]
"""Rows of households; without a sign, so that no processor asks each whether it counts from the end."""

BATCH = 256
"""Households whose luck is drawn together: so many lots lie in a processor's nearest memory."""


AHEAD = 64
"""Months that can be noted ahead: more than `returning.watch` may be."""


class _Arrays(NamedTuple):
    """The arrays. Lengths: H rows for households, K for child cases, E employers, M months."""

    place: Place
    """The month, the labour market, prices and the population."""
    assistance: Unit
    """The unit for households on assistance; without posts in a town that has none."""
    children: Unit
    """The child and family unit; without posts in a town that has none."""
    households: Rows
    """Households, shape (H,), in order of arrival."""
    ties: Rows
    """Tie of each household to its caseworker, shape (H,)."""
    traineeships: Rows
    """Tie of each household to the employer it is placed with, shape (H,)."""
    employers: Rows
    """Employers, shape (E,)."""
    cases: Rows
    """Child cases, shape (K,), in order of arrival."""
    case_ties: Rows
    """Tie of each child's family to its caseworker, shape (K,)."""
    case_costs: NDArray[np.float64]
    """What a month costs by form, at home with preventive support; SEK of 2020, shape (FORMS,)."""
    assisted: Rowlist
    """Rows of those on assistance this month, shape (H,); the office knows how many."""
    away: Rowlist
    """Rows of those away whose month it is, shape (H,)."""
    batch: NDArray[np.int64]
    """Ids of those whose luck is drawn together, shape (BATCH,)."""
    lots: NDArray[np.float64]
    """Their luck, for two decisions, shape (2, BATCH)."""
    ahead: NDArray[np.float64]
    """A household's luck of the months to come, shape (AHEAD,)."""
    routes: NDArray[np.float64]
    """Where chances of leaving, or of coming back, are weighed by destination, shape (DESTINATIONS,)."""
    inflow: NDArray[np.float64]
    """Usual applicants a month by obstacle, shape (OBSTACLES,)."""
    returned: NDArray[np.int64]
    """Households by obstacle that came back last month, shape (OBSTACLES,); in the run-in only."""
    leavers: NDArray[np.int64]
    """Households to replace in the run-in, by obstacle, shape (OBSTACLES,)."""
    worst: NDArray[np.float64]
    """Greatest risk of coming back in any month, by destination, shape (DESTINATIONS,)."""
    remembered: NDArray[np.int64]
    """What those who left add to the counts of twelve months, by month, shape (YEAR, 3); see `year`."""
    forgotten: NDArray[np.int64]
    """Who gave up their row, by the month in which they are forgotten, shape (AHEAD, DESTINATIONS)."""
    lasting: NDArray[np.float64]
    """Households of which nobody hears any more, expected, by what they live on, shape (DESTINATIONS,)."""
    supported: NDArray[np.int64]
    """Households that live on each destination, shape (DESTINATIONS,)."""
    ledger: NDArray[np.int64]
    """Kronor, shape (M, ENTRIES, PARTIES)."""
    counts: NDArray[np.float64]
    """Counts, shape (M, COUNTS)."""
    lives: Rows
    """Households' histories, shape (rows,); empty unless asked for."""
    case_lives: Rows
    """Children's histories, shape (rows,); empty unless asked for."""


class Town(_Arrays):
    """All arrays of one town."""

    @cached_property
    def words(self) -> NDArray[np.int64]:
        """Where the arrays lie, as a kernel reads it: the same for every month lived in these arrays."""
        return words_of(self)

    @property
    def has_children(self) -> bool:
        """Whether there is a child and family unit."""
        return len(self.children.caseworkers) > 0

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that there are rows for."""
        return (self.assistance, self.children) if self.has_children else (self.assistance,)

    @property
    def told_lives(self) -> Rows:
        """The rows of `lives` that are written."""
        return self.lives[: self.assistance.office.told]

    @property
    def told_case_lives(self) -> Rows:
        """The rows of `case_lives` that are written."""
        return self.case_lives[: self.children.office.told]

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """Every array by its name, ``households`` or ``children.caseworkers``; single rows have no shape."""
        return dict(_named(self, ""))

    @property
    def size(self) -> int:
        """Bytes of all arrays."""
        return sum(array.nbytes for array in self.arrays.values())

    def copied(self, **changes: NDArray[Any]) -> "Town":
        """Return a town of its own with the same people, and some arrays replaced."""
        copies: dict[str, Any] = {
            name: changes[name] if name in changes else mapped(it, duplicate)
            for name, it in self._asdict().items()
        }
        return Town(**copies)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the arrays."""
        return _revived, (dict(self._asdict()),)

    def for_kernel(self) -> "Town":
        """Return the same arrays as the kernel takes them.

        Without the compiler a row has no attributes unless the array is a
        `numpy.recarray`, so it is seen as one.
        """
        return self if COMPILED else mapped(self, as_records)


def mapped(whole: Any, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - the same kind comes out
    """Return a tuple of arrays, and of further such tuples, with each array changed."""
    if isinstance(whole, tuple):
        return type(whole)(*(mapped(it, change) for it in whole))
    return change(whole)


def as_records(array: Any) -> Any:  # noqa: ANN401 - an array, or a single row
    """Return an array whose rows have attributes."""
    rows = isinstance(array, np.ndarray) and array.dtype.names is not None
    return array.view(np.recarray) if rows else array


def empty_town(
    *,
    households: int,
    posts: int,
    employers: int,
    desks: int,
    months: int,
    cases: int = 0,
    child_posts: int = 0,
) -> Town:
    """Return a town without anybody.

    Parameters
    ----------
    households, posts, employers
        Rows for each.
    desks
        Contact persons at each agency.
    months
        Months that the ledger and the counts have room for.
    cases, child_posts
        Rows for child cases, and for posts in the child and family unit; 0 for none.
    """
    town = Town(
        place=one(Place),
        assistance=empty_unit(posts, desks, PAGES),
        children=empty_unit(child_posts, desks, 0),
        households=np.zeros(households, Client.dtype),
        ties=no_ties(households),
        traineeships=no_ties(households),
        employers=np.zeros(employers, Employer.dtype),
        cases=np.zeros(cases, Child.dtype),
        case_ties=no_ties(cases),
        case_costs=np.zeros(FORMS),
        assisted=np.zeros(households, np.uint32),
        away=np.zeros(households, np.uint32),
        batch=np.zeros(BATCH, np.int64),
        lots=np.zeros((2, BATCH)),
        ahead=np.zeros(AHEAD),
        routes=np.zeros(DESTINATIONS),
        inflow=np.zeros(OBSTACLES),
        returned=np.zeros(OBSTACLES, np.int64),
        leavers=np.zeros(OBSTACLES, np.int64),
        worst=np.zeros(DESTINATIONS),
        remembered=np.zeros((YEAR, 3), np.int64),
        forgotten=np.zeros((AHEAD, DESTINATIONS), np.int64),
        lasting=np.zeros(DESTINATIONS),
        supported=np.zeros(DESTINATIONS, np.int64),
        ledger=np.zeros((months, ENTRIES, PARTIES), np.int64),
        counts=np.zeros((months, COUNTS)),
        lives=np.zeros(0, Life.dtype),
        case_lives=np.zeros(0, ChildLife.dtype),
    )
    town.households["person"] = -1
    town.cases["person"] = -1
    return town


def _revived(arrays: dict[str, Any]) -> Town:
    # A single row that comes out of a pickle silently ignores what is written to it; a copy does not.
    town: Town = mapped(Town(**arrays), lambda it: it.copy() if isinstance(it, np.void) else it)
    return town


def _named(whole: Any, prefix: str) -> Iterator[tuple[str, NDArray[Any]]]:  # noqa: ANN401 - a tuple
    for name, it in whole._asdict().items():
        if isinstance(it, tuple):
            yield from _named(it, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", np.asarray(it)
