"""Samplers: which points of the factors' ranges are tried.

Every sampler fills the unit cube; `Factor.spread` carries a coordinate to a
value. So a whole number, or one of a few values, is drawn with equal chances
by each of them.
"""

from abc import abstractmethod
from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, model_validator

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.factors import Factor
from tillit.model.events import Size
from tillit.model.scenarios.table import Table

MOST_VALUES = 50_000_000
"""Values of all points together; more would take gigabytes of memory."""
MOST_SIZE = 1_000_000
MOST_SEED = 2**32 - 1

Cube = NDArray[np.float64]
"""Coordinates from 0 to 1, shape (points, factors)."""
Number = Annotated[int, Size("points", 1, MOST_SIZE, "see docs/sweeps.md for each kind")]
Seed = Annotated[int, Size("in whole steps", 1, MOST_SEED, "the sampler's own luck; SALib takes 0 for none")]


def sample(factors: Sequence[Factor], sampler: "Sampler") -> pd.DataFrame:
    """Return the points, one row each, one column a factor, in the sampler's order.

    Raises
    ------
    RefusedError
        If there would be too many points, or SALib is needed and not installed.
    """
    number = sampler.number(factors)
    if number * len(factors) > MOST_VALUES:
        message = (
            f"{sampler.kind} of size {sampler.size:,} over {len(factors):,} factors is {number:,} points, "
            f"{number * len(factors):,} values; {MOST_VALUES:,} can be held: take a smaller size, "
            "or fewer factors"
        )
        raise RefusedError(message)
    return sampler.points(factors)


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the factors as SALib's analyses want them: the problem of the sample."""
    return {
        "num_vars": len(factors),
        "names": [it.name for it in factors],
        "bounds": [[it.low, it.high] for it in factors],
    }


class _Sampler(Table):
    """How the points are chosen."""

    model_config = ConfigDict(strict=True)

    example: ClassVar[int] = 1
    """A size that somebody may begin with."""

    @abstractmethod
    def number(self, factors: Sequence[Factor]) -> int:
        """Return how many points there will be."""

    @abstractmethod
    def points(self, factors: Sequence[Factor]) -> pd.DataFrame:
        """Return the points, one row each, one column a factor."""


class Grid(_Sampler):
    """Every combination of the factors' values, the last factor changing first."""

    kind: Literal["grid"] = "grid"
    size: Number = 1
    """Values of each factor that has none of its own."""
    seed: Seed = 1
    """Nothing is drawn; a grid takes it as the others do."""
    example: ClassVar[int] = 5

    def number(self, factors: Sequence[Factor]) -> int:
        """Return how many points there will be."""
        return prod(len(it.ladder(self.size)) for it in factors)

    def points(self, factors: Sequence[Factor]) -> pd.DataFrame:
        """Return the points, one row each, one column a factor."""
        every = product(*(it.ladder(self.size).tolist() for it in factors))
        return pd.DataFrame(list(every), columns=[it.name for it in factors], dtype=np.float64)


class Rows(_Sampler):
    """Rows that somebody chose; a design holds them itself."""

    kind: Literal["list"] = "list"
    size: Number | None = None
    """Number of rows; left out in a file."""
    file: Annotated[str | None, Field(description="the name of a CSV file")] = None
    """CSV file of the rows, beside the design's."""

    def number(self, factors: Sequence[Factor]) -> int:  # noqa: ARG002 - the rows say it
        """Return how many points there will be."""
        return self.size or 0

    def points(self, factors: Sequence[Factor]) -> pd.DataFrame:
        """Raise: nobody but the rows' author knows them."""
        raise NotImplementedError


class _CubeSampler(_Sampler):
    """Fills the unit cube."""

    to_levels: ClassVar[bool] = False
    """Whether a factor's first value lies at 0, and its last at 1."""

    @abstractmethod
    def cube(self, number: int) -> Cube:
        """Return the coordinates of the points for so many factors."""

    def points(self, factors: Sequence[Factor]) -> pd.DataFrame:
        """Return the points, one row each, one column a factor."""
        cube = self.cube(len(factors))
        return pd.DataFrame(
            {it.name: it.spread(cube[:, at], ends=self.to_levels) for at, it in enumerate(factors)}
        )


class LatinHypercube(_CubeSampler):
    """Points of which each factor's tenths, hundredths … hold equally many."""

    kind: Literal["lhs"] = "lhs"
    size: Number
    """Points."""
    seed: Seed = 1
    example: ClassVar[int] = 100

    def number(self, factors: Sequence[Factor]) -> int:  # noqa: ARG002 - as many as asked for
        """Return how many points there will be."""
        return self.size

    def cube(self, number: int) -> Cube:
        """Return the coordinates of the points for so many factors."""
        from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

        cube: Cube = qmc.LatinHypercube(number, rng=self.seed).random(self.size)
        return cube


class Sobol(_CubeSampler):
    """Scrambled Sobol points."""

    kind: Literal["sobol"] = "sobol"
    size: Number
    """Points, a power of two."""
    seed: Seed = 1
    example: ClassVar[int] = 128

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        _refuse_unbalanced(self.size)
        return self

    def number(self, factors: Sequence[Factor]) -> int:  # noqa: ARG002 - as many as asked for
        """Return how many points there will be."""
        return self.size

    def cube(self, number: int) -> Cube:
        """Return the coordinates of the points for so many factors."""
        from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

        cube: Cube = qmc.Sobol(number, rng=self.seed).random(self.size)
        return cube


class Saltelli(_CubeSampler):
    """Saltelli's points for Sobol indices, in the order that SALib's analysis wants.

    The same points as SALib's own sample, which takes a minute where this takes a second.

    References
    ----------
    Saltelli, A. (2002). Making best use of model evaluations to compute
    sensitivity indices. Computer Physics Communications, 145(2), 280-297.
    """

    kind: Literal["saltelli"] = "saltelli"
    size: Number
    """Base points N, a power of two."""
    seed: Seed = 1
    second_order: Annotated[bool, Field(description="true or false")] = False
    """Whether the effects of pairs of factors can be told."""
    example: ClassVar[int] = 256

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        _refuse_unbalanced(self.size)
        return self

    def number(self, factors: Sequence[Factor]) -> int:
        """Return how many points there will be."""
        return self.size * ((1 + self.second_order) * len(factors) + 2)

    def cube(self, number: int) -> Cube:
        """Return the coordinates of the points for so many factors."""
        base = Sobol(size=self.size, seed=self.seed).cube(2 * number)
        a, b = base[:, :number], base[:, number:]
        own = np.arange(number)
        a_with_b = np.repeat(a[:, None, :], number, axis=1)
        a_with_b[:, own, own] = b
        parts = [a[:, None, :], a_with_b]
        if self.second_order:
            b_with_a = np.repeat(b[:, None, :], number, axis=1)
            b_with_a[:, own, own] = a
            parts.append(b_with_a)
        return np.concatenate([*parts, b[:, None, :]], axis=1).reshape(-1, number)


class Morris(_CubeSampler):
    """Morris's trajectories, in SALib's order."""

    kind: Literal["morris"] = "morris"
    size: Number
    """Trajectories."""
    seed: Seed = 1
    levels: Annotated[int, Size("levels", 2, 100, "an even number")] = 4
    """Levels of each factor."""
    example: ClassVar[int] = 20
    to_levels: ClassVar[bool] = True

    @model_validator(mode="after")
    def _even(self) -> Self:
        if self.levels % 2:
            message = f"levels = {self.levels}: must be an even number, such as {self.levels + 1}"
            raise ValueError(message)
        return self

    def number(self, factors: Sequence[Factor]) -> int:
        """Return how many points there will be."""
        return self.size * (len(factors) + 1)

    def cube(self, number: int) -> Cube:
        """Return the coordinates of the points for so many factors."""
        names = [str(turn) for turn in range(number)]
        problem = {"num_vars": number, "names": names, "bounds": [[0.0, 1.0]] * number}
        cube: Cube = needed("SALib.sample.morris").sample(
            problem, self.size, num_levels=self.levels, seed=self.seed
        )
        return cube


Sampler = Annotated[
    Grid | Rows | LatinHypercube | Sobol | Saltelli | Morris,
    Field(discriminator="kind", description="grid, list, lhs, sobol, saltelli or morris"),
]
"""How the points are chosen, by the word ``kind`` in design files."""

SAMPLERS: dict[str, Any] = {
    "grid": Grid,
    "list": Rows,
    "lhs": LatinHypercube,
    "sobol": Sobol,
    "saltelli": Saltelli,
    "morris": Morris,
}
"""Their classes by that word."""


def _refuse_unbalanced(size: int) -> None:
    """Refuse a size that does not balance the points, and name the nearest that does."""
    lower = 1 << (size.bit_length() - 1)
    if size != lower:
        near = lower if size - lower < 2 * lower - size else 2 * lower
        message = f"size = {size:,}: the points are balanced only in powers of two; the nearest is {near:,}"
        raise ValueError(message)
