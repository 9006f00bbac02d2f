"""A pandemic: jobs vanish for years, and meetings are held at a distance for months."""

import pytest

from tests.model.events.worlds import BOTH, CHILDREN, falls, pairs, rises, untouched
from tillit.agents.client import Destination
from tillit.model.books.counts import Count
from tillit.model.events.pandemic import Pandemic


def test_fewer_find_work_at_first_and_more_live_on_assistance() -> None:
    still = pairs("pandemic", distance=0.0)
    assert falls(still.counted(Count.EXITS + Destination.WORK, months=12))
    assert rises(still.change("households"))


def test_at_a_distance_fewer_meetings_are_kept_and_less_trust_is_built() -> None:
    apart = pairs("pandemic", depth=0.0, distance=1.0)
    assert falls(apart.change("kept_meetings"))
    assert falls(apart.change("client_trust"))


def test_families_are_met_at_a_distance_too() -> None:
    assert falls(pairs("pandemic", CHILDREN, distance=1.0).change("child_trust"))


def test_without_a_shock_applicants_and_the_labour_market_stay() -> None:
    assert untouched(pairs("pandemic", BOTH).change("applicants"))


def test_nine_tenths_are_back_after_three_and_a_half_years() -> None:
    recovery = Pandemic(month=1).recovery
    assert 1.0 - (1.0 - recovery) ** 42 == pytest.approx(0.9)
