"""Of those who ask, the office turns some away, where a town's file says which share it did."""

import numpy as np
import pytest

from tests.model.small_towns import village
from tillit.model.books.counts import Count
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, simulate
from tillit.model.town.seeds import key_of

TOWN = village(households=240, posts=5)
STATED = TOWN.variant({"town.refused": 0.3})
YEARS = 3


def lives(scenario: Scenario) -> list[Run]:
    """Return some replicates of a town."""
    return [simulate(scenario, key_of(1, turn), months=12 * YEARS) for turn in range(6)]


def turned_away(scenario: Scenario) -> float:
    """Return the share of all who ask that is turned away."""
    counts = np.sum([run.counts.sum(axis=0) for run in lives(scenario)], axis=0)
    return float(counts[Count.TURNED_AWAY] / (counts[Count.TURNED_AWAY] + counts[Count.APPLICANTS]))


def test_where_nobody_counts_them_nobody_is_turned_away() -> None:
    usual, none = lives(TOWN), lives(TOWN.variant({"town.refused": 0.0}))
    assert all(np.array_equal(a.counts, b.counts) for a, b in zip(usual, none, strict=True))
    assert turned_away(TOWN) == 0.0


def test_as_long_as_nothing_happens_the_stated_share_is_turned_away() -> None:
    assert turned_away(STATED) == pytest.approx(0.3, abs=0.03)


def test_an_office_short_of_staff_finds_other_ways_for_fewer() -> None:
    assert turned_away(STATED.variant({"staff.posts": "-3"})) < turned_away(STATED) - 0.03
