"""Outcomes: what a trial measures, as sums that replications add up.

Each outcome makes sums of one arm of one replication; sums of all replications are added before
anything is divided, so that a small office counts for what it is. `level` makes a figure of sums.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.agents.client import Destination
from tillit.experiments.trials.cohort import ELSEWHERE, SUPPORT, WORK, Followed
from tillit.model.books.counts import UNIT, Count
from tillit.model.books.ledger import Entry, Party

DAYS = 365.25 / 12.0
"""Days of a month."""

EXITS = range(Count.EXITS + 1, Count.YEAR_HOUSEHOLDS)
"""Counts of exits, those to ordinary work first."""

Sums = NDArray[np.float64]
"""What is added up, shape (parts,)."""


@dataclass(frozen=True)
class World:
    """One office's books in one arm."""

    counts: NDArray[np.float64]
    """Counts, shape (months, COUNTS)."""
    ledger: NDArray[np.int64]
    """Ledger, shape (months, ENTRIES, PARTIES)."""
    children: bool
    """Whether the office is a child and family unit."""

    def count(self, what: int) -> NDArray[np.float64]:
        """Return a count of the office, shape (months,)."""
        column: NDArray[np.float64] = self.counts[:, what + UNIT * self.children]
        return column

    def spent(self, *entries: int) -> NDArray[np.float64]:
        """Return what the municipality paid for some entries, shape (months,)."""
        paid: NDArray[np.float64] = -self.ledger[:, entries, Party.MUNICIPALITY].sum(axis=1).astype(float)
        return paid


@dataclass(frozen=True)
class Outcome:
    """What is measured."""

    words: str
    """What one reads."""
    unit: str
    """Unit of its level."""
    of_people: Callable[[Followed, int, int], Sums] | None = None
    """Sums of a cohort, over months from the first to before the last (from 0)."""
    of_office: Callable[[World, int, int], Sums] | None = None
    """Sums of the whole office, over months of the trial."""
    level: Callable[[Sums], float] = lambda sums: ratio(sums[0], sums[1])
    """Figure of one arm."""
    between: Callable[[Sums, Sums], float] | None = None
    """Figure of two arms together, the treated one last, where it is nothing of each by itself."""
    neutral: float = 0.0
    """What that figure is if nothing came of it."""


def is_level(outcome: str, change: str) -> bool:
    """Tell whether a figure says what one arm was like, and nothing of what was changed."""
    return change == "level" and OUTCOMES[outcome].between is None


def ratio(one: float, other: float) -> float:
    """Return a ratio, not a number if there is nothing to divide by."""
    return float(one / other) if other != 0.0 else math.nan


def days(state: int) -> Callable[[Followed, int, int], Sums]:
    """Return how days in a state are summed up."""
    return lambda it, first, last: pair(DAYS * (it.where[:, first:last] == state).sum(), len(it.where))


def pair(one: float, other: float) -> Sums:
    """Return two sums."""
    return np.array([one, other], dtype=float)


def spell(it: Followed, first: int, last: int) -> Sums:
    """Sum up months of the first spell, as far as it lies in the window."""
    return pair(at_risk(it, first, last), len(it.ended))


def leaving(
    which: Callable[[Followed], NDArray[np.bool_]] = lambda it: it.ended > 0, *, rate: bool = False
) -> Callable[[Followed, int, int], Sums]:
    """Return how those are summed up who left their first spell in the window.

    Of all, or as a rate: of the months in which somebody could leave. `which` tells who counts.
    """

    def sums(it: Followed, first: int, last: int) -> Sums:
        left = which(it) & (it.ended > first) & (it.ended <= last)
        return pair(left.sum(), at_risk(it, first, last) if rate else len(it.ended))

    return sums


def to_goal(it: Followed) -> NDArray[np.bool_]:
    """Tell who left to work, or home."""
    return it.to_goal


def going_to(destination: int) -> Callable[[Followed], NDArray[np.bool_]]:
    """Return what tells who left to a destination."""
    return lambda it: it.destination == destination


def at_risk(it: Followed, first: int, last: int) -> float:
    """Return the person-months of the first spell in the window."""
    return float(np.clip(it.ended - first, 0, last - first).sum())


def time_to_goal(it: Followed, first: int, last: int) -> Sums:
    """Sum up the months until somebody works for the first time; who does not, waits for all of them."""
    works = it.where[:, first:last] == WORK
    months = np.where(works.any(axis=1), works.argmax(axis=1), last - first)
    return pair(DAYS * months.sum(), len(months))


def ends_by_month(it: Followed, _: int, last: int) -> Sums:
    """Sum up in which month first spells ended; those that did not stand last."""
    return np.bincount(np.minimum(it.ended, last + 1), minlength=last + 2).astype(float)


def median_of(sums: Sums) -> float:
    """Return the month in which half of all first spells had ended, between two months by proportion."""
    share = np.cumsum(sums) / max(1.0, sums.sum())
    month = int(np.argmax(share >= 0.5))  # noqa: PLR2004 - half
    if share[-2] < 0.5:  # noqa: PLR2004 - the same
        return math.nan
    return float(month - (share[month] - 0.5) / (share[month] - share[month - 1]))


def on_support(name: str) -> Callable[[Followed, int, int], Sums]:
    """Return how something is summed up for each month on support."""

    def sums(it: Followed, first: int, last: int) -> Sums:
        there = it.where[:, first:last] == SUPPORT
        return pair((getattr(it, name)[:, first:last] * there).sum(), there.sum())

    return sums


def paid(it: Followed, first: int, last: int) -> Sums:
    """Sum up what was paid, for each of the cohort."""
    return pair(it.paid[:, first:last].sum(), len(it.paid))


def a_month(*columns: int) -> Callable[[World, int, int], Sums]:
    """Return how counts are summed up for each month."""
    return lambda it, first, last: pair(
        sum(it.count(column)[first:last].sum() for column in columns), last - first
    )


def for_each(what: int, of: int, times: float = 1.0) -> Callable[[World, int, int], Sums]:
    """Return how a count is summed up for each of another, taken `times`."""
    return lambda it, first, last: pair(
        it.count(what)[first:last].sum(), it.count(of)[first:last].sum() / times
    )


def cost_of_a_case(it: World, first: int, last: int) -> Sums:
    """Sum up assistance paid, and household-months."""
    return pair(it.spent(Entry.ASSISTANCE)[first:last].sum(), it.count(Count.HOUSEHOLDS)[first:last].sum())


def assistance_and_staff(it: World, first: int, last: int) -> Sums:
    """Return assistance and staff month by month, one after the other."""
    staff = it.spent(Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT)
    return np.concatenate([it.spent(Entry.ASSISTANCE)[first:last], staff[first:last]])


def money_back(here: Sums, there: Sums) -> float:
    """Return the assistance saved for each unit of money that the staff cost more."""
    saved, spent = np.split(there - here, 2)
    return ratio(-saved.sum(), spent.sum())


def payback(here: Sums, there: Sums) -> float:
    """Return the months after which as much is saved as was spent on more staff.

    Beyond what was followed the last twelve months go on; infinite if they save nothing.
    """
    saved, spent = np.split(there - here, 2)
    net = np.cumsum(-saved - spent)
    even = np.flatnonzero(net >= 0.0)
    # A month in which nothing has been spent yet has nothing to pay back.
    even = even[np.cumsum(spent)[even] > 0.0]
    if len(even):
        return float(even[0] + 1)
    yearly = net[-1] - net[-13] if len(net) > 12 else net[-1]  # noqa: PLR2004 - a year
    return float(len(net) - net[-1] / (yearly / 12.0)) if yearly > 0.0 else math.inf


OUTCOMES: dict[str, Outcome] = {
    "days_on_support": Outcome("days on assistance", "days", days(SUPPORT)),
    "days_in_work": Outcome("days in work", "days", days(WORK)),
    "days_elsewhere": Outcome("days neither on assistance nor in work", "days", days(ELSEWHERE)),
    "days_to_work": Outcome("days until one works", "days", time_to_goal),
    "spell": Outcome("length of the first spell", "months", spell),
    "median_spell": Outcome("median of the first spell", "months", ends_by_month, level=median_of),
    "left": Outcome("share that has left", "share", leaving()),
    "left_to_work": Outcome("share that has left to work, subsidised or not", "share", leaving(to_goal)),
    **{
        f"left_to_{it.name.lower()}": Outcome(
            f"share that has left to {it.name.lower().replace('_', ' ')}",
            "share",
            leaving(going_to(it)),
        )
        for it in Destination
        if it not in {Destination.NONE, Destination.WORK}
    },
    "exit_rate": Outcome("chance of leaving", "1/month", leaving(rate=True)),
    "work_rate": Outcome("chance of leaving to work", "1/month", leaving(to_goal, rate=True)),
    "returned_home": Outcome("share of children that has gone home", "share", leaving(to_goal)),
    "paid": Outcome("paid for each", "currency", paid),
    "kept_meetings": Outcome("kept meetings", "1/month", on_support("met")),
    "crises": Outcome("crises", "1/month", on_support("crises")),
    "households": Outcome("cases of the office", "cases", of_office=a_month(Count.HOUSEHOLDS)),
    "exits": Outcome("exits of the office", "1/month", of_office=a_month(*EXITS)),
    "exits_to_work": Outcome("exits of the office to ordinary work", "1/month", of_office=a_month(EXITS[0])),
    "cost_of_a_case": Outcome("assistance for each case", "currency/month", of_office=cost_of_a_case),
    "leaving_staff": Outcome(
        "resignations", "1/year", of_office=for_each(Count.RESIGNED, Count.PRESENT, 12.0)
    ),
    "stress": Outcome("caseworkers' stress", "share", of_office=for_each(Count.STRESS, Count.PRESENT)),
    "money_back": Outcome(
        "assistance saved for each unit spent on staff",
        "ratio",
        of_office=assistance_and_staff,
        between=money_back,
        neutral=1.0,
    ),
    "payback": Outcome(
        "months until more staff has paid for itself",
        "months",
        of_office=assistance_and_staff,
        between=payback,
        neutral=math.inf,
    ),
}
"""What a figure may be of, by the word in trials' files."""
