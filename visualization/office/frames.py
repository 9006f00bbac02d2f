"""Frames: who sits where, and who trusts whom, in every month of one world.

Everything is small whole numbers, so that a decade of a town is a few hundred kilobytes: trust
comes in two hundredths, people by their turn of arrival in the picture.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.caseworker import TEAM
from tillit.agents.client import State
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.simulation import advance, begin_at
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.unit import Unit
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.office.lives import everybody_of

FINE = 200.0
"""Steps of trust."""
CRISIS, TRAINEE, MET, NEW = 1, 2, 4, 8
"""What is marked of somebody, a bit each."""
FORM = 16
"""The lowest bit of where a child lives."""
FIGURES = {
    "assistance": ("households", "caseload", "client_trust", "kept_meetings", "payments"),
    "children": ("children", "child_caseload", "child_trust", "child_kept_meetings", "placement_cost"),
}
"""Indicators that the sentence above the picture tells: how many, cases each, trust, meetings, money."""


def unit_of(scenario: Scenario, wanted: str) -> str:
    """Return the unit that is looked at: the one that is wanted, or the only one that there is."""
    if not scenario.children:
        return "assistance"
    return "children" if not scenario.posts or wanted == "children" else "assistance"


def frames(asked: Asked, unit: str, pair: int, *, changed: bool = True) -> dict[str, Any]:
    """Return a world month by month.

    Parameters
    ----------
    asked
        The town and what happens there.
    unit
        ``assistance`` or ``children``.
    pair
        Whose luck.
    changed
        Whether the events happen; else it is the town as it was.
    """
    scenario = asked.scenario if changed else asked.before
    key = key_of(asked.seed, pair)
    town = begin_at(asked.origin, asked.town(pair), months=asked.months)
    album = _Album(unit)
    album.take(town)
    for month in range(asked.months):
        town = advance(town, asked.origin, key, page=month, months=1, events=scenario.events)
        album.take(town)
    names = FIGURES[unit]
    everybody = everybody_of(asked, unit, pair)
    inhabitants = scenario.town.inhabitants
    figures = [INDICATORS[it].compute(town.counts, town.ledger, inhabitants=inhabitants) for it in names]
    return {
        "unit": unit,
        "months": asked.months,
        "team": TEAM,
        "changed": changed,
        "figures": np.stack(figures).astype(np.float32),
        **album.bound(everybody),
    }


class _Staff(NamedTuple):
    """The staff of one month."""

    seats: int
    workers: Rows
    partners: NDArray[np.uint8]
    colleagues: NDArray[np.uint8]


class _Album:
    """The months of one unit, one picture after the other."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._turns: dict[int, int] = {}
        self._people: list[NDArray[np.int32]] = []
        self._staff: list[_Staff] = []

    def take(self, town: Town) -> None:
        """Take a picture of this month."""
        clients, ties, marks = _seen(town, self._unit)
        persons = clients["person"].tolist()
        turns = [self._turns.setdefault(person, len(self._turns)) for person in persons]
        trust = np.rint(ties["trust"] * FINE)
        columns = (np.array(turns), ties["seat"], trust, marks)
        self._people.append(np.stack(columns).astype(np.int32) if turns else np.empty((4, 0), np.int32))
        unit: Unit = getattr(town, self._unit)
        seats, workers = int(unit.office.seats), unit.caseworkers.copy()
        self._staff.append(_Staff(seats, workers, _trust(unit.partners), _trust(unit.colleagues)))

    def bound(self, everybody: NDArray[np.int64]) -> dict[str, Any]:
        """Return all pictures together; people get their number among everybody in both worlds."""
        ends = np.cumsum([0, *(it.shape[1] for it in self._people)]).astype(np.int32)
        turn, seat, trust, marks = np.concatenate(self._people, axis=1)
        seats = max(it.seats for it in self._staff)
        rows = [it.workers for it in self._staff]
        return {
            "persons": np.array([*self._turns], np.float64),
            "numbers": np.searchsorted(everybody, [*self._turns]).astype(np.uint32) + 1,
            "ends": ends,
            "turn": turn.astype(np.uint16 if len(self._turns) < 2**16 else np.uint32),
            "seat": seat.astype(np.int16),
            "trust": trust.astype(np.uint8),
            "marks": marks.astype(np.uint8),
            "seats": seats,
            "post": _of_seats([it["post"] for it in rows], seats, np.uint8),
            "tenure": _of_seats([it["tenure"] for it in rows], seats, np.uint16),
            "holder": _of_seats([it["holder"] for it in rows], seats, np.uint16),
            "partners": _of_seats([it.partners for it in self._staff], seats, np.uint8),
            "colleagues": _of_seats([it.colleagues for it in self._staff], seats, np.uint8),
        }


def _seen(town: Town, unit: str) -> tuple[Rows, Rows, NDArray[np.int32]]:
    """Return the clients of a unit who are there, their ties, and what is marked of each."""
    if unit == "children":
        there = np.flatnonzero(town.cases["running"] == 1)
        clients, ties = town.cases[there], town.case_ties[there]
        marks = clients["form"].astype(np.int32) * FORM
    else:
        there = np.flatnonzero(np.isin(town.households["state"], (State.ASSISTED, State.PLACED)))
        clients, ties = town.households[there], town.ties[there]
        marks = np.where(clients["state"] == State.PLACED, TRAINEE, 0).astype(np.int32)
    marks = marks | np.where(clients["in_crisis"] == 1, CRISIS, 0) | np.where(clients["met"] == 1, MET, 0)
    return clients, ties, marks


def _trust(ties: Rows) -> NDArray[np.uint8]:
    """Return the trust of ties that there are."""
    trust: NDArray[np.uint8] = np.rint(np.where(ties["other"] == NOBODY, 0.0, ties["trust"]) * FINE).astype(
        np.uint8
    )
    return trust


def _of_seats(pages: list[Any], seats: int, kind: type[np.generic]) -> NDArray[np.generic]:
    """Return what each seat has in each month, shape (months + 1, seats x ...); 0 where there is no seat."""
    first = np.asarray(pages[0])
    result = np.zeros((len(pages), seats, *first.shape[1:]), kind)
    for number, page in enumerate(pages):
        rows = min(seats, len(page))
        result[number, :rows] = page[:rows]
    return result.reshape(len(pages), -1)
