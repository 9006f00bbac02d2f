"""Samplers: which points of the factors' ranges are tried.

Every sampler but the grid fills the unit cube; `Factor.spread` carries a coordinate to a value. So a whole
number, or one of a few values, is drawn with equal chances by each of them.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import AfterValidator, ConfigDict, Field

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.factors import Factor
from tillit.model.events import Size
from tillit.model.scenarios.errors import checked, nearest, shown
from tillit.model.scenarios.table import Table

MOST_VALUES, FEWEST_COLUMNS = 50_000_000, 5
"""Values of all rows together, or more would take gigabytes of memory; a row takes as much as so many."""


def _balanced(size: int) -> int:
    lower, most = 1 << (max(1, size).bit_length() - 1), 1 << 20
    if size != lower or size > most:
        near = min(2 * lower, lower, key=lambda it: abs(it - size))
        raise ValueError(
            f"the points are balanced only in powers of two, up to {most:,}; the nearest is "
            f"{min(near, most):,}"
        )
    return size


Number = Annotated[int, Size("points", 1, 1_000_000, "see docs/sweeps.md for each kind")]


class _Sampler(Table):
    model_config = ConfigDict(strict=True)

    seed: Annotated[int, Size("in whole steps", 1, 2**32 - 1, "the sampler's own luck")] = 1
    """The sampler's own; SALib takes 0 for none."""


class Grid(_Sampler):
    """Every combination of the factors' values, the last changing first; the size is for those without."""

    kind: Literal["grid"] = "grid"
    size: Number = 1


class Rows(_Sampler):
    """Rows that somebody chose, in a CSV file beside the design's; a design holds them itself."""

    kind: Literal["list"] = "list"
    size: Number | None = None
    file: Annotated[str | None, Field(description="the name of a CSV file")] = None


class LatinHypercube(_Sampler):
    """Points of which each factor's tenths, hundredths … hold equally many."""

    kind: Literal["lhs"] = "lhs"
    size: Number


class Saltelli(_Sampler):
    """Saltelli's points for Sobol indices; the size is the number N of base points."""

    size: Annotated[int, AfterValidator(_balanced)]
    kind: Literal["saltelli"] = "saltelli"


class Morris(_Sampler):
    """Morris's trajectories; the size is their number."""

    kind: Literal["morris"] = "morris"
    size: Number


Sampler = Annotated[
    Grid | Rows | LatinHypercube | Saltelli | Morris,
    Field(discriminator="kind", description="grid, list, lhs, saltelli or morris"),
]
SAMPLERS: dict[str, Any] = {
    it.model_fields["kind"].default: it for it in (Grid, Rows, LatinHypercube, Saltelli, Morris)
}
"""Their classes by the word ``kind`` of design files."""


def sampler_in(raw: object, problems: list[str]) -> Sampler | None:
    """Return the sampler that a design's table describes; note what is wrong with it."""
    kind = raw.get("kind") if isinstance(raw, Mapping) else None
    if not isinstance(kind, str) or kind not in SAMPLERS:
        problems.append(f"[sampler]: kind = {shown(kind)}: {nearest(str(kind), SAMPLERS)}")
        return None
    sampler: Sampler | None = checked(SAMPLERS[kind], raw, f"[sampler] of kind {kind!r}", problems)
    return sampler


def sample(factors: Sequence[Factor], sampler: Sampler, places: int = 1) -> pd.DataFrame:
    """Return the points, one row each, one column a factor, in the sampler's order.

    RefusedError if there would be too many of them, each tried in so many places, or SALib is needed and not
    installed.
    """
    number, rows = len(factors), (sampler.size or 0) * places
    if isinstance(sampler, Grid):
        rows = prod(len(it.ladder(sampler.size)) for it in factors) * places
    elif isinstance(sampler, Saltelli):
        rows *= number + 2
    elif isinstance(sampler, Morris):
        rows *= number + 1
    if rows * max(FEWEST_COLUMNS, number) > MOST_VALUES:
        raise RefusedError(
            f"{sampler.kind} of size {sampler.size:,} over {number:,} factors is {rows:,} rows, more "
            "than can be held in memory: take a smaller size, or fewer factors"
        )
    if isinstance(sampler, Grid):
        every = product(*(it.ladder(sampler.size).tolist() for it in factors))
        return pd.DataFrame(list(every), columns=[it.name for it in factors], dtype=np.float64)
    cube = _cube(number, sampler)
    ends = isinstance(sampler, Morris)
    return pd.DataFrame({it.name: it.spread(cube[:, at], ends=ends) for at, it in enumerate(factors)})


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the factors as SALib's samples and analyses want them."""
    return {
        "num_vars": len(factors),
        "names": [it.name for it in factors],
        "bounds": [[it.low, it.high] for it in factors],
    }


def _cube(number: int, sampler: Sampler) -> NDArray[np.float64]:
    """Return coordinates from 0 to 1, shape (points, factors).

    Saltelli's (2002, Computer Physics Communications, 145(2), 280-297) are the same points as SALib's own
    sample, which takes a minute where this takes a second.
    """
    size: Any = sampler.size
    if isinstance(sampler, Morris):
        problem = problem_of([Factor(str(turn), 0.0, 1.0) for turn in range(number)])
        found = needed("SALib.sample.morris").sample(problem, size, num_levels=4, seed=sampler.seed)
        return np.asarray(found, np.float64)
    from scipy.stats import qmc  # noqa: PLC0415 - lazy: takes half a second

    if not isinstance(sampler, Saltelli):
        return np.asarray(qmc.LatinHypercube(number, rng=sampler.seed).random(size), np.float64)
    a, b = np.split(qmc.Sobol(2 * number, rng=sampler.seed).random(size), 2, axis=1)
    # In the order that SALib's analysis wants: a, each column of b in a, b.
    mixed = np.repeat(a[:, None, :], number, axis=1)
    mixed[:, range(number), range(number)] = b
    return np.concatenate([a[:, None, :], mixed, b[:, None, :]], axis=1).reshape(-1, number)
