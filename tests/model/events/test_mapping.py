"""Mapping of long cases: hours once, and long cases come first."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import falls, pairs, rises, untouched
from tests.model.small_towns import village
from tillit.agents.client import Client
from tillit.agents.queue import CLASSES, LONG, take_turn
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import one_event
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.seeds import key_of


def test_it_takes_hours_only_while_it_goes_on() -> None:
    mapped = pairs("mapping", hours=10, months=24, priority=0)
    spent = mapped.counted(Count.STATUTORY_HOURS)
    assert rises(spent)
    assert untouched(pairs("mapping", hours=0, priority=0).counted(Count.STATUTORY_HOURS))


def test_long_cases_come_first_and_others_wait() -> None:
    old, new = (row(Client, spell=months) for months in (24, 2))
    for priority in (0.0, 0.5, 1.0):
        turns = [in_python(take_turn)(it, priority, 3, 0.5) for it in (old, new)]
        assert (turns[0] < turns[1]) is (priority > 0.0)
    assert turns[0] < CLASSES // 2 <= turns[1]


def hours_for_meetings(priority: float, luck: int) -> tuple[float, float]:
    """Return the hours that were planned for meetings or saved a month later, and the long cases met."""
    crowded = village(households=300, posts=4)
    mapped = one_event({"kind": "mapping", "month": 1, "hours": 0, "priority": priority})
    origin, key = Origin.of(crowded), key_of(luck)
    town = begin(settled(origin, key), months=1)
    town = advance(town, origin, key, page=0, months=1, events=tuple(mapped))
    workers, households = town.assistance.caseworkers, town.households
    long = households["spell"] >= LONG
    return float((workers["met"] + workers["saved"]).sum()), float(households["met"][long].sum())


def test_long_cases_are_met_before_others_in_as_many_hours_as_there_are() -> None:
    usual, long_first = (np.array([hours_for_meetings(it, luck) for luck in range(8)]) for it in (0.0, 1.0))
    assert long_first[:, 0].sum() == pytest.approx(usual[:, 0].sum(), rel=0.01)
    assert long_first[:, 1].sum() > usual[:, 1].sum()


def test_nobody_else_applies_and_prices_stay() -> None:
    mapped = pairs("mapping")
    assert untouched(mapped.change("applicants"))
    assert not falls(mapped.change("statutory_time"))
