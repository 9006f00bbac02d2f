"""Each sampler gives the points that its analysis expects, and the same again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.sample import morris as salib_morris
from SALib.sample import sobol as salib_sobol

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor, Kind, Sampler, problem_of, sample

SHARE = Factor("policy.demands", 0.0, 1.0)
INFLOW = Factor("setting.inflow", 0.5, 1.5)
POSTS = Factor("staff.posts", 3.0, 6.0, whole=True)
FEW = Factor("staff.turnover", 1.0, 4.0, levels=(1.0, 2.0, 4.0))
ALL = (SHARE, INFLOW, POSTS, FEW)
DRAWN = ("lhs", "saltelli", "morris")


@pytest.mark.parametrize("kind", [*DRAWN, "grid"])
def test_the_same_seed_gives_the_same_points(kind: Kind) -> None:
    sampler = Sampler(kind=kind, size=4, seed=5)
    assert sample(ALL, sampler).equals(sample(ALL, sampler))


@pytest.mark.parametrize("kind", DRAWN)
def test_another_seed_gives_other_points(kind: Kind) -> None:
    one, other = (sample(ALL, Sampler(kind=kind, size=4, seed=seed)) for seed in (1, 2))
    assert not one.equals(other)


@pytest.mark.parametrize("kind", [*DRAWN, "grid"])
@settings(max_examples=15, deadline=None)
@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-6, 1e6), seed=st.integers(1, 2**32 - 1))
def test_no_point_lies_outside_its_range(kind: Kind, low: float, width: float, seed: int) -> None:
    factors = (Factor("a", low, low + width), POSTS, FEW)
    points = sample(factors, Sampler(kind=kind, size=8, seed=seed))
    assert points["a"].between(low, low + width).all()
    assert set(points["staff.posts"]) <= {3.0, 4.0, 5.0, 6.0}
    assert set(points["staff.turnover"]) <= {1.0, 2.0, 4.0}


@pytest.mark.parametrize(
    ("kind", "points"),
    [("lhs", 4), ("saltelli", 4 * (4 + 2)), ("morris", 4 * (4 + 1)), ("grid", 4 * 4 * 4 * 3)],
)
def test_number_of_points_is_as_the_page_says(kind: Kind, points: int) -> None:
    assert len(sample(ALL, Sampler(kind=kind, size=4))) == points


@pytest.mark.parametrize("number", [1, 2, 5])
def test_saltelli_is_salibs_own_sample_to_the_last_bit(number: int) -> None:
    factors = tuple(Factor(f"f{turn}", 0.0, 1.0) for turn in range(number))
    points = sample(factors, Sampler(kind="saltelli", size=8, seed=3))
    expected = salib_sobol.sample(
        problem_of(factors), 8, calc_second_order=False, seed=np.random.default_rng(3)
    )
    assert np.array_equal(points.to_numpy(), expected)


def test_morris_is_salibs_own_sample_to_the_last_bit() -> None:
    factors = (SHARE, Factor("f", 0.0, 1.0))
    points = sample(factors, Sampler(kind="morris", size=5, seed=3))
    expected = salib_morris.sample(problem_of(factors), 5, num_levels=4, seed=3)
    assert np.array_equal(points.to_numpy(), expected)


def test_latin_hypercube_has_one_point_in_each_slice() -> None:
    points = sample((INFLOW,), Sampler(kind="lhs", size=10))["setting.inflow"].to_numpy()
    assert sorted(np.floor((points - 0.5) * 10).astype(int)) == list(range(10))


def test_whole_numbers_have_equal_shares_of_a_latin_hypercube() -> None:
    points = sample((POSTS,), Sampler(kind="lhs", size=400))["staff.posts"]
    assert points.value_counts().to_dict() == {3.0: 100, 4.0: 100, 5.0: 100, 6.0: 100}


def test_grid_is_every_combination_and_its_last_factor_changes_first() -> None:
    points = sample((POSTS, FEW), Sampler(kind="grid", size=2))
    assert points.to_numpy().tolist() == [[3, 1], [3, 2], [3, 4], [6, 1], [6, 2], [6, 4]]


def test_grid_of_whole_numbers_has_none_of_them_twice() -> None:
    assert sample((POSTS,), Sampler(kind="grid", size=50))["staff.posts"].tolist() == [3, 4, 5, 6]


@pytest.mark.parametrize(("size", "near"), [(3, "4"), (5, "4"), (100, "128"), (1000, "1,024"), (95, "64")])
def test_unbalanced_size_is_refused_with_the_nearest_that_is_balanced(size: int, near: str) -> None:
    with pytest.raises(ValueError, match=f"the nearest is {near}"):
        Sampler(kind="saltelli", size=size)


def test_more_points_than_fit_into_memory_are_refused_at_once() -> None:
    with pytest.raises(RefusedError, match="fewer factors"):
        sample(tuple(Factor(f"f{turn}", 0.0, 1.0) for turn in range(9)), Sampler(kind="grid", size=1000))
