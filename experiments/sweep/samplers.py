"""Samplers: which points of the factors' ranges are tried.

Every sampler but the grid fills the unit cube; `Factor.spread` carries a coordinate to a value. So a whole
number, or one of a few values, is drawn with equal chances by each of them.
"""

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Annotated, Any, Literal, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, model_validator

from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.factors import Factor
from tillit.model.events import Size
from tillit.model.scenarios.table import Table

MOST_VALUES, FEWEST_COLUMNS = 50_000_000, 5
"""Values of all rows together, or more would take gigabytes of memory; a row takes as much as so many."""
Kind = Literal["grid", "list", "lhs", "saltelli", "morris"]


class Sampler(Table):
    """How the points are chosen.

    ``grid`` is every combination of the factors' values, the last changing first; ``list`` are rows that
    somebody chose; of ``lhs``, a Latin hypercube, each factor's tenths, hundredths … hold equally many;
    ``saltelli`` are Saltelli's points for Sobol indices, and ``morris`` Morris's trajectories.
    """

    model_config = ConfigDict(strict=True)

    kind: Annotated[Kind, Field(description="grid, list, lhs, saltelli or morris")]
    size: Annotated[int, Size("points", 1, 1_000_000, "see docs/sweeps.md for each kind")] = 1
    """Points; of ``grid`` values of each factor without its own, of ``saltelli`` base points N."""
    seed: Annotated[int, Size("in whole steps", 1, 2**32 - 1, "the sampler's own luck")] = 1
    """The sampler's own; SALib takes 0 for none."""
    file: Annotated[str | None, Field(description="the name of a CSV file")] = None
    """Of ``list``: it lies beside the design's file; a design holds its rows itself."""

    @model_validator(mode="after")
    def _has_a_size_that_fits(self) -> Self:
        if self.kind not in ("grid", "list") and "size" not in self.model_fields_set:
            raise ValueError(f"size is missing: how many points {self.kind} takes, such as 64")
        lower = 1 << (self.size.bit_length() - 1)
        if self.kind == "saltelli" and self.size != lower:
            near = min(2 * lower, lower, key=lambda it: abs(it - self.size))
            raise ValueError(
                f"size = {self.size}: the points are balanced only in powers of two; the nearest is {near:,}"
            )
        return self


def sample(factors: Sequence[Factor], sampler: Sampler, places: int = 1) -> pd.DataFrame:
    """Return the points, one row each, one column a factor, in the sampler's order.

    RefusedError if there would be too many of them, each tried in so many places, or SALib is needed and not
    installed.
    """
    number, grid = len(factors), sampler.kind == "grid"
    rows = sampler.size * {"saltelli": number + 2, "morris": number + 1}.get(sampler.kind, 1) * places
    if grid:
        rows = prod(len(it.ladder(sampler.size)) for it in factors) * places
    if rows * max(FEWEST_COLUMNS, number) > MOST_VALUES:
        raise RefusedError(
            f"{sampler.kind} of size {sampler.size:,} over {number:,} factors is {rows:,} rows, more "
            "than can be held in memory: take a smaller size, or fewer factors"
        )
    if grid:
        every = product(*(it.ladder(sampler.size).tolist() for it in factors))
        return pd.DataFrame(list(every), columns=[it.name for it in factors], dtype=np.float64)
    cube, ends = _cube(number, sampler), sampler.kind == "morris"
    return pd.DataFrame({it.name: it.spread(cube[:, at], ends=ends) for at, it in enumerate(factors)})


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the factors as SALib's samples and analyses want them."""
    names, bounds = [it.name for it in factors], [[it.low, it.high] for it in factors]
    return {"num_vars": len(factors), "names": names, "bounds": bounds}


def _cube(number: int, sampler: Sampler) -> NDArray[np.float64]:
    """Return coordinates from 0 to 1, shape (points, factors).

    Saltelli's (2002, Computer Physics Communications, 145(2), 280-297) are the same points as SALib's own
    sample, which takes a minute where this takes a second.
    """
    if sampler.kind == "morris":
        problem = problem_of([Factor(str(turn), 0.0, 1.0) for turn in range(number)])
        found = needed("SALib.sample.morris").sample(problem, sampler.size, num_levels=4, seed=sampler.seed)
        return np.asarray(found, np.float64)
    from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

    if sampler.kind == "lhs":
        return np.asarray(qmc.LatinHypercube(number, rng=sampler.seed).random(sampler.size), np.float64)
    a, b = np.split(qmc.Sobol(2 * number, rng=sampler.seed).random(sampler.size), 2, axis=1)
    # In the order that SALib's analysis wants: a, each column of b in a, b.
    mixed = np.repeat(a[:, None, :], number, axis=1)
    mixed[:, range(number), range(number)] = b
    return np.concatenate([a[:, None, :], mixed, b[:, None, :]], axis=1).reshape(-1, number)
