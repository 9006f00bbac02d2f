"""Posts are opened vacant and closed by rule, and whoever held them leaves with all ties."""

import numpy as np

from tests.model.small_towns import village
from tillit.agents.caseworker import Post
from tillit.agents.tie import NOBODY
from tillit.model.origin import Origin
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of


def town_after(change: int, months: int, posts: int = 8) -> tuple[Town, Town]:
    """Return the town before and after posts were opened or closed in its second month."""
    scenario = village(
        {"kind": "posts", "month": 2, "change": change},
        posts=posts,
        changes={"parameters.staffing.resignation": 0.002, "parameters.staffing.flight": 0.0},
    )
    origin, key = Origin.of(scenario), key_of(1)
    before = advance(begin(settled(origin, key), months=60), origin, key, page=0, months=1)
    after = advance(before.copied(), origin, key, page=1, months=months, events=scenario.events)
    return before, after


def test_new_posts_are_vacant_at_first_and_filled_later() -> None:
    _, soon = town_after(4, 1)
    _, later = town_after(4, 40)
    posts = soon.assistance.caseworkers["post"]
    assert (posts != Post.NONE).sum() == 12
    assert (later.assistance.caseworkers["post"] >= Post.PRESENT).sum() > (posts >= Post.PRESENT).sum()


def test_the_newest_colleagues_leave_first() -> None:
    before, after = town_after(-3, 1)
    closed = (before.assistance.caseworkers["post"] != Post.NONE) & (
        after.assistance.caseworkers["post"] == Post.NONE
    )
    kept = (after.assistance.caseworkers["post"] != Post.NONE) & (
        before.assistance.caseworkers["post"] >= Post.PRESENT
    )
    assert closed.sum() == 3
    held = closed & (before.assistance.caseworkers["post"] >= Post.PRESENT)
    if held.any():
        assert (
            before.assistance.caseworkers["tenure"][held].max()
            <= before.assistance.caseworkers["tenure"][kept].min()
        )


def test_a_closed_post_has_no_cases_and_no_partners_left() -> None:
    _, after = town_after(-3, 30)
    closed = np.flatnonzero(after.assistance.caseworkers["post"] == Post.NONE)[:3]
    assert after.assistance.caseworkers["cases"][closed].tolist() == [0, 0, 0]
    assert (after.assistance.partners["other"][closed] == NOBODY).all()
    assert (after.assistance.books["other"][closed] == NOBODY).all()


def test_closed_posts_are_opened_again_before_new_ones() -> None:
    _, after = town_after(-3, 30)
    seats = after.assistance.office.seats
    assert seats == 8
    again = (after.assistance.caseworkers["post"][:seats] == Post.NONE).sum()
    assert again == 3
