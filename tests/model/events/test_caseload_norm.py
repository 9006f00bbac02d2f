"""A caseload norm: posts follow cases once a budget year, and nobody is dismissed for it."""

from typing import Any

import numpy as np
import pytest

from tests.model.events.worlds import BOTH, CHILDREN, MONTH, TOWN, falls, pairs, rises, untouched
from tests.model.small_towns import VILLAGE, lived, only_children, people, village
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, State
from tillit.model import Municipality
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.events import Units
from tillit.model.events.caseload_norm import ABOVE, CaseloadNorm
from tillit.model.scenarios import Scenario, ScenarioError, parse_scenario
from tillit.model.simulation import Run

OF_VILLAGE = VILLAGE.format(inhabitants=5000, households=60, posts=3)
ENDS = (ChildCount.WELL, ChildCount.GROWN, ChildCount.MOVED_AWAY)
MANY_GO = {"kind": "resignation_wave", "month": 60, "share": 0.7}
DWINDLING = {"kind": "setting", "month": 2, "rule": "inflow", "value": 0.0}
"""No new cases, so that there are soon fewer."""


def norm(**size: Any) -> dict[str, Any]:  # noqa: ANN401 - files hold anything
    """Return a norm from month 3 on."""
    return {"kind": "caseload_norm", "month": 3, **size}


def posts_of(run: Run, unit: int = 0) -> list[int]:
    """Return the posts of each month in a unit."""
    return [int(number) for number in run.counts[:, unit + Count.POSTS]]


def children_left(run: Run) -> np.ndarray:
    """Return the child cases at the end of each month."""
    counts = run.counts[:, UNIT:]
    left: np.ndarray = counts[:, ChildCount.CHILDREN] - sum(counts[:, end] for end in ENDS)
    return left


def test_posts_are_counted_out_by_open_child_cases_once_a_year() -> None:
    run = lived(only_children(norm(cases=10, fewer=False), cases=100), months=28)
    left, posts = children_left(run), posts_of(run, UNIT)
    for month in (3, 15, 27):
        wanted = int(left[month - 2] / 10 + 0.5)
        assert posts[month - 1] == max(wanted, posts[month - 2])
    assert posts[:2] == [2, 2]
    assert posts[2] == int(left[1] / 10 + 0.5)
    assert len(set(posts[2:14])) == len(set(posts[14:26])) == 1


def test_posts_are_counted_out_by_households_on_assistance() -> None:
    model = Municipality(scenario=village(norm(cases=6)), seed=1, months=3)
    model.step()
    model.step()
    here = sum(client.state in {State.ASSISTED, State.PLACED} for client in people(model, Client))
    model.step()
    assert model.town.counts[2, Count.POSTS] == int(here / 6 + 0.5)


@pytest.mark.parametrize("town", [TOWN, BOTH, CHILDREN], ids=["households", "both", "children"])
def test_everything_before_the_month_is_identical_in_every_town(town: Scenario) -> None:
    for without, within in zip(*pairs("caseload_norm", town), strict=True):
        assert np.array_equal(without.counts[: MONTH - 1], within.counts[: MONTH - 1])
        assert np.array_equal(without.ledger[: MONTH - 1], within.ledger[: MONTH - 1])
        assert not within.ledger.sum(axis=2).any()


def test_fewer_cases_each_give_families_more_time_and_staff_less_stress() -> None:
    counted = pairs("caseload_norm", BOTH, unit="children", cases=20)
    assert rises(counted.change("child_posts"))
    assert rises(counted.change("child_kept_meetings"))
    assert falls(counted.change("child_stress"))


def test_a_norm_for_children_leaves_households_alone_and_the_other_way_round() -> None:
    of_children = pairs("caseload_norm", BOTH, unit="children", cases=20)
    assert untouched(of_children.change("households"))
    assert untouched(of_children.change("posts"))
    of_households = pairs("caseload_norm", BOTH, unit="assistance", cases=20)
    assert rises(of_households.change("posts"))
    assert untouched(of_households.change("child_posts"))
    assert untouched(of_households.change("children_placed"))


def test_a_norm_for_both_units_counts_each_by_its_own_cases() -> None:
    run = lived(village(norm(cases=10, unit="both"), children=90))
    assert posts_of(run, UNIT)[2] == int(children_left(run)[1] / 10 + 0.5)
    assert 4 <= posts_of(run)[2] <= 8


SHORT_OF_STAFF = {"kind": "resignation_wave", "month": 12, "share": 0.7}
ROOMY = {"kind": "setting", "month": 3, "rule": "caseload_limit", "value": 96}


def largest(*events: dict[str, Any]) -> tuple[float, float]:
    """Return the largest caseload, and most who wait, in the year after most caseworkers have left."""
    model = Municipality(
        scenario=village(*events, SHORT_OF_STAFF, households=300, posts=14), seed=1, months=24
    )
    most = 0
    for month in range(24):
        here = {worker.person for worker in people(model, Caseworker)}
        model.step()
        if month > 12:
            most = max([most, *(it.cases for it in people(model, Caseworker) if it.person in here)])
    return float(most), float(model.town.counts[12:, Count.UNASSIGNED].max())


def test_a_norm_limits_what_each_caseworker_is_given_and_others_wait() -> None:
    limited, waiting = largest(norm(cases=20))
    # Everybody takes one of the free places by their own luck, so a few more may come than there is room for.
    assert limited <= 1.2 * ABOVE * 20
    assert waiting > 20


def test_a_limit_that_is_decided_with_the_norm_departs_from_it() -> None:
    crowded, waiting = largest(norm(cases=20), ROOMY)
    assert crowded > 1.2 * ABOVE * 20
    assert waiting < 20


def test_posts_follow_cases_down_only_if_the_norm_says_so() -> None:
    down, kept = (
        lived(only_children(norm(cases=6, fewer=fewer), DWINDLING, MANY_GO, cases=60), months=90)
        for fewer in (True, False)
    )
    assert posts_of(down, UNIT)[-1] < posts_of(down, UNIT)[2]
    assert posts_of(kept, UNIT)[-1] == max(posts_of(kept, UNIT)) >= posts_of(down, UNIT)[2]
    assert min(posts_of(down, UNIT)) >= 1


def test_nobody_is_dismissed_for_a_norm() -> None:
    run = lived(only_children(norm(cases=6, each=6), DWINDLING, MANY_GO, cases=60), months=90)
    counts = run.counts[:, UNIT:]
    held = counts[:, Count.POSTS] - counts[:, Count.VACANT]
    stayed = held - counts[:, Count.RESIGNED] + counts[:, Count.HIRED]
    assert posts_of(run, UNIT)[-1] < posts_of(run, UNIT)[2]
    assert np.array_equal(held[1:], stayed[:-1])


def test_a_post_that_is_too_many_is_closed_as_soon_as_it_is_vacant() -> None:
    wave = {"kind": "resignation_wave", "month": 5, "share": 1.0}
    run = lived(village(norm(cases=60), wave, posts=6))
    assert posts_of(run)[1] == 6
    assert posts_of(run)[5] == 1


def test_a_later_decision_on_posts_holds_until_the_next_budget_year() -> None:
    more = {"kind": "posts", "month": 6, "change": 3}
    wave = {"kind": "resignation_wave", "month": 14, "share": 1.0}
    posts = posts_of(lived(village(norm(cases=10), more, wave), months=15))
    assert posts[5:14] == [posts[4] + 3] * 9
    assert posts[14] < posts[13]


def test_a_decision_on_posts_in_the_month_of_the_norm_departs_from_it() -> None:
    more = {"kind": "posts", "month": 3, "change": 40}
    six = norm(cases=10)
    alone, departed = (posts_of(lived(village(*events))) for events in ((six,), (more, six)))
    assert alone[2] > alone[1]
    assert departed[2] == alone[2] + 40


def test_a_decision_on_posts_takes_back_what_the_norm_found_too_many() -> None:
    wave = {"kind": "resignation_wave", "month": 5, "share": 1.0}
    decided = {"kind": "posts", "month": 5, "to": 6}
    assert posts_of(lived(village(norm(cases=60), wave, decided, posts=6), months=14))[4:] == [6] * 10


def test_a_later_norm_replaces_an_earlier_one() -> None:
    later = {**norm(cases=6), "month": 8}
    run = lived(village(norm(cases=30), later))
    assert posts_of(run)[6] <= 3
    assert posts_of(run)[7] >= 7


def test_posts_are_counted_out_alike_in_a_month_in_which_something_else_happens() -> None:
    quiet = {"kind": "price_change", "month": 15}
    for town in (village, only_children):
        alone, beside = (lived(town(*events)) for events in ((norm(cases=7),), (norm(cases=7), quiet)))
        assert np.array_equal(alone.counts, beside.counts)
        assert posts_of(alone, 0 if town is village else UNIT)[14] != 3


def test_a_change_by_hand_holds_for_the_first_budget_year() -> None:
    from_start = {**norm(cases=10), "month": 1}
    town = only_children(from_start, cases=100)
    alone, more = (posts_of(lived(it), UNIT) for it in (town, town.variant({"children.posts": "+4"})))
    assert [after - before for before, after in zip(alone[:12], more[:12], strict=True)] == [4] * 12


def test_posts_that_a_norm_will_give_are_foreseen_as_if_cases_stayed() -> None:
    cut = {"kind": "posts", "month": 9, "change": -50}
    town = only_children(norm(cases=9), cut, cases=100, posts=3)
    assert town.posts_over_time(Units.CHILDREN) == [(0, 3), (3, 11), (9, 1)]
    assert village(norm(cases=100, fewer=False)).posts_over_time() == [(0, 3), (3, 3)]
    assert posts_of(lived(town), UNIT)[8] == 1


def test_a_file_may_say_that_posts_never_become_fewer() -> None:
    told = "[[event]]\nkind = 'caseload_norm'\nmonth = 3\nfewer = "
    (event,) = parse_scenario(f"{OF_VILLAGE}{told}false", "here.toml").events
    assert event == CaseloadNorm(month=3, fewer=False)
    with pytest.raises(ScenarioError, match=r"caseload_norm\): each = True: must be 1 to 600 months"):
        parse_scenario(f"{OF_VILLAGE}{told}{{ value = true }}\neach = true", "here.toml")
