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
HALF = 0.5
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

    def count(self, *what: int) -> NDArray[np.float64]:
        """Return the sum of some counts of the office, shape (months,)."""
        columns = [it + UNIT * self.children for it in what]
        return np.asarray(self.counts[:, columns].sum(axis=1))

    def spent(self, *entries: int) -> NDArray[np.float64]:
        """Return what the municipality paid for some entries, shape (months,)."""
        return np.asarray(-self.ledger[:, entries, Party.MUNICIPALITY].sum(axis=1).astype(float))


OfPeople = Callable[[Followed, int, int], Sums]
OfOffice = Callable[[World, int, int], Sums]
"""Make sums of a cohort, or of an office, over months from the first to before the last (from 0)."""
Total = Callable[[Followed, slice], float]
"""Adds something up over all people and some months."""


def _ratio(one: float, other: float) -> float:
    return float(one / other) if other != 0.0 else math.nan


@dataclass(frozen=True)
class Outcome:
    """What is measured, of people or of the whole office."""

    words: str
    """What one reads."""
    sums: Callable[..., Sums]
    """`OfPeople`, over months since each came, or `OfOffice`, over months of the trial."""
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


def _pair(one: float, other: float) -> Sums:
    return np.array([one, other], dtype=float)


def _each(total: Total) -> OfPeople:
    """Return how something is summed up for each person of a cohort."""
    return lambda it, first, last: _pair(total(it, slice(first, last)), len(it.ended))


def _days(state: int) -> OfPeople:
    return _each(lambda it, months: DAYS * (it.where[:, months] == state).sum())


def _at_risk(it: Followed, months: slice) -> float:
    """Return the person-months of the first spell in the window."""
    return float(np.clip(it.ended - months.start, 0, months.stop - months.start).sum())


def _left(destination: Destination | None = None, *, goal: bool = False) -> Total:
    """Return how those are counted who left their first spell in the window: all, or to something."""

    def count(it: Followed, months: slice) -> float:
        left = (it.ended > months.start) & (it.ended <= months.stop)
        left &= it.to_goal | (not goal)
        return float((left & (destination is None or it.destination == destination)).sum())

    return count


def _rate(of: Total) -> OfPeople:
    """Return how a count is summed up for each month in which somebody could leave."""
    return lambda it, *window: _pair(of(it, slice(*window)), _at_risk(it, slice(*window)))


def _days_to_work(it: Followed, months: slice) -> float:
    """Return the days until each works for the first time; who does not, waits for all of them."""
    works = it.where[:, months] == WORK
    waiting = np.where(works.any(axis=1), works.argmax(axis=1), months.stop - months.start)
    return float(DAYS * waiting.sum())


def _ends_by_month(it: Followed, _: int, last: int) -> Sums:
    """Sum up in which month first spells ended; those that did not stand last."""
    return np.bincount(np.minimum(it.ended, last + 1), minlength=last + 2).astype(float)


def _median_of(sums: Sums) -> float:
    """Return the month in which half of all first spells had ended, between two months by proportion."""
    share = np.cumsum(sums) / max(1.0, sums.sum())
    month = int(np.argmax(share >= HALF))
    if share[-2] < HALF:
        return math.nan
    return float(month - (share[month] - HALF) / (share[month] - share[month - 1]))


def _on_support(name: str) -> OfPeople:
    """Return how something is summed up for each month on support."""

    def sums(it: Followed, first: int, last: int) -> Sums:
        there = it.where[:, first:last] == SUPPORT
        return _pair((getattr(it, name)[:, first:last] * there).sum(), there.sum())

    return sums


def _a_month(*counts: int) -> OfOffice:
    return lambda it, first, last: _pair(it.count(*counts)[first:last].sum(), last - first)


def _for_each(what: int, of: int, times: float = 1.0) -> OfOffice:
    """Return how a count is summed up for each of another, taken `times`."""
    return lambda it, first, last: _pair(
        it.count(what)[first:last].sum(), it.count(of)[first:last].sum() / times
    )


def _cost_of_a_case(it: World, first: int, last: int) -> Sums:
    return _pair(it.spent(Entry.ASSISTANCE)[first:last].sum(), it.count(Count.HOUSEHOLDS)[first:last].sum())


def _assistance_and_staff(it: World, first: int, last: int) -> Sums:
    """Return assistance and staff month by month, one after the other."""
    staff = it.spent(Entry.STAFF, Entry.CONSULTANTS, Entry.RECRUITMENT)
    return np.concatenate([it.spent(Entry.ASSISTANCE)[first:last], staff[first:last]])


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
    "days_on_support": Outcome("days on assistance", _days(SUPPORT)),
    "days_in_work": Outcome("days in work", _days(WORK)),
    "days_elsewhere": Outcome("days neither on assistance nor in work", _days(ELSEWHERE)),
    "days_to_work": Outcome("days until one works", _each(_days_to_work)),
    "spell": Outcome("length of the first spell", _each(_at_risk)),
    "median_spell": Outcome("median of the first spell", _ends_by_month, level=_median_of),
    "left": Outcome("share that has left", _each(_left())),
    "left_to_work": Outcome("share that has left to work, subsidised or not", _each(_left(goal=True))),
    **{
        f"left_to_{it.name.lower()}": Outcome(
            f"share that has left to {it.name.lower().replace('_', ' ')}", _each(_left(it))
        )
        for it in Destination
        if it not in {Destination.NONE, Destination.WORK}
    },
    "exit_rate": Outcome("chance of leaving", _rate(_left())),
    "work_rate": Outcome("chance of leaving to work", _rate(_left(goal=True))),
    "returned_home": Outcome("share of children that has gone home", _each(_left(goal=True))),
    "paid": Outcome("paid for each", _each(lambda it, months: it.paid[:, months].sum())),
    "kept_meetings": Outcome("kept meetings", _on_support("met")),
    "crises": Outcome("crises", _on_support("crises")),
    **{
        name: Outcome(words, sums, of_people=False)
        for name, words, sums in (
            ("households", "cases of the office", _a_month(Count.HOUSEHOLDS)),
            ("exits", "exits of the office", _a_month(*EXITS)),
            ("exits_to_work", "exits of the office to ordinary work", _a_month(EXITS[0])),
            ("cost_of_a_case", "assistance for each case", _cost_of_a_case),
            ("leaving_staff", "resignations", _for_each(Count.RESIGNED, Count.PRESENT, 12.0)),
            ("stress", "caseworkers' stress", _for_each(Count.STRESS, Count.PRESENT)),
        )
    },
    **{
        name: Outcome(words, _assistance_and_staff, of_people=False, between=between, neutral=neutral)
        for name, words, between, neutral in (
            ("money_back", "assistance saved for each unit spent on staff", money_back, 1.0),
            ("payback", "months until more staff has paid for itself", payback, math.inf),
        )
    },
}
"""What a figure may be of, by the word in trials' files."""
