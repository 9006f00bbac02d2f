"""A town that does not stay as it was when nothing happens is said to, with posts with which it would."""

import numpy as np
import pytest

from tests.model.small_towns import village
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.sensitivity import sureness
from tillit.experiments.sensitivity.sureness import change, drift_of, held_at
from tillit.experiments.telling import words
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.books.counts import COUNTS, Count
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.scenarios import Scenario

TOWN = village(households=240, posts=5)
PAIRS, MONTHS = 6, 48
ENGLISH = words("en")


def households(first: float, last: float, spread: float = 1.0) -> np.ndarray:
    """Return households of some runs, on the way from one number to another, shape (pairs, months)."""
    course = np.linspace(first, last, MONTHS)
    return course + spread * np.arange(PAIRS)[:, np.newaxis]


def compared(scenario: Scenario, course: np.ndarray) -> Comparison:
    """Return a comparison in whose world A there are so many households."""
    counts = np.zeros((*course.shape, COUNTS))
    counts[..., Count.HOUSEHOLDS] = course
    ledger = np.zeros((*course.shape, ENTRIES, PARTIES), np.int64)
    outcome = Outcome(World.of(scenario), counts, ledger)
    return Comparison(outcome, outcome, Plan(pairs=len(course), months=course.shape[1], seed=1))


@pytest.fixture
def _eased(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each post more take some growth away, so that nothing must be lived."""
    monkeypatch.setattr(sureness, "_calm_change", lambda _, posts: 0.4 - 0.05 * posts)


@pytest.mark.usefixtures("_eased")
def test_a_town_that_grows_is_told_with_posts_with_which_it_would_not() -> None:
    said = drift_of(compared(TOWN, households(240, 320)), ENGLISH)
    assert said.startswith("As it was, the town cannot be held: with no event at all")
    assert "rises by 24% in 4 years" in said
    assert "had 8 posts, 30 cases each" in said


@pytest.mark.usefixtures("_eased")
def test_a_town_that_shrinks_is_told_too() -> None:
    said = drift_of(compared(village(households=240, posts=12), households(240, 180)), ENGLISH)
    assert "falls by" in said
    assert "had 8 posts, 30 cases each" in said


@pytest.mark.parametrize(
    ("scenario", "course"),
    [
        (TOWN, households(240, 248)),
        (TOWN, households(240, 320)[:, :23]),
        (TOWN, households(240, 320)[:1]),
        (TOWN.variant({"staff.posts": "+1"}), households(240, 320)),
    ],
    ids=["five percent", "too short", "one pair", "something happened"],
)
def test_what_holds_or_cannot_be_told_is_not(scenario: Scenario, course: np.ndarray) -> None:
    assert drift_of(compared(scenario, course), ENGLISH) == ""


def test_a_change_by_chance_is_none() -> None:
    some = np.random.default_rng(1).normal(60.0, 20.0, (PAIRS, 1)) * np.ones((1, MONTHS))
    some[:, -12:] = np.random.default_rng(2).normal(66.0, 20.0, (PAIRS, 1))
    assert abs(change(some)) > sureness.HELD
    assert drift_of(compared(TOWN, some), ENGLISH) == ""


def test_a_town_that_grows_is_not_sought_with_fewer_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sureness, "_calm_change", lambda _, posts: 0.3 if posts > 3 else 0.0)
    assert held_at(TOWN, 0.3) is None
    assert held_at(TOWN, -0.3) == 3


def test_that_nothing_was_found_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sureness, "_calm_change", lambda *_: 0.5)
    assert "No caseload was found" in drift_of(compared(TOWN, households(240, 320)), ENGLISH)


def test_a_calm_village_is_lived_with_other_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sureness, "RUNS", 2)
    monkeypatch.setattr(sureness, "MONTHS", 24)
    changes = [sureness._calm_change(TOWN, posts) for posts in (1, 12, 12)]  # noqa: SLF001 - it takes long with all runs
    assert changes[0] != changes[1] == changes[2]
