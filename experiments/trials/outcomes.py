"""Outcomes: what a trial measures, of people or of the whole office, as sums that replications add up.

Each outcome makes sums of one arm of one replication; sums of all replications are added before
anything is divided, so that a small office counts for what it is. `level` makes a figure of sums.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.model.books.counts import UNIT, Count
from tillit.model.books.ledger import Entry, Party

SUPPORT, WORK, ELSEWHERE = 0, 1, 2
"""Where somebody is in a month: on assistance, in work, or neither; of a child, placed, at home, neither."""
DAYS = 365.25 / 12.0  # days of a month
HALF = 0.5
EXITS = range(Count.EXITS + 1, Count.YEAR_HOUSEHOLDS)  # counts of exits

Sums = NDArray[np.float64]  # what is added up, shape (parts,)


@dataclass(frozen=True)
class Followed:
    """The people of a cohort, each for so many months, the month in which they came first."""

    person: NDArray[np.int64]  # their ids, shape (people,), in order
    where: NDArray[np.int8]  # `SUPPORT`, `WORK` or `ELSEWHERE`, shape (people, months)
    met: NDArray[np.bool_]  # months with a kept meeting, shape (people, months)
    crises: NDArray[np.bool_]  # months with a crisis, shape (people, months)
    ended: NDArray[np.int64]
    """Months after which the first spell ended, 1 or more; one more than were followed if it did not."""
    to_goal: NDArray[np.bool_]  # whether it ended in work; of a child, at home; shape (people,)

    def months(self, window: slice, where: int = SUPPORT, what: str = "", each: float = 1.0) -> float:
        """Return the months somewhere, or those of them in which there was something, times `each`."""
        there = self.where[:, window] == where
        return each * float((there & getattr(self, what)[:, window] if what else there).sum())

    def at_risk(self, window: slice) -> float:
        """Return the person-months of the first spell in the window."""
        return float(np.clip(self.ended - window.start, 0, window.stop - window.start).sum())

    def left(self, window: slice, *, goal: bool = False) -> float:
        """Return how many left their first spell in the window: all, or to work or home."""
        left = (self.ended > window.start) & (self.ended <= window.stop) & (self.to_goal | (not goal))
        return float(left.sum())

    def days_to_work(self, window: slice) -> float:
        """Return the days until each works for the first time; who does not, waits for all of them."""
        works = self.where[:, window] == WORK
        waiting = np.where(works.any(axis=1), works.argmax(axis=1), window.stop - window.start)
        return float(DAYS * waiting.sum())

    def ends(self, window: slice) -> Sums:
        """Return how many first spells ended by month; those that did not stand last."""
        last: int = window.stop
        return np.bincount(np.minimum(self.ended, last + 1), minlength=last + 2).astype(float)


@dataclass(frozen=True)
class World:
    """One office's books in one arm."""

    counts: NDArray[np.float64]  # counts, shape (months, COUNTS)
    ledger: NDArray[np.int64]  # ledger, shape (months, ENTRIES, PARTIES)
    children: bool  # whether the office is a child and family unit

    def count(self, *what: int) -> NDArray[np.float64]:
        """Return the sum of some counts of the office, shape (months,)."""
        return np.asarray(self.counts[:, [it + UNIT * self.children for it in what]].sum(axis=1))

    def spent(self, *entries: int) -> NDArray[np.float64]:
        """Return what the municipality paid for some entries, shape (months,)."""
        return np.asarray(-self.ledger[:, entries, Party.MUNICIPALITY].sum(axis=1).astype(float))

    def money(self, months: slice) -> Sums:
        """Return what was paid for assistance, and for staff, month by month, one after the other."""
        staff = self.spent(Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT)
        return np.concatenate([self.spent(Entry.ASSISTANCE)[months], staff[months]])


Total = Callable[[Any, slice], float]
"""Adds something up over a cohort, and months since each came; or over an office, and months of the trial."""


def _ratio(one: float, other: float) -> float:
    return float(one / other) if other != 0.0 else math.nan


@dataclass(frozen=True)
class Outcome:
    """What is measured, of people or of the whole office."""

    words: str  # what one reads
    sums: Callable[[Any, slice], Sums]
    """Makes sums of a `Followed`, or of a `World`, over some months, counted from 0."""
    of_people: bool = True
    level: Callable[[Sums], float] = lambda sums: _ratio(*sums)  # figure of one arm
    between: Callable[[Sums, Sums], float] | None = None
    """Figure of two arms together, the treated one last, where it is nothing of each by itself."""
    neutral: float = 0.0  # what that figure is if nothing came of it


def _people(words: str, top: Total, bottom: Total = lambda it, _: len(it.ended)) -> Outcome:
    return Outcome(words, lambda it, months: np.array([top(it, months), bottom(it, months)], float))


def _median_of(sums: Sums) -> float:
    """Return the month in which half of all first spells had ended, between two months by proportion."""
    share = np.cumsum(sums) / max(1.0, sums.sum())
    if share[-2] < HALF:
        return math.nan
    month = int(np.argmax(share >= HALF))
    return float(month - (share[month] - HALF) / (share[month] - share[month - 1]))


def _office(words: str, top: Total, bottom: Total = lambda _, it: it.stop - it.start) -> Outcome:
    return Outcome(words, _people(words, top, bottom).sums, of_people=False)


def _count(*what: int, times: float = 1.0) -> Total:
    return lambda it, months: it.count(*what)[months].sum() / times


def money_back(here: Sums, there: Sums) -> float:
    """Return the assistance saved for each unit of money that the staff cost more."""
    saved, spent = np.split(there - here, 2)
    return _ratio(-saved.sum(), spent.sum())


def payback(here: Sums, there: Sums) -> float:
    """Return the months after which as much is saved as was spent on more staff.

    Beyond what was followed the last twelve months go on; infinite if they save nothing.
    """
    saved, spent = np.split(there - here, 2)
    net = np.cumsum(-saved - spent)
    # A month in which nothing has been spent yet has nothing to pay back.
    even = np.flatnonzero((net >= 0.0) & (np.cumsum(spent) > 0.0))
    if len(even):
        return float(even[0] + 1)
    yearly = net[-1] - net[-13] if len(net) > 12 else net[-1]  # noqa: PLR2004 - a year
    return float(len(net) - net[-1] / (yearly / 12.0)) if yearly > 0.0 else math.inf


TO_GOAL = partial(Followed.left, goal=True)
_money = partial(Outcome, sums=World.money, of_people=False)
OUTCOMES: dict[str, Outcome] = {
    "days_on_support": _people("days on assistance", partial(Followed.months, each=DAYS)),
    "days_in_work": _people("days in work", partial(Followed.months, where=WORK, each=DAYS)),
    "days_elsewhere": _people(
        "days neither on assistance nor in work", partial(Followed.months, where=ELSEWHERE, each=DAYS)
    ),
    "days_to_work": _people("days until one works", Followed.days_to_work),
    "spell": _people("length of the first spell", Followed.at_risk),
    "median_spell": Outcome("median of the first spell", Followed.ends, level=_median_of),
    "left": _people("share that has left", Followed.left),
    "left_to_work": _people("share that has left to work, subsidised or not", TO_GOAL),
    "exit_rate": _people("chance of leaving", Followed.left, Followed.at_risk),
    "work_rate": _people("chance of leaving to work", TO_GOAL, Followed.at_risk),
    "returned_home": _people("share of children that has gone home", TO_GOAL),
    "kept_meetings": _people("kept meetings", partial(Followed.months, what="met"), Followed.months),
    "crises": _people("crises", partial(Followed.months, what="crises"), Followed.months),
    "households": _office("cases of the office", _count(Count.HOUSEHOLDS)),
    "exits": _office("exits of the office", _count(*EXITS)),
    "cost_of_a_case": _office(
        "assistance for each case",
        lambda it, months: it.spent(Entry.ASSISTANCE)[months].sum(),
        _count(Count.HOUSEHOLDS),
    ),
    "leaving_staff": _office("resignations", _count(Count.RESIGNED), _count(Count.PRESENT, times=12.0)),
    "stress": _office("caseworkers' stress", _count(Count.STRESS), _count(Count.PRESENT)),
    "money_back": _money("assistance saved for each unit spent on staff", between=money_back, neutral=1.0),
    "payback": _money("months until more staff has paid for itself", between=payback, neutral=math.inf),
}
"""What a figure may be of, by the word in trials' files."""
