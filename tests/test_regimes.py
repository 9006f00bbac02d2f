"""Regimes: how drift is reckoned, what a collapse does, and where the past decides for decades."""

from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import numpy as np
import pytest

from tillit.experiments.describing.markdown import renewed
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import read_scenario

PAGE = Path(__file__).parents[1] / "docs" / "regimes.md"
regimes = SimpleNamespace(**run_path(str(PAGE.with_suffix(".py"))))  # what writes the page
TOWN = read_scenario("hassleholm").before()
FEW = 4
"""Replicates: medians of the two regimes are far more than a quarter apart."""


def test_drift_is_of_the_median_and_says_how_sure_it_is() -> None:
    years = np.outer(np.ones(40), np.linspace(100.0, 109.0, 10))
    moved, error = regimes.drift(years)
    assert moved == pytest.approx(108.5 / 100.5 - 1.0)
    assert error == 0.0
    noise = 10.0 * np.random.default_rng(1).standard_normal((40, 1))
    _, error = regimes.drift(years + noise * np.linspace(0.0, 1.0, 10))
    assert 0.005 < error < 0.05


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(RefusedError, match="<!-- drift -->"):
        renewed("nothing", {"drift": str})


def test_the_page_has_a_place_for_every_part() -> None:
    parts = dict.fromkeys(("long run", "drift"), lambda: "new")
    assert renewed(PAGE.read_text("utf-8"), parts).count("new") >= 2


def later(posts: float, years: int) -> tuple[float, float]:
    """Return median households after years with so many posts, from calm and from a collapse."""
    calm, collapsed = regimes.ends(TOWN, posts, replicates=FEW, years=years)
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


def test_table_and_figure_show_both_starts() -> None:
    found = {10: [np.array([100.0, 200.0]), np.array([1000.0])], 12: [np.array([90.0]), np.array([95.0])]}
    assert "| 10 | 150 (125 to 175) | 1,000 (1,000 to 1,000) |" in regimes.long_run_table(found)
    (axes,) = regimes.draw(found).axes
    _, labels = axes.get_legend_handles_labels()
    assert labels == ["never collapsed", "after a collapse"]
