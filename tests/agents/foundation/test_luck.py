"""Every random decision is a pure function of seed, person, month and decision."""

import itertools

import numpy as np
import pytest

from tests.agents.in_python import in_python
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, philox, squares, uniform

KEY = np.uint64(0x9D3C_51A7_64F0_2E8B)
WORD = 2**64 - 1
GENERATORS = pytest.mark.parametrize("generator", [0, 1], ids=["squares", "philox"])

PHILOX_ANSWERS = [
    ((0x00000000, 0x00000000), 0x00000000, (0xFF1DAE59, 0x6CD10DF2)),
    ((0xFFFFFFFF, 0xFFFFFFFF), 0xFFFFFFFF, (0x2C3F628B, 0xAB4FD7AD)),
    ((0x243F6A88, 0x85A308D3), 0x13198A2E, (0xDD7CE038, 0xF62A4C12)),
]
"""Counter, key and result: the known answers for philox2x32, ten rounds, of Random123 (Salmon 2011)."""


def squares_by_the_book(counter: int, key: int) -> int:
    """Return `squares64` as Widynski (2020) writes it, with Python's own integers."""

    def turned(x: int) -> int:
        return (x >> 32 | x << 32) & WORD

    y = counter * key & WORD
    z = y + key & WORD
    x = turned(y * y + y & WORD)
    x = turned(x * x + z & WORD)
    x = turned(x * x + y & WORD)
    fourth = x * x + z & WORD
    x = turned(fourth)
    return fourth ^ (x * x + y & WORD) >> 32


def draws(decision: int, generator: int, *, months: int = 20, people: int = 200) -> np.ndarray:
    """Return one decision's draws of many people in many months."""
    draw = in_python(uniform)
    lucks = [Luck(KEY, generator, month) for month in range(months)]
    return np.array([draw(luck, person, decision) for luck in lucks for person in range(people)])


@pytest.mark.parametrize("counter", [0, 1, 2**32 - 1, 2**32, 0x0123_4567_89AB_CDEF, WORD])
@pytest.mark.parametrize("key", [1, 0x9D3C_51A7_64F0_2E8B, WORD])
def test_squares_is_the_published_generator(counter: int, key: int) -> None:
    word = int(in_python(squares)(np.uint64(counter), np.uint64(key)))
    assert word == squares_by_the_book(counter, key)


@pytest.mark.parametrize(("counter", "key", "answer"), PHILOX_ANSWERS)
def test_philox_gives_the_known_answers(counter: tuple[int, int], key: int, answer: tuple[int, int]) -> None:
    low, high = counter
    word = int(in_python(philox)(np.uint64(high << 32 | low), np.uint64(key)))
    assert (word & 0xFFFFFFFF, word >> 32) == answer


def test_compiled_and_plain_draws_are_the_same() -> None:
    for generator, person in itertools.product((0, 1), (0, 12345, 2**40 - 1)):
        luck = Luck(KEY, generator, 4095)
        assert uniform(luck, person, Decision.EXIT) == in_python(uniform)(luck, person, Decision.EXIT)


@GENERATORS
def test_draws_are_even_between_0_and_1(generator: int) -> None:
    drawn = draws(Decision.EXIT, generator)
    assert drawn.min() >= 0.0
    assert drawn.max() < 1.0
    counts = np.histogram(drawn, bins=50, range=(0.0, 1.0))[0]
    expected = len(drawn) / 50
    # The 99.999 % point of chi-square with 49 degrees of freedom.
    assert ((counts - expected) ** 2 / expected).sum() < 107.3


@GENERATORS
@pytest.mark.parametrize(
    "pair",
    [(Decision.EXIT, Decision.RETURN), (Decision.CRISIS, Decision.QUEUE), (32, 33), (1, 2049)],
    ids=str,
)
def test_two_decisions_of_the_same_person_and_month_are_independent(
    generator: int, pair: tuple[int, int]
) -> None:
    one, other = (draws(decision, generator) for decision in pair)
    counts = np.histogram2d(one, other, bins=8, range=[[0, 1], [0, 1]])[0]
    expected = len(one) / 64
    # The 99.999 % point of chi-square with 63 degrees of freedom.
    assert ((counts - expected) ** 2 / expected).sum() < 127.3


@GENERATORS
def test_neighbours_in_time_and_number_are_independent(generator: int) -> None:
    drawn = draws(Decision.EXIT, generator).reshape(20, 200)
    for one, other in [(drawn[1:], drawn[:-1]), (drawn[:, 1:], drawn[:, :-1])]:
        # Five standard errors of a correlation of independent draws.
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 5.0 / np.sqrt(one.size)


def test_each_part_of_the_key_changes_the_draw() -> None:
    draw, luck = in_python(uniform), Luck(KEY, 0, 3)
    changed = [
        draw(luck, 5, 7),
        draw(luck, 6, 7),
        draw(luck, 5, 8),
        draw(luck._replace(month=4), 5, 7),
        draw(luck._replace(philox=1), 5, 7),
        draw(luck._replace(key=KEY ^ np.uint64(2)), 5, 7),
    ]
    assert len(set(changed)) == len(changed)


def test_the_largest_person_month_and_decision_do_not_run_into_each_other() -> None:
    draw = in_python(uniform)
    corners = itertools.product((0, 2**40 - 1), (0, 4095), (0, 4095))
    drawn = {draw(Luck(KEY, 0, month), person, decision) for person, month, decision in corners}
    assert len(drawn) == 8
