"""Duties that nobody has hours for come late: it is counted, and late decisions end in crises."""

import pytest

from tests.model.small_towns import lived, total, village
from tillit.agents.caseworker import Post
from tillit.agents.client import State
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

BUSY = village(households=400, posts=2)
CALM = village(households=40, posts=2)
KEY = key_of(1)


def a_month(scenario: Scenario, late: float | None = None, posts: Post | None = None) -> Town:
    """Return a settled town a month later, with so many decisions late, or with posts in such a state."""
    origin = Origin.of(scenario)
    town = begin(settled(origin, KEY), months=1)
    if late is not None:
        town.assistance.office.late = late
    if posts is not None:
        town.assistance.caseworkers["post"][: town.assistance.office.seats] = posts
    return advance(town, origin, KEY, page=0, months=1)


def in_crisis(town: Town) -> set[int]:
    """Return who is in crisis, of those on assistance."""
    there = (town.households["state"] != State.ABSENT) & (town.households["in_crisis"] == 1)
    return set(town.households["person"][there].tolist())


def test_late_decisions_add_crises_and_take_none_away() -> None:
    on_time, some, all_late = (a_month(BUSY, late=late) for late in (0.0, 0.5, 1.0))
    assert in_crisis(on_time) < in_crisis(some) < in_crisis(all_late)
    # Twice the risk: 400 households with a few percent each.
    crises = [town.counts[0, Count.CRISES] for town in (on_time, some, all_late)]
    assert crises == sorted(crises)


def test_what_is_undone_of_all_duties_is_late_next_month() -> None:
    town = a_month(BUSY)
    workers = town.assistance.caseworkers[town.assistance.caseworkers["worked"] > 0.0]
    undone = (workers["statutory"] * workers["late"]).sum()
    assert town.counts[0, Count.UNDONE_HOURS] == pytest.approx(undone)
    assert town.assistance.office.late == pytest.approx(undone / workers["statutory"].sum())
    assert 0.0 < town.assistance.office.late < 1.0


def test_with_hours_for_all_duties_nothing_is_late() -> None:
    town = a_month(CALM, late=1.0)
    assert town.assistance.office.late == 0.0
    assert town.counts[0, Count.UNDONE_HOURS] == 0.0


def test_with_nobody_at_work_every_duty_is_late_and_counted() -> None:
    town = a_month(CALM, posts=Post.SICK)
    assert town.assistance.office.late == 1.0
    assert town.counts[0, Count.UNDONE_HOURS] == pytest.approx(town.assistance.office.uncovered)
    assert town.counts[0, Count.UNDONE_HOURS] > 0.0


def test_where_duties_take_more_hours_more_come_late_and_crises_are_more() -> None:
    light, heavy = (counted({"work.statutory": hours}) for hours in (0.3, 1.5))
    assert heavy[0] > 2.0 * light[0]
    assert heavy[1] > light[1]


def counted(changes: dict[str, float]) -> tuple[float, float]:
    """Return the undone hours of a village in two years, and the crises for each household and month."""
    busy = village(households=160, posts=2, changes=changes)
    runs = [lived(busy, replicate=number) for number in range(8)]
    undone, crises, households = (
        sum(total(run, count) for run in runs)
        for count in (Count.UNDONE_HOURS, Count.CRISES, Count.HOUSEHOLDS)
    )
    return undone, crises / households
