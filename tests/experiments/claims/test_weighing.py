"""Weighing: likelihoods are integrated, compared, and told with their error."""

import numpy as np
import pytest

from tillit.experiments.claims.telling import in_words, together
from tillit.experiments.claims.weighing import (
    Factor,
    Given,
    Said,
    SoSaid,
    factor_of,
    furthest_apart,
    quantiles,
    statement_of,
    surprise,
)
from tillit.experiments.telling.catalogue import words
from tillit.model.scenarios.claim import Claim


class Likely(SoSaid):
    """Said as likely as runs say themselves."""

    def log_likelihood(self, given: np.ndarray) -> np.ndarray:
        return given


SAID: Said = {0: Likely(0.0, 0.0, 0.0, (1.0, 1.0))}


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


def given(logs: np.ndarray, weights: list[float] | None = None, *, load: float = 0.4) -> Given:
    vectors = [{"stress.load": load}] * len(logs)
    return Given([logs[None]], np.array(weights or [1.0] * len(logs)), vectors)


def test_likelihood_is_the_weighted_mean_over_vectors_and_the_mean_over_luck() -> None:
    found = given(np.log(np.array([[0.2, 0.4], [0.6, 0.8]])), [3.0, 1.0]).log_integrated(SAID)
    assert np.exp(found) == pytest.approx(0.75 * 0.3 + 0.25 * 0.7)


def test_likelihoods_too_small_for_a_number_are_still_compared() -> None:
    one, other = (given(np.full((2, 2), log)) for log in (-2000.0, -2000.0 - np.log(10.0)))
    assert factor_of(one, other, SAID).log10 == pytest.approx(1.0)


def test_error_is_that_of_so_few_vectors_and_vectors_in_common_lessen_it() -> None:
    luck = np.random.default_rng(1)
    level = luck.normal(0.0, 1.0, (20, 1))
    one, other = (level + luck.normal(0.0, 0.1, (20, 3)) for _ in range(2))
    alike, apart = (factor_of(given(one), given(other, load=it), SAID) for it in (0.4, 0.8))
    assert alike.log10 == apart.log10
    assert 0.0 < alike.error < 0.5 * apart.error


def test_what_is_of_all_runs_together_is_added() -> None:
    said = statement_of(claim(figure=2, unit="ratio", arithmetic="extreme", against="elsewhere"))
    both = Given([np.zeros((1, 3, 2)), np.full((1, 3, 2), 2.0)], np.ones(3))
    alone = furthest_apart(said, np.full((3, 2), 2.0), np.ones((3, 2)))  # type: ignore[arg-type]
    assert both.log_integrated({**SAID, 1: said}) == pytest.approx(alone)


def test_factors_of_independent_towns_add_up() -> None:
    rows = [
        {"factors": {"nothing": it}} for it in ({"log10": 1.0, "error": 0.3}, {"log10": -0.5, "error": 0.4})
    ]
    total = together(rows, "nothing")
    assert total is not None
    assert (total.log10, total.error) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(
    ("log10", "error", "told"),
    [
        (0.30, 0.05, "2 times as likely"),
        (-0.30, 0.05, "1/2 as likely"),
        (0.48, 0.05, "3 times as likely"),
        (-0.48, 0.05, "1/3 as likely"),
        (4.0, 0.5, "10,000 times as likely"),
        (-4.0, 0.5, "1/10,000 as likely"),
        (0.1, 0.0, "cannot tell"),
        (0.30, 0.2, "cannot tell"),
        (90.0, 1.0, "1,000,000 times as likely"),
    ],
)
def test_factor_is_told_in_words_if_it_is_more_than_chance(log10: float, error: float, told: str) -> None:
    assert in_words(Factor(log10, error), words("en")) == told


def test_quantiles_are_weighted_and_leave_out_what_is_not_known() -> None:
    given = np.array([[1.0, 2.0], [3.0, np.nan]])
    assert quantiles(given, np.ones((2, 2)), [0.5]) == [2.0]
    low, high = quantiles(given, np.array([[8.0, 1.0], [1.0, 1.0]]), [0.5, 1.0])
    assert (low or 0.0) < 1.5 < (high or 0.0)
    assert quantiles(np.full((1, 1), np.nan), np.ones((1, 1)), [0.5]) == [None]


def test_tail_is_the_smaller_side_and_half_where_all_is_alike() -> None:
    level = {"arithmetic": "level", "unit": "SEK/month"}
    assert surprise(claim(figure=8.5, **level), np.arange(10.0), np.ones(10)) == {"tail": 0.1}
    assert surprise(claim(figure=1, **level), np.ones(4), np.ones(4)) == {"tail": 0.5}
