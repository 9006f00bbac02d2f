"""Half a post has half the hours, half the cases and half the pay, and comes and goes like any other."""

from functools import cache

import numpy as np
import pytest

from tests.model.small_towns import lived, total, village
from tillit.agents.caseworker import Post
from tillit.agents.foundation.records import Rows
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.simulation import Run, advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

PAIRS = range(10)
MONTHS = 60
CALM = {"parameters.staffing.flight": 0.0, "parameters.staffing.burnout": 0.0}
"""Without stress hardly anybody leaves or falls ill, so that differences are those of the posts."""


@cache
def runs(posts: float) -> list[Run]:
    """Return a village of 480 households with so many posts from the start, under ten lucks."""
    town = village(households=480, posts=posts, changes=CALM)
    return [lived(town, replicate=number, months=MONTHS) for number in PAIRS]


def later(scenario: Scenario, months: int, replicate: int = 0) -> Town:
    """Return a town some months later."""
    origin, key = Origin.of(scenario), key_of(1, replicate)
    town = begin(settled(origin, key), months=months)
    return advance(town, origin, key, page=0, months=months, events=scenario.events)


def held(run: Run) -> np.ndarray:
    """Return the posts, in full time, that employees hold in each month."""
    here: np.ndarray = run.counts[:, Count.PRESENT] + run.counts[:, Count.SICK]
    return here - run.counts[:, Count.CONSULTANTS]


def test_every_month_is_paid_by_the_part_of_full_time() -> None:
    halves = set()
    whole, more = runs(12)[0], runs(12.5)
    a_post = -int(whole.ledger[0, Entry.STAFF, Party.MUNICIPALITY]) / held(whole)[0]
    for run in more:
        paid = -run.ledger[:, Entry.STAFF, Party.MUNICIPALITY]
        assert paid == pytest.approx(a_post * held(run), abs=1.0)
        halves |= set(held(run) % 1.0)
    assert halves == {0.0, 0.5}  # the half post was held and vacant


@pytest.mark.parametrize("count", [Count.HOURS, Count.MEETING_HOURS])
def test_twelve_and_a_half_posts_lie_between_twelve_and_thirteen(count: Count) -> None:
    few, half, many = (sum(total(run, count) for run in runs(posts)) for posts in (12, 12.5, 13))
    assert few < half < many
    assert (half - few) / (many - few) == pytest.approx(0.5, abs=0.25)


def test_half_a_post_has_half_the_cases() -> None:
    town, shares = village(households=480, posts=12.5, changes=CALM), []
    origin = Origin.of(town)
    for number in PAIRS:
        now = begin(settled(origin, key_of(1, number)), months=MONTHS)
        for page in range(0, MONTHS, 12):
            now = advance(now, origin, key_of(1, number), page=page, months=12, events=())
            workers = now.assistance.caseworkers
            there = (workers["post"] == Post.PRESENT) & (workers["tenure"] > 12)
            whole, half = (workers["cases"][there & (workers["part"] == part)] for part in (1.0, 0.5))
            shares += (half / whole.mean()).tolist()
    # Somewhat more: chance moves twenty cases further from their mean than forty; room is never below none.
    assert np.mean(shares) == pytest.approx(0.52, abs=0.04)


def after_each(*changes: float, posts: float = 8.0) -> list[Rows]:
    """Return the posts that there are as the unit begins, and after each of some changes."""
    town = village(
        *({"kind": "posts", "month": turn, "change": it} for turn, it in enumerate(changes, 1)), posts=posts
    )
    origin, key = Origin.of(town), key_of(1)
    now, seen = begin(settled(origin, key), months=len(changes)), list[Rows]()
    for page in range(len(changes) + 1):
        workers = now.assistance.caseworkers
        seen.append(workers[workers["post"] != Post.NONE].copy())
        if page < len(changes):
            now = advance(now, origin, key, page=page, months=1, events=town.events)
    return seen


@pytest.mark.parametrize("posts", [8, 8.5])
def test_however_posts_change_there_are_as_many_as_decided_and_at_most_one_half(posts: float) -> None:
    changes = (0.5, 1, -0.5, -1, 2.5, -1.5, 0.5, 5.5, -6, -0.5, -1.5, 3)
    seen = after_each(*changes, posts=posts)
    assert [it["part"].sum() for it in seen] == [posts + sum(changes[:turn]) for turn in range(len(seen))]
    assert max((it["part"] == 0.5).sum() for it in seen) == 1
    for before, after, change in zip(seen, seen[1:], changes, strict=False):
        kept = np.isin(before["person"], after["person"])
        assert change < 0 or kept[before["post"] >= Post.PRESENT].sum() >= len(before) - 2  # who resigns


def test_half_a_post_more_makes_the_half_post_whole_and_half_a_post_fewer_halves_the_newest() -> None:
    start, whole, half = after_each(0.5, -0.5, posts=8.5)
    part_time = start["person"][start["part"] == 0.5]
    assert len(start) == len(whole) == len(half) == 9
    assert part_time in whole["person"]
    assert (whole["part"] == 1.0).all()
    rank = np.where(half["post"] == Post.VACANT, -1, half["tenure"])
    assert rank[half["part"] == 0.5] == rank.min()


def test_children_have_half_posts_too() -> None:
    change = {"kind": "posts", "month": 1, "change": 1.5, "unit": "children"}
    unit = later(village(change, children=60, child_posts=2), 3).children
    assert unit.office.posts == 3.5
    assert unit.caseworkers["part"][unit.caseworkers["post"] != Post.NONE].tolist() == [1.0, 1.0, 1.0, 0.5]


def test_a_whole_number_of_posts_is_the_same_place_however_it_is_written() -> None:
    assert village(posts=3.0).digest == village(posts=3).digest
    assert village(posts=3.5).digest != village(posts=3).digest


@pytest.mark.parametrize("change", [{"posts": 12.3}, {"month": 1, "kind": "posts", "to": 12.3}])
def test_other_parts_of_a_post_are_refused_with_those_that_are_possible(change: dict[str, float]) -> None:
    with pytest.raises(
        ScenarioError, match=r"= 12.3: whole or half, such as 12 or 12.5; it must be 1 to 50,000 posts"
    ):
        village(change) if "kind" in change else village(**change)  # type: ignore[arg-type]
