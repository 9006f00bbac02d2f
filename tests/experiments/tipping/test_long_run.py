"""Two regimes: with the same posts a town's past decides, and with enough of them it does not."""

import numpy as np

from tillit.experiments.tipping.long_run import STARTS, as_table, course, draw, ends
from tillit.model.scenarios import read_scenario

TOWN = read_scenario("hassleholm").before()
FEW = 4
"""Replicates: medians of the two regimes are far more than a quarter apart."""


def later(posts: int, years: int) -> tuple[float, float]:
    """Return median households after years with so many posts, from calm and from a collapse."""
    calm, collapsed = ends(TOWN, posts, replicates=FEW, years=years)
    return float(np.median(calm)), float(np.median(collapsed))


def test_a_town_that_collapsed_does_not_come_back_with_the_posts_that_would_have_kept_it() -> None:
    calm, collapsed = later(round(1.2 * TOWN.posts), years=20)
    assert calm < TOWN.town.households
    assert collapsed > 1.5 * calm


def test_with_many_posts_it_comes_back_from_a_collapse() -> None:
    calm, collapsed = later(4 * TOWN.posts, years=20)
    assert collapsed < 1.25 * calm


def test_with_too_few_posts_a_calm_town_falls_too() -> None:
    calm, _ = later(round(0.6 * TOWN.posts), years=15)
    assert calm > 1.5 * TOWN.town.households


def test_a_collapse_is_a_third_of_the_posts_for_ten_years() -> None:
    calm, collapsed = (course(TOWN, start, 12).posts_over_time() for start in STARTS)
    assert calm == [(0, 10), (1, 12)]
    assert collapsed == [(0, 10), (1, 3), (121, 12)]


def test_table_and_figure_show_both_starts() -> None:
    found = {10: (np.array([100.0, 200.0]), np.array([1000.0])), 12: (np.array([90.0]), np.array([95.0]))}
    assert "| 10 | 150 (125 to 175) | 1,000 (1,000 to 1,000) |" in as_table(found)
    (axes,) = draw(found).axes
    _, labels = axes.get_legend_handles_labels()
    assert labels == ["never collapsed", "after a collapse"]
