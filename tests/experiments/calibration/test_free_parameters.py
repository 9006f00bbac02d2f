"""Free parameters: the unit cube and what its points mean."""

import numpy as np
import pytest

from tests.experiments.calibration.toys import SPACE
from tillit.experiments.calibration.targets import Free, space_of


def test_points_become_values_and_points_again() -> None:
    cube = SPACE.snapped(SPACE.evenly(50, 1))
    np.testing.assert_allclose(SPACE.cube(SPACE.values(cube)), cube)


def test_whole_numbers_are_whole_equally_likely_and_within_their_ends() -> None:
    values = SPACE.values(np.linspace(0.0, 1.0, 6001)[:, None].repeat(3, axis=1))[:, 2]
    found, times = np.unique(values, return_counts=True)
    assert found.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert times.max() - times.min() <= 1


def test_of_a_logarithmic_range_equal_ratios_are_equally_likely() -> None:
    free = Free(
        parameters=("returning.work", "leaving.steepness"),
        ranges={"returning.work": (0.008, 0.08)},
        log=("returning.work",),
    )
    problems: list[str] = []
    space = space_of(free, problems)
    values = space.values(np.linspace(0.0, 1.0, 3)[:, None].repeat(2, axis=1))[:, 0]
    assert problems == []
    np.testing.assert_allclose(values, [0.008, np.sqrt(0.008 * 0.08), 0.08])
    np.testing.assert_allclose(space.cube(space.values(np.full((1, 2), 0.3)))[0, 0], 0.3)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("leaving.employers", "begins at 0"),
        ("leaving.steepness", "whole numbers"),
        ("stress.load", "not among the free"),
    ],
)
def test_what_has_no_ratios_cannot_be_logarithmic(name: str, words: str) -> None:
    problems: list[str] = []
    space_of(Free(parameters=("leaving.*",), log=(name,)), problems)
    assert len(problems) == 1
    assert words in problems[0]


def test_an_asterisk_stands_for_anything() -> None:
    space = space_of(
        Free(parameters=("leaving.*", "leaving.own_way"), ranges={"leaving.own_way": (0.2, 0.4)}), []
    )
    assert all(name.startswith("leaving.") for name in space.names)
    assert len(set(space.names)) == len(space.names)
    own_way = space.parameters[space.names.index("leaving.own_way")]
    assert (own_way.low, own_way.high) == (0.2, 0.4)


def test_what_is_wrong_is_named() -> None:
    problems: list[str] = []
    ranges = {"leaving.own_way": (0.4, 0.2), "bonds.rapport": (0.1, 0.2), "bonds.raport": (0.1, 0.2)}
    space_of(Free(parameters=("leaving.own_way", "leving.*"), ranges=ranges), problems)
    assert len(problems) == 4
    for words in ("leving.*", "0.4, 0.2", "not among the free", "did you mean 'bonds.rapport'"):
        assert any(words in problem for problem in problems)
