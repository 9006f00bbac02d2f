"""Arithmetic: exp and roots of our own, so that every machine gives the same numbers.

The exp of Python and Numba is that of each platform's C library, and these differ in
the last bits; in a simulation one bit becomes another life. Here is nothing
but sums, products, quotients and comparisons, which IEEE 754 rounds in one way only.
Numba leaves them as they are written: without `fastmath` it neither reorders them
nor joins a product and a sum into one rounding.

References
----------
Cody, W. J., & Waite, W. (1980). Software manual for the elementary functions. Prentice-Hall.
Dekker, T. J. (1971). A floating-point technique for extending the available precision.
Numerische Mathematik, 18, 224-242.
"""

import math
from typing import Any

import numpy as np

from tillit.agents.foundation.behaviours import behaviour

HIGHEST = 710.0
"""From here on exp is infinite."""
LOWEST = -746.0
"""Down from here it is 0."""

DOUBLINGS = 1.4426950408889634
"""Doublings in one e-folding, 1 / ln 2."""
LN2_HIGH = 6.93147180369123816490e-01
"""The upper 32 bits of ln 2: times a whole number below 2**20 it is exact."""
LN2_LOW = 1.90821492927058770002e-10
"""What is left of ln 2."""

ROUNDER = 1.5 * 2.0**52
"""Added and taken away again, it leaves a small number rounded to a whole one."""

SERIES = tuple(1 / math.factorial(power) for power in range(13, 1, -1))
"""Taylor's coefficients from the 13th power down to the square; what comes after is below 1e-17."""

BIAS = 1023
FRACTION_BITS = 52


@behaviour
def power_of_two(exponent: int) -> float:
    """Return 2**exponent, exactly, from -1,022 to 1,023: the number is written into a float's own bits."""
    bits: Any = np.int64((exponent + BIAS) << FRACTION_BITS)
    return float(bits.view(np.float64))


@behaviour
def exp(x: float) -> float:
    """Return e**x, less than one unit in the last place from it, with the same bits on every machine.

    Without a branch or a division, so that a loop over many numbers is done several at a time.
    """
    inside = float(min(HIGHEST, max(LOWEST, x)))
    whole = (inside * DOUBLINGS + ROUNDER) - ROUNDER
    high = inside - whole * LN2_HIGH
    low = whole * LN2_LOW
    rest = high - low
    bend = 0.0
    for coefficient in SERIES:
        bend = bend * rest + coefficient
    line = 1.0 + high
    lost = (1.0 - line) + high
    near = line + (lost + (rest * rest * bend - low))
    # In two steps, because a float's bits cannot say 2**-1,075 or 2**1,024.
    doublings = int(whole)
    half = doublings >> 1
    power = near * power_of_two(half) * power_of_two(doublings - half)
    return x if math.isnan(x) else power


def root(value: float, times: int) -> float:
    """Return the number of which `times`, multiplied with each other, are `value`.

    By Newton's method from above, until rounding stops it.

    Parameters
    ----------
    value
        Above 0.
    times
        1 or more.
    """
    found = math.inf
    nearer = max(1.0, value)
    while nearer < found:
        found = nearer
        others = 1.0
        for _ in range(times - 1):
            others *= found
        nearer = found - (found - value / others) / times
    return found
