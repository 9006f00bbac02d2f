"""Functions whose sensitivity is known, at the points of the library's own samplers."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from SALib.sample import latin, morris
from SALib.sample import sobol as saltelli

from tillit.experiments.answers.sensitivity import Sampled
from tillit.experiments.sweep.factors import Factor

Points = NDArray[np.float64]
Function = Callable[[Points], NDArray[np.float64]]

ISHIGAMI = {"first": [0.3139, 0.4424, 0.0], "total": [0.5576, 0.4424, 0.2437]}
"""Indices of Ishigami's function for a = 7 and b = 0.1, known exactly."""


def factors(*names: str, low: float = 0.0, high: float = 1.0) -> tuple[Factor, ...]:
    return tuple(Factor(name, low, high) for name in names)


def ishigami(x: Points) -> NDArray[np.float64]:
    """Return Ishigami's function of angles from -π to π."""
    result: NDArray[np.float64] = (
        np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )
    return result


def linear(x: Points) -> NDArray[np.float64]:
    """Return 4 a - 2 b, whatever c is."""
    result: NDArray[np.float64] = 4.0 * x[:, 0] - 2.0 * x[:, 1]
    return result


def cases_of(kind: str, function: Function, size: int, of: tuple[Factor, ...], **luck: float) -> Sampled:
    """Return the cases of a function at the points of a sampler, perhaps with luck in each of some runs."""
    problem = {
        "num_vars": len(of),
        "names": [it.name for it in of],
        "bounds": [[it.low, it.high] for it in of],
    }
    if kind == "saltelli":
        points = saltelli.sample(problem, size, calc_second_order=False, seed=1)
    elif kind == "morris":
        points = morris.sample(problem, size, seed=1)
    else:
        points = latin.sample(problem, size, seed=1)
    runs = int(luck.get("replications", 1))
    noise = np.random.default_rng(1).normal(scale=luck.get("sd", 0.0), size=(len(points), runs))
    return Sampled(of, points, function(points)[:, None] + noise, "figure", "SEK", kind)
