"""Lives: one household, or one child, in both worlds beside each other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.records import Rows
from tillit.model.simulation import run_world
from tillit.model.town.seeds import key_of
from tillit.visualization.engine.worlds import Asked, Kept

OFFERED = 12
"""Lives that are offered, those that differ most."""
LEAST = 6
"""Months that a life must have in each world to be offered."""
COLUMNS = ("month", "trust", "paid", "met", "in_crisis", "caseworker", "state", "form")

LIVES = Kept(48, lambda worlds: sum(it.nbytes for it in worlds))
"""Histories of pairs of worlds."""


def lives(asked: Asked, unit: str, pair: int, person: int) -> dict[str, Any]:
    """Return one life in both worlds, and whose lives differ most.

    Parameters
    ----------
    asked, unit, pair
        The town, which of its units, and whose luck.
    person
        Id of the household or child; -1 for a middle one.
    """
    was, now = both_lives(asked, unit, pair)
    offered = _offered(was, now)
    if person < 0:
        person = _middle(was, now)
    return {
        "unit": unit,
        "person": person,
        "offered": offered,
        "everybody": everybody_of(asked, unit, pair).astype(np.float64),
        "was": _life(was, person),
        "now": _life(now, person),
    }


def everybody_of(asked: Asked, unit: str, pair: int) -> NDArray[np.int64]:
    """Return the ids of all who live in one of the worlds, in order; the place in it is their number."""
    was, now = both_lives(asked, unit, pair)
    everybody: NDArray[np.int64] = np.union1d(was["person"], now["person"])
    return everybody


def both_lives(asked: Asked, unit: str, pair: int) -> tuple[Rows, Rows]:
    """Return the histories of both worlds."""
    worlds: tuple[Rows, Rows] = LIVES.get((asked.key, unit, pair), lambda: _lived(asked, unit, pair))
    return worlds


def _lived(asked: Asked, unit: str, pair: int) -> tuple[Rows, Rows]:
    key = key_of(asked.seed, pair)
    found = []
    for scenario in (asked.before, asked.scenario):
        run = run_world(asked.origin, scenario, asked.town(pair), key, months=asked.months, history=True)
        found.append(run.child_lives if unit == "children" else run.lives)
    return found[0], found[1]


def _offered(was: Rows, now: Rows) -> list[int]:
    """Return those whose months and money differ most between the worlds."""
    months: dict[int, NDArray[np.float64]] = {}
    for side, rows in ((0, was), (1, now)):
        persons, at = np.unique(rows["person"], return_inverse=True)
        paid = np.bincount(at, rows["paid"])
        count = np.bincount(at)
        for person, money, number in zip(persons.tolist(), paid, count, strict=True):
            months.setdefault(person, np.zeros((2, 2)))[side] = money, number
    both = {person: it for person, it in months.items() if it[:, 1].min() >= LEAST}
    return sorted(both, key=lambda person: -abs(both[person][0, 0] - both[person][1, 0]))[:OFFERED]


def _middle(was: Rows, now: Rows) -> int:
    """Return who of the start gains the middle number of months, of those who gain or lose; -1 for nobody.

    `tillit life` tells the same one.
    """
    first = np.unique(was["person"][was["month"] == 1])
    if not len(first):
        return -1
    ends = (np.searchsorted(np.sort(it["person"]), [first, first + 1]) for it in (was, now))
    months, others = (end - start for start, end in ends)
    gains = months - others
    wanted = np.flatnonzero(gains) if gains.any() else np.arange(len(first))
    return int(first[wanted[np.argsort(gains[wanted], kind="stable")][len(wanted) // 2]])


def _life(rows: Rows, person: int) -> dict[str, Any]:
    """Return the months of one person, a column each."""
    own = rows[rows["person"] == person]
    own = own[np.argsort(own["month"], kind="stable")]
    life: dict[str, Any] = {
        name: own[name].astype(np.float32) for name in COLUMNS if name in (own.dtype.names or ())
    }
    if len(own):
        changes = np.concatenate([[True], own["caseworker"][1:] != own["caseworker"][:-1]])
        life["caseworker"] = np.where(
            own["caseworker"] < 0, 0, np.cumsum(changes & (own["caseworker"] >= 0))
        ).astype(np.float32)
    return life
