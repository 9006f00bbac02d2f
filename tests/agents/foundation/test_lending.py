"""A kernel reads tuples from an address as it would read the tuples themselves."""

import pickle
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import COMPILED, kernel, stage
from tillit.agents.foundation.lending import Handed, lent, taker


class Small(NamedTuple):
    """A tuple that is handed on by itself."""

    first: float
    second: int


class Inner(NamedTuple):
    """A tuple that is lent, too."""

    a: float
    b: float
    c: float
    d: float
    e: int


class Whole(NamedTuple):
    """What a kernel takes."""

    table: NDArray[np.float64]
    small: Small
    inner: Inner
    key: np.uint64
    below: int


def an_example() -> Whole:
    """Return a tuple of everything that may be lent."""
    table = np.arange(12.0).reshape(3, 4)[:, ::2]
    return Whole(table, Small(0.5, -7), Inner(1.0, 2.0, 3.0, 4.0, 5), np.uint64(2**63 + 9), -1)


take_whole = taker(an_example())


@stage
def weighed(inner: Inner, small: Small) -> float:
    """Use a lent tuple and a small one in another function."""
    return inner.a + 10.0 * inner.d + 100.0 * inner.e + small.first + 1000.0 * small.second


@kernel
def read_all(at: int, numbers: NDArray[np.float64]) -> np.uint64:
    """Read everything, put a tuple down on the way, and write into a lent array."""
    whole: Whole = take_whole(at)
    again = lent(Inner(whole.inner.b, whole.inner.c, 0.0, 1.0, whole.below))
    numbers[0] = weighed(whole.inner, whole.small)
    numbers[1] = weighed(again, whole.small)
    numbers[2] = whole.table[2, 1]
    numbers[3] = whole.table.shape[0] * 10 + whole.table.shape[1]
    whole.table[0, 0] = 42.0
    return whole.key


def test_a_kernel_reads_what_was_handed_over() -> None:
    whole, numbers = an_example(), np.zeros(4)
    assert read_all(Handed(whole).at, numbers) == whole.key
    assert numbers.tolist() == [541.0 + 0.5 - 7000.0, 2.0 + 10.0 - 100.0 + 0.5 - 7000.0, 10.0, 32.0]
    assert whole.table[0, 0] == 42.0


def test_what_was_handed_over_lies_elsewhere_after_pickling() -> None:
    handed = pickle.loads(pickle.dumps(Handed(an_example())))  # noqa: S301 - our own
    numbers = np.zeros(4)
    assert read_all(handed.at, numbers) == handed.whole.key
    assert numbers[2] == 10.0


@pytest.mark.skipif(not COMPILED, reason="without the compiler a tuple is handed over as it is")
def test_a_tuple_with_narrow_numbers_is_refused() -> None:
    class Narrow(NamedTuple):
        """A tuple that would lie otherwise than as words."""

        flag: Any

    with pytest.raises(TypeError, match=r"Narrow.flag is bool; a lent tuple holds arrays, rows and"):
        taker(Narrow(flag=True))
