"""Likelihood: what somebody would say of a world, by the formulas of figure, direction and event."""

import numpy as np
import pytest

from tillit.experiments.claims.weighing import (
    ASTRAY,
    WIDE,
    FigureSaid,
    SoSaid,
    furthest_apart,
    statement_of,
)
from tillit.model.scenarios.claim import Claim


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


QUARTER = claim(figure=-25, unit="%", grade="C")


def likely(said: Claim, *given: float) -> list[float]:
    return [float(it) for it in np.exp(statement_of(said).log_likelihood(np.array(given)))]


def test_a_figure_is_likeliest_where_it_is_so_and_twice_the_effect_is_as_far_as_a_ratio_says() -> None:
    so, more, far = likely(QUARTER, -25.0, -50.0, -95.0)
    assert so > more > far
    spread = np.hypot(0.05, 0.20)
    assert so == pytest.approx(0.95 * 0.375 / spread + ASTRAY / WIDE)
    up, down = likely(claim(figure=2, unit="ratio"), 4.0, 1.0)
    assert up == pytest.approx(down)


def test_density_of_a_figure_sums_to_one_but_for_what_goes_astray() -> None:
    said = statement_of(QUARTER)
    assert isinstance(said, FigureSaid)
    at = np.linspace(-3.0, 3.0, 20_001)
    given = 100.0 * (np.exp(at) - 1.0)
    near = np.exp(said.log_likelihood(given)) - ASTRAY / WIDE
    assert near.sum() * (at[1] - at[0]) == pytest.approx(1.0 - ASTRAY, abs=1e-3)


def test_an_evaluation_measures_better_than_a_statement_and_words_worse() -> None:
    spreads = [
        statement_of(claim(figure=-45, unit="%", **more)).spread  # type: ignore[union-attr]
        for more in ({"grade": "B"}, {"grade": "B", "vague": 0.1}, {"grade": "C"})
    ]
    assert spreads == sorted(spreads)
    assert len(set(spreads)) == 3


def test_a_sum_that_goes_the_other_way_is_unlikely_and_not_impossible() -> None:
    saved = claim(figure=-3.7, unit="MSEK", arithmetic="cumulative")
    so, other, unknown = likely(saved, -3.7, 3.7, np.nan)
    assert so > 20 * other
    assert unknown == pytest.approx(ASTRAY / 37.0)


def test_no_word_is_worth_more_than_one_over_the_chance_that_it_is_said_anyway() -> None:
    for grade, most in (("C", 2.0), ("B", 5.0)):
        so, not_so = likely(claim(direction="falls", grade=grade), -80.0, 20.0)
        assert so / not_so == pytest.approx(most)


def test_less_than_anybody_would_notice_is_no_change() -> None:
    assert likely(claim(direction="falls"), -4.9, -5.1) == [0.5, 1.0]
    assert likely(claim(direction="rises"), 4.9, 5.1) == [0.5, 1.0]
    assert likely(claim(direction="unchanged"), -4.9, 5.1) == [1.0, 0.5]
    large = claim(direction="falls", least={"value": 20, "unit": "%", "why": "far fewer"})
    assert likely(large, -19.0, -21.0) == [0.5, 1.0]


def test_event_is_as_likely_as_runs_in_which_it_is_so() -> None:
    said = claim(at_most=1, arithmetic="event")
    so, not_so = likely(said, 1.0, 2.0)
    assert (so, not_so) == pytest.approx((0.975, 0.025))
    assert likely(claim(at_least=50, arithmetic="event"), 50.0, 49.0) == pytest.approx([0.975, 0.025])


def test_furthest_apart_of_many_pairs_is_more_than_any_pair_usually_is() -> None:
    luck = np.random.default_rng(1)
    given = np.exp(luck.normal(np.log(2.0), 0.3, (40, 5)))
    weights = np.ones(given.shape)
    at = {figure: furthest_apart(figure_of(figure), given, weights) for figure in (2.0, 3.5, 10.0)}
    assert at[3.5] > at[2.0] > at[10.0]


def figure_of(value: float) -> FigureSaid:
    said = statement_of(claim(figure=value, unit="ratio", arithmetic="extreme", against="elsewhere"))
    assert isinstance(said, FigureSaid)
    return said


def test_furthest_apart_of_worlds_that_are_all_alike_is_that_world() -> None:
    alike = np.full((3, 2), 2.0)
    log = furthest_apart(figure_of(2.0), alike, np.ones(alike.shape))
    assert log == pytest.approx(float(figure_of(2.0).log_likelihood(np.array(2.0))))


@pytest.mark.parametrize(
    "said", [QUARTER, claim(direction="falls"), claim(at_most=-10, arithmetic="event")], ids=str
)
def test_what_is_drawn_of_a_world_comes_as_often_as_it_is_likely(said: Claim) -> None:
    luck = np.random.default_rng(1)
    statement = statement_of(said)
    drawn = [statement.drawn(-25.0, luck) for _ in range(2_000)]
    if isinstance(statement, FigureSaid):
        values = np.array([it.value for it in drawn if isinstance(it, FigureSaid)])
        assert np.median(values) == pytest.approx(statement.value, abs=0.02)
        return
    yes = np.mean([it.said for it in drawn if isinstance(it, SoSaid)])
    assert yes == pytest.approx(likely(said, -25.0)[0], abs=0.02)
