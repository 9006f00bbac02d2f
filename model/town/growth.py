"""Growth: larger arrays for a town that has become too small for its people."""

from math import ceil
from typing import Any

import numpy as np

from tillit.agents.client import Client, State
from tillit.agents.foundation.records import duplicate, lumps
from tillit.agents.tie import NOBODY, Tie, no_ties
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit, whole_teams

SPARE = 1.4
"""Rows of a world, against those in use when it begins: those of who leaves are given up late."""


def roomy(rows: int) -> int:
    """Return how many rows a world begins with, for so many in use."""
    return int(SPARE * rows) + 64


def with_more_room(town: Town) -> Town:
    """Return the town with room for what the kernel just had no room for."""
    households, children = town.assistance, town.children
    if households.office.posts > len(households.caseworkers):
        return town._replace(assistance=with_more_seats(households, ceil(households.office.posts)))
    if children.office.posts > len(children.caseworkers):
        return town._replace(children=with_more_seats(children, ceil(children.office.posts)))
    if len(town.lives) and households.office.told + len(town.households) > len(town.lives):
        return town._replace(lives=_longer(town.lives, 2 * len(town.lives) + len(town.households)))
    if len(town.case_lives) and children.office.told + len(town.cases) > len(town.case_lives):
        return town._replace(case_lives=_longer(town.case_lives, 2 * len(town.case_lives) + len(town.cases)))
    if town.has_children and _cases_soon(town) > len(town.cases):
        return town._replace(**cases_of(town, 2 * _cases_soon(town)))
    return with_more_households(town)


def with_page(town: Town, pages: int) -> Town:
    """Return the town with room for so many months in the ledger and the counts."""
    if pages <= len(town.counts):
        return town
    more = len(town.counts) + max(12, len(town.counts))
    return town._replace(ledger=_longer(town.ledger, more), counts=_longer(town.counts, more))


def with_more_households(town: Town) -> Town:
    """Return the town without the rows of those who are gone, and with room to spare.

    Everybody stays in order of arrival, so nobody's month is lived before
    somebody else's who came earlier.
    """
    length, rows = len(town.households), int(town.assistance.office.rows)
    town = trimmed(town)
    if 2 * len(town.households) > length or len(town.households) == rows:
        length *= 2
    return town._replace(**households_of(town, length))


def trimmed(town: Town) -> Town:
    """Return the town without the rows of households that are gone, and without room to spare."""
    office = town.assistance.office
    here = np.flatnonzero(town.households["state"][: office.rows] != State.ABSENT)
    office.rows = len(here)
    office.gone = 0
    return town._replace(
        households=lumps(town.households)[here].view(Client.dtype),
        ties=lumps(town.ties)[here].view(Tie.dtype),
        traineeships=lumps(town.traineeships)[here].view(Tie.dtype),
        assisted=np.zeros(len(here), town.assisted.dtype),
        away=np.zeros(len(here), town.away.dtype),
        cases=duplicate(town.cases[: town.children.office.rows]),
        case_ties=duplicate(town.case_ties[: town.children.office.rows]),
    )


def households_of(town: Town, length: int) -> dict[str, Any]:
    """Return the town's arrays of households as copies, `length` rows long."""
    rows = town.assistance.office.rows
    return {
        "households": _longer(town.households[:rows], length),
        "ties": _longer(town.ties[:rows], length),
        "traineeships": _longer(town.traineeships[:rows], length),
        "assisted": np.zeros(length, town.assisted.dtype),
        "away": np.zeros(length, town.away.dtype),
    }


def cases_of(town: Town, length: int) -> dict[str, Any]:
    """Return the town's arrays of child cases as copies, `length` rows long."""
    rows = town.children.office.rows
    return {
        "cases": _longer(town.cases[:rows], length),
        "case_ties": _longer(town.case_ties[:rows], length),
    }


def with_more_seats(unit: Unit, posts: int) -> Unit:
    """Return the unit with rows for at least so many posts, and some to spare."""
    seats = whole_teams(posts + posts // 4)
    return unit._replace(
        caseworkers=_longer(unit.caseworkers, seats),
        colleagues=_longer(unit.colleagues, seats),
        partners=_longer(unit.partners, seats),
        books=_longer(unit.books, seats),
        own=_longer(unit.own, seats),
        # A case without a caseworker reads the last row, which is zero.
        reach=_longer(unit.reach[:-1], seats + 1),
        wanted=_longer(unit.wanted, seats),
    )


def _cases_soon(town: Town) -> int:
    """Return how many rows child cases may need next month, on the safe side."""
    office = town.children.office
    usual = float(office.usual * office.inflow * (1.0 + town.place.grown))
    coming = max(usual, float(office.leavers))
    return int(office.rows) + int(2.0 * coming) + 30


def _longer(array: Any, length: int) -> Any:  # noqa: ANN401 - the same kind of array comes out
    """Return a copy with more rows: zeros, rows of nobody, or ties to nobody."""
    shape = (length - len(array), *array.shape[1:])
    names = array.dtype.names or ()
    rest = no_ties(*shape) if "since" in names else np.zeros(shape, array.dtype)
    if "spell" in names:
        rest["person"] = NOBODY
    if not names:
        return np.concatenate([array, rest])
    return np.concatenate([lumps(array), lumps(rest)]).view(array.dtype)
