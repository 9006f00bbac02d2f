"""Cohort: the people of a trial, month by month since they came, made of their lives.

Nobody is followed by hand: who came when, and who was there already, is read from the rows that
each household, and each child, leaves behind every month; see `model.books`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.experiments.trials.tables import Cohort
from tillit.model.books.lives_of_children import ChildEvent

SUPPORT, WORK, ELSEWHERE = 0, 1, 2
"""Where somebody is in a month: on assistance, in work, or neither; of a child, placed, at home, neither."""
UNKNOWN = -1

WORKING = (Destination.WORK, Destination.SUBSIDISED_WORK)


@dataclass(frozen=True)
class Followed:
    """The people of a cohort, each for so many months, the month in which they came first."""

    person: NDArray[np.int64]
    """Their ids, shape (people,), in order."""
    where: NDArray[np.int8]
    """`SUPPORT`, `WORK` or `ELSEWHERE`, shape (people, months)."""
    met: NDArray[np.bool_]
    """Months with a kept meeting, shape (people, months)."""
    crises: NDArray[np.bool_]
    """Months with a crisis, shape (people, months)."""
    ended: NDArray[np.int64]
    """Months after which the first spell ended, 1 or more; one more than were followed if it did not."""
    to_goal: NDArray[np.bool_]
    """Whether it ended in work; of a child, at home. Shape (people,)."""
    destination: NDArray[np.int64]
    """The `Destination` to which it ended, `NONE` if it did not; of children always. Shape (people,)."""


def follow(lives: Rows, cohort: Cohort, start: int, only: NDArray[np.int64] | None = None) -> Followed:
    """Follow the people of a cohort through one world.

    `lives` are rows of `books.lives.Life` or `books.lives_of_children.ChildLife`, in any order. `start` is
    how many months the office lived before the trial: they tell who came for the first time. `only` are ids
    to follow, whatever else the cohort says.
    """
    rows = lives[np.lexsort((lives["month"], lives["person"]))]
    begins = np.flatnonzero(np.diff(rows["person"], prepend=-1))
    firsts = rows[begins]
    if only is None:
        chosen = _members(firsts, cohort, start)
        if cohort.lost:
            chosen &= np.isin(firsts["person"], rows["person"][rows["lost"] == 1])
    else:
        chosen = np.isin(firsts["person"], only)
    turn = np.where(chosen, np.cumsum(chosen) - 1, UNKNOWN)
    of_row = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(rows))))
    since = rows["month"].astype(np.int64) - firsts["month"][of_row]
    here = chosen[of_row] & (since < cohort.follow)
    who, when, rows = turn[of_row[here]], since[here], rows[here]
    people = int(chosen.sum())

    def table(values: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return whether something is so, by person and month; not where there is no row."""
        made = np.zeros((people, cohort.follow), np.bool_)
        made[who, when] = values
        return made

    ended, to_goal = np.full(people, cohort.follow + 1), np.zeros(people, np.bool_)
    destination = np.full(people, int(Destination.NONE))
    if cohort.of == "children":
        ends = well = rows["event"] == ChildEvent.RETURNED_HOME
        where = np.full((people, cohort.follow), ELSEWHERE, np.int8)
        where[who, when] = np.where(rows["form"] == Form.HOME, WORK, SUPPORT)
    else:
        ends, well = rows["destination"] != Destination.NONE, np.isin(rows["destination"], WORKING)
        where = np.full((people, cohort.follow + 1), UNKNOWN, np.int8)
        where[who[ends], when[ends] + 1] = np.where(well, WORK, ELSEWHERE)[ends]
        where[who, when] = SUPPORT
        # Months of which nothing is written are as what was last written.
        known = np.where(where != UNKNOWN, np.arange(where.shape[1]), 0)
        where = np.take_along_axis(where, np.maximum.accumulate(known, axis=1), axis=1)[:, :-1]
    np.minimum.at(ended, who[ends], when[ends] + 1)
    last = when + 1 == ended[who]
    to_goal[who[ends & well & last]] = True
    if cohort.of == "households":
        destination[who[last]] = rows["destination"][last]
    met, crises = table(rows["met"] == 1), table(rows["in_crisis"] == 1)
    return Followed(firsts["person"][chosen], where, met, crises, ended, to_goal, destination)


def _members(firsts: Rows, cohort: Cohort, start: int) -> NDArray[np.bool_]:
    """Tell of each person's first row whether the person is of the cohort."""
    came: NDArray[np.int64] = (firsts["person"] >> NUMBER_BITS) % (1 << GROUP_BITS) - start
    month = firsts["month"]
    stock: NDArray[np.bool_] = (month == 1) & (came < 1)
    stock &= firsts["spell"] >= cohort.least_spell
    entrants: NDArray[np.bool_] = (came >= 1) & (month >= cohort.first) & (month <= cohort.last)
    there = {"stock": stock, "entrants": entrants, "both": stock | entrants}[cohort.who]
    if cohort.treated:
        there &= firsts["arm"] == 1
    if cohort.of == "children":
        there &= (firsts["form"] != Form.HOME) | (not cohort.placed)
        return there
    there &= (firsts["distance"] >= cohort.nearest) & (firsts["distance"] <= cohort.furthest)
    if cohort.caseworker:
        known = firsts["caseworker"] != NOBODY
        middle = np.median(firsts["skill"][there & known]) if (there & known).any() else 0.0
        better = firsts["skill"] > middle
        there &= known & (better if cohort.caseworker == "better" else ~better)
    if cohort.obstacles:
        there &= np.isin(firsts["obstacle"], [Obstacle[it.upper()] for it in cohort.obstacles])
    return there
