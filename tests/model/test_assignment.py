"""Those who have no caseworker are shared out by room, whoever comes first."""

import itertools
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model.small_towns import only_children, village
from tillit.agents.caseworker import Post
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, one_event, read_scenario
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

SEEDS = range(1, 7)


def ordinary(*events: dict[str, Any]) -> Scenario:
    """Return the ordinary town, twenty caseworkers with sixty households each."""
    return read_scenario("standard").with_events(it for event in events for it in one_event(event))


def months_of(scenario: Scenario, seed: int, months: int) -> list[Town]:
    """Return the town as each of its months ends."""
    origin, key = Origin.of(scenario), key_of(seed)
    town = begin(settled(origin, key), months=months)
    seen = []
    for page in range(months):
        town = advance(town, origin, key, page=page, months=1, events=scenario.events)
        seen.append(town.copied())
    return seen


def workers_of(town: Town) -> Rows:
    """Return the posts of a town that has one unit."""
    return (town.children if town.has_children else town.assistance).caseworkers


def at_work(town: Town) -> NDArray[np.bool_]:
    """Tell of each post whether somebody is at work on it next month."""
    posts = workers_of(town)["post"]
    there: NDArray[np.bool_] = (posts == Post.PRESENT) | (posts == Post.CONSULTANT)
    return there


def caseloads(before: Town, town: Town) -> NDArray[np.float64]:
    """Return the caseloads, over their mean, of those who were at work all month."""
    cases = workers_of(town)["cases"][at_work(before)]
    loads: NDArray[np.float64] = cases / cases.mean()
    return loads


@pytest.mark.parametrize("share", [0.6, 1.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_after_a_reorganisation_nobody_has_half_as_many_again_as_the_mean(share: float, seed: int) -> None:
    reorganised = ordinary({"kind": "reorganisation", "month": 2, "share": share})
    loads = caseloads(*months_of(reorganised, seed, 2))
    assert loads.max() < 1.5
    assert loads.min() > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_in_a_calm_town_caseloads_stay_level(seed: int) -> None:
    months = [caseloads(*pair) for pair in itertools.pairwise(months_of(ordinary(), seed, 24))]
    assert max(loads.max() for loads in months) < 1.5
    assert np.mean(np.abs(np.concatenate(months) - 1.0) < 0.25) > 0.9


def test_children_are_shared_out_evenly_too() -> None:
    event = {"kind": "reorganisation", "month": 2, "share": 1.0, "unit": "children"}
    loads = caseloads(*months_of(only_children(event, cases=600, posts=10), 1, 2))
    assert len(loads) > 5
    assert loads.max() < 1.5


def test_new_posts_are_filled_in_months_and_not_at_once() -> None:
    months = months_of(ordinary({"kind": "posts", "month": 1, "change": 10}), 1, 24)
    new = [town.assistance.caseworkers[20:30] for town in months]
    most = [workers["cases"].max() for workers in new]
    assert most[2] < 40
    assert new[-1]["cases"][new[-1]["tenure"] > 12].min() > 20


NEW_POSTS = {"kind": "posts", "month": 1, "change": 10}
QUICK = {"parameters.staffing.recruitment": 0.7}
"""Posts are filled within a month or two, so that many begin together."""


def months_without_beginners(seed: int) -> list[NDArray[np.float64]]:
    """Return the caseloads of the first months, posts being filled, nobody new for three."""
    months = months_of(ordinary(NEW_POSTS).variant(QUICK), seed, 24)
    calm = []
    for number, (before, town) in enumerate(itertools.pairwise(months), 1):
        workers = workers_of(before)
        tenures = workers["tenure"][at_work(before)]
        filled = (workers["post"][20:30] != Post.VACANT).sum() >= 8
        if filled and tenures.min() >= 3:
            counts = town.counts[number]
            mean = counts[Count.HOUSEHOLDS] / counts[Count.PRESENT]
            calm.append(workers_of(town)["cases"][at_work(before)] / mean)
    return calm[:3]


@pytest.mark.parametrize("seed", SEEDS)
def test_within_three_months_of_filling_new_posts_nobody_has_a_quarter_more_than_the_mean(seed: int) -> None:
    calm = months_without_beginners(seed)
    assert calm
    assert max(loads.max() for loads in calm) <= 1.25


def handed_over(*events: dict[str, Any]) -> int:
    """Return how many who are on assistance for longer got their caseworker in the last half-year."""
    number = 0
    for seed in SEEDS[:3]:
        first, *_, last = months_of(ordinary(*events).variant(QUICK), seed, 6)
        since, spell = last.ties["since"], last.households["spell"]
        has = last.ties["seat"] != NOBODY
        number += int((has & (spell > 6) & (since >= first.place.month - 1)).sum())
    return number


def test_cases_for_new_posts_are_handed_over_and_so_cost_ties() -> None:
    assert handed_over(NEW_POSTS) > 1.3 * handed_over()


def test_what_is_counted_as_somebodys_cases_are_those_who_have_a_tie_to_them() -> None:
    for town in months_of(ordinary({"kind": "reorganisation", "month": 2, "share": 1.0}), 1, 4):
        seats = town.ties["seat"][town.ties["seat"] != NOBODY]
        counted = np.bincount(seats, minlength=len(town.assistance.caseworkers))
        assert counted.tolist() == town.assistance.caseworkers["cases"].tolist()


def test_without_room_for_all_some_wait_and_nobody_above_the_limit_is_given_more() -> None:
    scarce = village({"kind": "setting", "month": 1, "rule": "caseload_limit", "value": 40}, households=400)
    months = months_of(scarce, 1, 36)
    assert months[-1].counts[-1, Count.UNASSIGNED] > 0
    for before, after in itertools.pairwise(months):
        had, has = (town.assistance.caseworkers["cases"] for town in (before, after))
        # Each takes a free place by luck of their own, so a few more may come than there are.
        assert (has[has > had] <= 1.2 * 40).all()


def test_with_nobody_at_work_everybody_waits() -> None:
    origin, key = Origin.of(village()), key_of(1)
    town = begin(settled(origin, key), months=1)
    town.ties["seat"] = NOBODY
    town.assistance.caseworkers["cases"] = 0
    town.assistance.caseworkers["post"] = Post.VACANT
    after = advance(town, origin, key, page=0, months=1)
    assert (after.ties["seat"] == NOBODY).all()


def test_who_is_chosen_does_not_depend_on_the_order_of_the_households() -> None:
    event = {"kind": "reorganisation", "month": 1, "share": 1.0}
    scenario, key = village(event), key_of(1)
    origin = Origin.of(scenario)
    towns = [begin(settled(origin, key), months=1) for _ in range(2)]
    rows = towns[1].assistance.office.rows
    for array in (towns[1].households, towns[1].ties, towns[1].traineeships):
        array[:rows] = array[:rows][::-1].copy()
    after = [advance(it, origin, key, page=0, months=1, events=scenario.events) for it in towns]
    chosen = [chosen_by(town) for town in after]
    assert len(chosen[0]) > 40
    assert chosen[0] == chosen[1]


def chosen_by(town: Town) -> dict[int, int]:
    """Return the row of each household's caseworker."""
    rows = np.flatnonzero(town.ties["seat"] != NOBODY)
    return dict(zip(town.households["person"][rows].tolist(), town.ties["seat"][rows].tolist(), strict=True))


def test_a_household_more_that_looks_for_somebody_moves_few_others() -> None:
    event = {"kind": "reorganisation", "month": 1, "share": 1.0}
    scenario, key = ordinary(event), key_of(1)
    origin = Origin.of(scenario)
    alone = begin(settled(origin, key), months=1)
    beside = alone.copied()
    row = int(np.flatnonzero(beside.ties["seat"] != NOBODY)[0])
    beside.assistance.caseworkers["cases"][beside.ties["seat"][row]] -= 1
    beside.ties[row : row + 1] = 0
    for name in ("other", "seat", "since", "last"):
        beside.ties[name][row] = NOBODY
    events = scenario.events
    ones, others = (
        chosen_by(advance(it, origin, key, page=0, months=1, events=events)) for it in (alone, beside)
    )
    same = [ones[person] == others[person] for person in ones.keys() & others.keys()]
    assert np.mean(same) > 0.99
