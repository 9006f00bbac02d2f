"""An effect is the study's own arithmetic, with an error from leaving out each replication."""

import math

import numpy as np
import pytest

from tillit.experiments.trials.effects import Effect, effect_of
from tillit.experiments.trials.tables import Figure
from tillit.experiments.trials.wording import judged


def figure(**fields: object) -> Figure:
    """Return what a study found."""
    usual = {"claim": "c", "outcome": "left", "direction": "rises", "source": "s"}
    return Figure.model_validate({**usual, **fields})


def sums(before: list[float], after: list[float]) -> np.ndarray:
    """Return sums of replications of ten people each, of whom so many left."""
    return np.array([[[left, 10.0] for left in arm] for arm in (before, after)])


def test_percent_difference_and_odds_of_the_same_shares() -> None:
    shares = sums([4.0, 6.0], [5.0, 7.0])
    values = {
        change: effect_of(figure(change=change), shares).value for change in ("percent", "difference", "odds")
    }
    assert values == pytest.approx({"percent": 20.0, "difference": 0.1, "odds": 50.0})


def test_arms_that_are_alike_differ_by_exactly_nothing() -> None:
    effect = effect_of(figure(), sums([4.0, 6.0, 5.0], [4.0, 6.0, 5.0]))
    assert (effect.value, effect.error) == (0.0, 0.0)
    assert effect.direction == "wrong"


def test_the_error_of_a_difference_of_means_is_the_usual_one() -> None:
    before, after = [4.0, 6.0, 5.0, 4.0], [5.0, 9.0, 6.0, 7.0]
    effect = effect_of(figure(change="difference"), sums(before, after))
    differences = (np.array(after) - np.array(before)) / 10.0
    assert effect.error == pytest.approx(differences.std(ddof=1) / math.sqrt(4))


def made(given: float, error: float = 0.1, /, **fields: object) -> Effect:
    """Return an effect of twenty replications."""
    return Effect(figure(**fields), given, error, 20)


ACCEPTED = {"value": 5.0, "low": 2.0, "high": 10.0, "interval": "i"}


@pytest.mark.parametrize(
    ("effect", "direction", "inside"),
    [
        (made(3.0, **ACCEPTED), "right", True),
        (made(12.0, **ACCEPTED), "right", False),
        (made(-3.0, **ACCEPTED), "wrong", False),
        (made(0.1, 1.0, **ACCEPTED), "unclear", False),
        (made(-3.0, direction="falls"), "right", None),
        (made(math.nan), "wrong", None),
        (made(1.5, outcome="money_back", change="level"), "right", None),
        (made(0.5, outcome="money_back", change="level"), "wrong", None),
        (made(math.inf, outcome="payback", change="level", direction="falls"), "wrong", None),
        (made(8.0, outcome="payback", change="level", direction="falls"), "right", None),
        (made(1.0, direction="unchanged", value=0, low=-2, high=2, interval="i"), "right", True),
        (made(3.0, direction="unchanged", value=0, low=-2, high=2, interval="i"), "wrong", False),
    ],
)
def test_direction_and_size_are_judged_apart(effect: Effect, direction: str, inside: bool | None) -> None:
    assert (effect.direction, effect.inside) == (direction, inside)


def test_the_interval_is_wider_with_fewer_replications() -> None:
    few, many = (Effect(figure(), 1.0, 0.1, number) for number in (3, 100))
    assert few.interval[0] < many.interval[0] < 1.0 < many.interval[1] < few.interval[1]


def test_a_level_is_of_one_arm_and_has_no_direction() -> None:
    level = figure(change="level", direction="unchanged", value=0.5, low=0.4, high=0.6, interval="i")
    effect = effect_of(level, sums([4.0, 6.0], [4.0, 6.0]))
    assert effect.value == 0.5
    assert judged(effect) == ("", "inside")
