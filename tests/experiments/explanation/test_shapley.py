"""Shapley values: on games whose values are known."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tillit.experiments.explanation.explain import orders_of, shares_of

Values = NDArray[np.float64]

THREE = np.array([0.0, 80.0, 56.0, 80.0, 70.0, 85.0, 72.0, 90.0])
"""A known game: an airport's runway by coalition, with shares 39 1/6, 20 2/3 and 30 1/6."""


def games(players: int = 4) -> st.SearchStrategy[Values]:
    amounts = st.floats(-1e6, 1e6)
    return st.lists(amounts, min_size=2**players, max_size=2**players).map(np.array)


def shapley_values(values: Values) -> Values:
    """Return the shares over all orders, from the value of each coalition."""
    every = orders_of(len(values).bit_length() - 1, None, 1, 0)
    return shares_of(every, dict(enumerate(values.tolist())))


def by_formula(values: Values) -> Values:
    """Return the values by Shapley's formula, which weighs coalitions instead of counting orders."""
    players, coalitions = len(values).bit_length() - 1, np.arange(len(values))
    shares = []
    for player in range(players):
        without = coalitions[coalitions >> player & 1 == 0]
        weights = [1.0 / (players * comb(players - 1, it.bit_count())) for it in without.tolist()]
        shares.append(weights @ (values[without | 1 << player] - values[without]))
    return np.array(shares)


def test_known_game_is_shared_as_the_textbook_has_it() -> None:
    assert shapley_values(THREE) == pytest.approx([39 + 1 / 6, 20 + 2 / 3, 30 + 1 / 6])


@given(games())
def test_means_over_all_orders_are_the_values_of_the_formula(values: Values) -> None:
    assert shapley_values(values) == pytest.approx(by_formula(values), abs=1e-6)


@given(games())
def test_shares_sum_to_the_total(values: Values) -> None:
    assert shapley_values(values).sum() == pytest.approx(values[-1] - values[0], abs=1e-6)


@given(games(), games())
def test_shares_of_two_games_add_up(one: Values, other: Values) -> None:
    together = shapley_values(one) + shapley_values(other)
    assert shapley_values(one + other) == pytest.approx(together, abs=1e-6)


@given(games(3))
def test_who_adds_nothing_gets_exactly_nothing(values: Values) -> None:
    # The last of four players: every coalition is worth the same with and without it.
    assert shapley_values(np.concatenate([values, values]))[3] == 0.0


@given(st.lists(st.floats(-1e6, 1e6), min_size=5, max_size=5))
def test_who_adds_the_same_gets_the_same(by_size: list[float]) -> None:
    sizes = np.bitwise_count(np.arange(16))
    shares = shapley_values(np.array(by_size)[sizes])
    assert shares == pytest.approx([shares[0]] * 4, abs=1e-6)


def test_effect_that_needs_two_is_shared_equally_between_them() -> None:
    both = np.array([0.0, 0.0, 0.0, 12.0, 0.0, 0.0, 0.0, 12.0])
    assert shapley_values(both).tolist() == [6.0, 6.0, 0.0]


def test_orders_are_deterministic_and_differ_between_pairs() -> None:
    one, again, later = (orders_of(6, 8, seed, 3).tolist() for seed in (1, 1, 2))
    assert one == again
    assert one != later
    assert one != orders_of(6, 8, 1, 4).tolist()


def test_each_order_is_tried_backwards_too() -> None:
    orders = orders_of(5, 6, 1, 0).tolist()
    assert len(orders) == 6
    assert orders[1::2] == [order[::-1] for order in orders[::2]]


@given(games(), st.integers(0, 1_000))
def test_sampled_shares_sum_to_the_total_too(values: Values, pair: int) -> None:
    shares = shares_of(orders_of(4, 2, 1, pair), dict(enumerate(values.tolist())))
    assert shares.sum() == pytest.approx(values[-1] - values[0], abs=1e-6)


def test_sampled_shares_need_only_the_coalitions_that_orders_pass_through() -> None:
    orders, values = orders_of(10, 4, 1, 7), np.random.default_rng(3).normal(size=1024)
    needed = {0, *np.cumsum(1 << orders, axis=1).flat}
    assert len(needed) <= 2 + 4 * 9
    assert {0, 1023} <= needed
    assert np.isfinite(shares_of(orders, {coalition: values[coalition] for coalition in needed})).all()


def test_sampled_shares_come_near_the_exact_ones() -> None:
    values = np.random.default_rng(5).normal(size=64)
    known = dict(enumerate(values.tolist()))
    tries = np.array([shares_of(orders_of(6, 8, 1, pair), known) for pair in range(400)])
    error = tries.std(axis=0, ddof=1) / np.sqrt(len(tries))
    # Six values, each within four standard errors: fails by chance less than once in 2,000 seeds.
    assert (np.abs(tries.mean(axis=0) - shapley_values(values)) < 4.0 * error).all()


def test_two_players_and_their_reverse_are_exact() -> None:
    values = np.array([3.0, 4.0, 8.0, 20.0])
    shares = shares_of(orders_of(2, 2, 1, 0), dict(enumerate(values.tolist())))
    assert shares == pytest.approx(shapley_values(values))
