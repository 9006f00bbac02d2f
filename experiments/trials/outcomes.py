"""Outcomes: what a trial measures, as sums that replications add up.

Each outcome makes sums of one arm of one replication; sums of all replications are added before
anything is divided, so that a small office counts for what it is. `level` makes a figure of sums.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.agents.client import Destination
from tillit.experiments.trials.cohort import ELSEWHERE, SUPPORT, WORK, Followed
from tillit.model.books.counts import UNIT, Count
from tillit.model.books.ledger import Entry, Party

DAYS = 365.25 / 12.0
"""Days of a month."""
HALF = 0.5
EXITS = range(Count.EXITS + 1, Count.YEAR_HOUSEHOLDS)
"""Counts of exits."""

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

    def count(self, *what: int) -> NDArray[np.float64]:
        """Return the sum of some counts of the office, shape (months,)."""
        columns = [it + UNIT * self.children for it in what]
        return np.asarray(self.counts[:, columns].sum(axis=1))

    def spent(self, *entries: int) -> NDArray[np.float64]:
        """Return what the municipality paid for some entries, shape (months,)."""
        return np.asarray(-self.ledger[:, entries, Party.MUNICIPALITY].sum(axis=1).astype(float))


Total = Callable[[Any, slice], float]
"""Adds something up over a cohort, and months since each came; or over an office, and months of the trial."""


def _ratio(one: float, other: float) -> float:
    return float(one / other) if other != 0.0 else math.nan


@dataclass(frozen=True)
class Outcome:
    """What is measured, of people or of the whole office."""

    words: str
    """What one reads."""
    sums: Callable[[Any, slice], Sums]
    """Makes sums of a `Followed`, or of a `World`, over some months, counted from 0."""
    of_people: bool = True
    level: Callable[[Sums], float] = lambda sums: _ratio(*sums)
    """Figure of one arm."""
    between: Callable[[Sums, Sums], float] | None = None
    """Figure of two arms together, the treated one last, where it is nothing of each by itself."""
    neutral: float = 0.0
    """What that figure is if nothing came of it."""


def is_level(outcome: str, change: str) -> bool:
    """Tell whether a figure says what one arm was like, and nothing of what was changed."""
    return change == "level" and OUTCOMES[outcome].between is None


def _share(words: str, top: Total, bottom: Total = lambda it, _: len(it.ended)) -> Outcome:
    """Return something of people, for each of them if nothing else is said."""
    return Outcome(words, lambda it, months: np.array([top(it, months), bottom(it, months)], float))


def _of_office(words: str, top: Total, bottom: Total = lambda _, it: it.stop - it.start) -> Outcome:
    """Return something of an office, a month if nothing else is said."""
    return replace(_share(words, top, bottom), of_people=False)


def _days(state: int) -> Total:
    return lambda it, months: DAYS * (it.where[:, months] == state).sum()


def _on_support(words: str, what: str) -> Outcome:
    """Return in which share of the months on support there was something."""

    def sums(it: Followed, months: slice) -> Sums:
        there = it.where[:, months] == SUPPORT
        return np.array([(there & getattr(it, what)[:, months]).sum(), there.sum()], float)

    return Outcome(words, sums)


def _at_risk(it: Followed, months: slice) -> float:
    """Return the person-months of the first spell in the window."""
    return float(np.clip(it.ended - months.start, 0, months.stop - months.start).sum())


def _left(destination: Destination | None = None, *, goal: bool = False) -> Total:
    """Return how those are counted who left their first spell in the window: all, or to something."""

    def count(it: Followed, months: slice) -> float:
        left = (it.ended > months.start) & (it.ended <= months.stop) & (it.to_goal | (not goal))
        return float((left & (destination is None or it.destination == destination)).sum())

    return count


def _days_to_work(it: Followed, months: slice) -> float:
    """Return the days until each works for the first time; who does not, waits for all of them."""
    works = it.where[:, months] == WORK
    waiting = np.where(works.any(axis=1), works.argmax(axis=1), months.stop - months.start)
    return float(DAYS * waiting.sum())


def _ends_by_month(it: Followed, months: slice) -> Sums:
    """Sum up in which month first spells ended; those that did not stand last."""
    last: int = months.stop
    return np.bincount(np.minimum(it.ended, last + 1), minlength=last + 2).astype(float)


def _median_of(sums: Sums) -> float:
    """Return the month in which half of all first spells had ended, between two months by proportion."""
    share = np.cumsum(sums) / max(1.0, sums.sum())
    month = int(np.argmax(share >= HALF))
    if share[-2] < HALF:
        return math.nan
    return float(month - (share[month] - HALF) / (share[month] - share[month - 1]))


def _count(*what: int, times: float = 1.0) -> Total:
    return lambda it, months: it.count(*what)[months].sum() / times


def _assistance_and_staff(it: World, months: slice) -> Sums:
    """Return assistance and staff month by month, one after the other."""
    staff = it.spent(Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT)
    return np.concatenate([it.spent(Entry.ASSISTANCE)[months], staff[months]])


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


OUTCOMES: dict[str, Outcome] = {
    "days_on_support": _share("days on assistance", _days(SUPPORT)),
    "days_in_work": _share("days in work", _days(WORK)),
    "days_elsewhere": _share("days neither on assistance nor in work", _days(ELSEWHERE)),
    "days_to_work": _share("days until one works", _days_to_work),
    "spell": _share("length of the first spell", _at_risk),
    "median_spell": Outcome("median of the first spell", _ends_by_month, level=_median_of),
    "left": _share("share that has left", _left()),
    "left_to_work": _share("share that has left to work, subsidised or not", _left(goal=True)),
    **{
        f"left_to_{it.name.lower()}": _share(
            f"share that has left to {it.name.lower().replace('_', ' ')}", _left(it)
        )
        for it in Destination
        if it not in {Destination.NONE, Destination.WORK}
    },
    "exit_rate": _share("chance of leaving", _left(), _at_risk),
    "work_rate": _share("chance of leaving to work", _left(goal=True), _at_risk),
    "returned_home": _share("share of children that has gone home", _left(goal=True)),
    "kept_meetings": _on_support("kept meetings", "met"),
    "crises": _on_support("crises", "crises"),
    "households": _of_office("cases of the office", _count(Count.HOUSEHOLDS)),
    "exits": _of_office("exits of the office", _count(*EXITS)),
    "cost_of_a_case": _of_office(
        "assistance for each case",
        lambda it, months: it.spent(Entry.ASSISTANCE)[months].sum(),
        _count(Count.HOUSEHOLDS),
    ),
    "leaving_staff": _of_office("resignations", _count(Count.RESIGNED), _count(Count.PRESENT, times=12.0)),
    "stress": _of_office("caseworkers' stress", _count(Count.STRESS), _count(Count.PRESENT)),
    "money_back": Outcome(
        "assistance saved for each unit spent on staff",
        _assistance_and_staff,
        of_people=False,
        between=money_back,
        neutral=1.0,
    ),
    "payback": Outcome(
        "months until more staff has paid for itself",
        _assistance_and_staff,
        of_people=False,
        between=payback,
        neutral=math.inf,
    ),
}
"""What a figure may be of, by the word in trials' files."""
