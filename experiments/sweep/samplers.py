"""Samplers: which points of the factors' ranges are tried.

Every sampler fills the unit cube; `Factor.spread` carries a coordinate to a
value. So a whole number, or one of a few values, is drawn with equal chances
by each of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.factors import Factor

MOST_VALUES = 50_000_000
"""Values of all points together; more would take gigabytes of memory."""
MOST_SEED = 2**32 - 1

Cube = NDArray[np.float64]
"""Coordinates from 0 to 1, shape (points, factors)."""


@dataclass(frozen=True)
class Sampler:
    """How the points were chosen.

    Parameters
    ----------
    kind
        ``grid``, ``list``, ``lhs``, ``sobol``, ``saltelli`` or ``morris``.
    size
        Points asked for: points of ``lhs`` and ``sobol``, levels of each factor
        of a ``grid``, base points N of ``saltelli``, trajectories of ``morris``.
    seed
        The sampler's own seed, 1 or more (SALib takes 0 as none).
    second_order
        Whether a ``saltelli`` sample can tell the effects of pairs of factors.
    levels
        Levels of each factor of ``morris``.
    """

    kind: str
    size: int
    seed: int = 1
    second_order: bool = False
    levels: int = 4


def sample(factors: Sequence[Factor], sampler: Sampler) -> pd.DataFrame:
    """Return the points, one row each, one column a factor, in the sampler's order.

    Raises
    ------
    RefusedError
        If the sampler cannot give so many points, or SALib is needed and not installed.
    """
    number = points_of(factors, sampler)
    if number * len(factors) > MOST_VALUES:
        message = (
            f"{sampler.kind} of size {sampler.size:,} over {len(factors):,} factors is {number:,} points, "
            f"{number * len(factors):,} values; {MOST_VALUES:,} can be held: take a smaller size, "
            "or fewer factors"
        )
        raise RefusedError(message)
    if sampler.kind == "grid":
        return grid(factors, sampler.size)
    cube = SAMPLERS[sampler.kind].cube(len(factors), sampler)
    to_levels = sampler.kind == "morris"
    columns = {it.name: it.spread(cube[:, turn], ends=to_levels) for turn, it in enumerate(factors)}
    return pd.DataFrame(columns)


def points_of(factors: Sequence[Factor], sampler: Sampler) -> int:
    """Return how many points the sampler gives.

    Raises
    ------
    RefusedError
        If it cannot give such a number.
    """
    if sampler.kind == "grid":
        return prod(len(it.ladder(sampler.size)) for it in factors)
    way = SAMPLERS[sampler.kind]
    if problem := unbalanced(sampler):
        raise RefusedError(problem)
    return way.points(len(factors), sampler)


def unbalanced(sampler: Sampler) -> str:
    """Return what is wrong with a size that is no power of two, where only these are balanced."""
    size = sampler.size
    if not SAMPLERS[sampler.kind].balanced or size & (size - 1) == 0:
        return ""
    lower = 1 << (size.bit_length() - 1)
    near = lower if size - lower < 2 * lower - size else 2 * lower
    return (
        f"[sampler]: size = {size:,}: points of kind {sampler.kind!r} are balanced only in powers of two; "
        f"the nearest is {near:,}"
    )


def grid(factors: Sequence[Factor], size: int) -> pd.DataFrame:
    """Return every combination of the factors' values, the last factor changing first."""
    every = product(*(it.ladder(size).tolist() for it in factors))
    return pd.DataFrame(list(every), columns=[it.name for it in factors], dtype=np.float64)


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the factors as SALib's analyses want them: the problem of the sample."""
    return {
        "num_vars": len(factors),
        "names": [it.name for it in factors],
        "bounds": [[it.low, it.high] for it in factors],
    }


def latin_hypercube(number: int, sampler: Sampler) -> Cube:
    """Return points of which each factor's tenths, hundredths … hold equally many."""
    from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

    cube: Cube = qmc.LatinHypercube(number, rng=sampler.seed).random(sampler.size)
    return cube


def sobol_sequence(number: int, sampler: Sampler) -> Cube:
    """Return scrambled Sobol points."""
    from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

    cube: Cube = qmc.Sobol(number, rng=sampler.seed).random(sampler.size)
    return cube


def saltelli(number: int, sampler: Sampler) -> Cube:
    """Return Saltelli's points for Sobol indices, in the order that SALib's analysis wants.

    The same points as SALib's own sample, which takes a minute where this takes a second.

    References
    ----------
    Saltelli, A. (2002). Making best use of model evaluations to compute
    sensitivity indices. Computer Physics Communications, 145(2), 280-297.
    """
    base = sobol_sequence(2 * number, sampler)
    a, b = base[:, :number], base[:, number:]
    own = np.arange(number)
    a_with_b = np.repeat(a[:, None, :], number, axis=1)
    a_with_b[:, own, own] = b
    parts = [a[:, None, :], a_with_b]
    if sampler.second_order:
        b_with_a = np.repeat(b[:, None, :], number, axis=1)
        b_with_a[:, own, own] = a
        parts.append(b_with_a)
    return np.concatenate([*parts, b[:, None, :]], axis=1).reshape(-1, number)


def morris(number: int, sampler: Sampler) -> Cube:
    """Return Morris's trajectories, in SALib's order."""
    names = [str(turn) for turn in range(number)]
    cube: Cube = needed("SALib.sample.morris").sample(
        {"num_vars": number, "names": names, "bounds": [[0.0, 1.0]] * number},
        sampler.size,
        num_levels=sampler.levels,
        seed=sampler.seed,
    )
    return cube


@dataclass(frozen=True)
class Way:
    """One way to fill the unit cube."""

    cube: Callable[[int, Sampler], Cube]
    """Gives the points for a number of factors."""
    points: Callable[[int, Sampler], int]
    """Says how many there will be."""
    balanced: bool = False
    """Whether only powers of two are balanced."""


SAMPLERS = {
    "lhs": Way(latin_hypercube, lambda _, it: it.size),
    "sobol": Way(sobol_sequence, lambda _, it: it.size, balanced=True),
    "saltelli": Way(
        saltelli, lambda number, it: it.size * ((1 + it.second_order) * number + 2), balanced=True
    ),
    "morris": Way(morris, lambda number, it: it.size * (number + 1)),
}
"""What fills the unit cube, by the word in design files."""

KINDS = ("grid", "list", *SAMPLERS)
"""Samplers by the word in design files."""
