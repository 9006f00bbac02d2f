"""Luck: every random decision is a pure function of (seed, person, month, decision).

Draws are keyed, not taken from a stream: whoever asks, in whatever order and
on whatever thread, gets the same number. Two worlds that share a key share
their luck, decision by decision, so what differs between them was caused.

References
----------
Widynski, B. (2020). Squares: a fast counter-based RNG. arXiv:2004.06278.
Salmon, J. K., et al. (2011). Parallel random numbers: as easy as 1, 2, 3. SC '11.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import apart, behaviour
from tillit.agents.foundation.decisions import Decision

PERSON_BITS = 40
MONTH_BITS = 12
DECISION_BITS = 12

TO_UNIT = 2.0**-53
"""The upper 53 bits of a word, times this, lie evenly in [0, 1)."""

WEYL = np.uint64(0x9E3779B9)
MULTIPLIER = np.uint64(0xD256D193)
LOW_WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
MANTISSA = np.uint64(11)


class Luck(NamedTuple):
    """One month's luck in one replicate."""

    key: np.uint64
    """Key of the replicate; see `model.town.seeds`."""
    philox: int
    """1 draws with Philox-2x32-10 instead of Squares: a check on the generator."""
    month: int
    """Months since the start of the run-in, 0 to 4,095."""


@apart
def uniform(luck: Luck, person: int, decision: int) -> float:
    """Draw a number in [0, 1) for one decision of one person in one month.

    Parameters
    ----------
    luck
        The month's luck.
    person
        Stable id of the person, 0 to 2**40 - 1; never an array index.
    decision
        A member of `Decision`, plus an offset below the next member's number.
    """
    return drawn(luck, person, decision)


@apart
def uniforms(lots: NDArray[np.float64], luck: Luck, people: NDArray[np.int64], decision: int) -> None:
    """Draw for the same decision of many people: the same numbers, several of them in one step.

    Parameters
    ----------
    lots
        Result, shape (people,).
    luck
        The month's luck.
    people
        Their stable ids, shape (people,).
    decision
        A member of `Decision`.
    """
    for place in range(len(people)):
        lots[place] = drawn(luck, people[place], decision)


@apart
def uniforms_ahead(lots: NDArray[np.float64], luck: Luck, person: int, decision: int) -> None:
    """Draw for the same decision of one person in the months that follow.

    Parameters
    ----------
    lots
        Result, shape (months,); next month's is the first.
    luck
        The month's luck.
    person
        Stable id of the person.
    decision
        A member of `Decision`.
    """
    for ahead in range(len(lots)):
        lots[ahead] = drawn(Luck(luck.key, luck.philox, luck.month + 1 + ahead), person, decision)


@behaviour
def drawn(luck: Luck, person: int, decision: int) -> float:
    """Draw one number, in the midst of a loop that draws many; see `uniform`."""
    counter = (
        (np.uint64(person) << np.uint64(MONTH_BITS + DECISION_BITS))
        | (np.uint64(luck.month) << np.uint64(DECISION_BITS))
        | np.uint64(decision)
    )
    word = philox(counter, luck.key) if luck.philox == 1 else squares(counter, luck.key)
    return float(word >> MANTISSA) * TO_UNIT


@behaviour
def squares(counter: np.uint64, key: np.uint64) -> np.uint64:
    """Return the 64-bit Squares word of a counter (five rounds)."""
    x = counter * key
    y = x
    z = y + key
    x = x * x + y
    x = (x >> HALF) | (x << HALF)
    x = x * x + z
    x = (x >> HALF) | (x << HALF)
    x = x * x + y
    x = (x >> HALF) | (x << HALF)
    x = x * x + z
    fourth = x
    x = (x >> HALF) | (x << HALF)
    return fourth ^ ((x * x + y) >> HALF)


@behaviour
def philox(counter: np.uint64, key: np.uint64) -> np.uint64:
    """Return the 64-bit Philox-2x32 word of a counter (ten rounds)."""
    left = counter >> HALF
    right = counter & LOW_WORD
    round_key = (key ^ (key >> HALF)) & LOW_WORD
    for _ in range(10):
        product = MULTIPLIER * right
        right = (product >> HALF) ^ round_key ^ left
        left = product & LOW_WORD
        round_key = (round_key + WEYL) & LOW_WORD
    return (left << HALF) | right


__all__ = ["Decision", "Luck", "drawn", "uniform", "uniforms", "uniforms_ahead"]
