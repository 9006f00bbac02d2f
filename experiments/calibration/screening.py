"""Screening: which of many free parameters move the targets at all.

References
----------
Campolongo, Cariboni & Saltelli (2007), An effective screening design for
sensitivity analysis of large models: Morris' elementary effects.
"""

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.calibration.implausibility import Aim
from tillit.experiments.calibration.stages import Evaluated, Stages
from tillit.experiments.research import needed

TRAJECTORIES = 4
"""Walks through the cube in which every parameter is moved once."""
LEVELS = 4


def screened(stages: Stages, aim: Aim, most: int, seed: int) -> Space:
    """Return the space of the parameters that move the targets most."""
    title = f"Screening {len(stages.space)} parameters"
    found = stages.run("screening", lambda: trajectories(len(stages.space), seed), title)
    weight = effects(stages.space, found, aim)
    order = np.argsort(-weight, kind="stable")[:most]
    return stages.space.only([stages.space.names[at] for at in order])


def trajectories(width: int, seed: int) -> Points:
    """Return Morris' design, shape (TRAJECTORIES x (width + 1), width)."""
    problem = {"num_vars": width, "names": [str(at) for at in range(width)], "bounds": [[0.0, 1.0]] * width}
    sample = needed("SALib.sample.morris").sample
    # SALib takes seed 0 as none.
    points: Points = sample(problem, TRAJECTORIES, num_levels=LEVELS, seed=seed + 1)
    return points


def effects(space: Space, found: Evaluated, aim: Aim) -> NDArray[np.float64]:
    """Return the largest mean effect of each parameter on any target, in standard deviations."""
    cube = space.cube(found.vectors)
    height = (found.mean / np.sqrt(aim.tolerances**2 + np.nan_to_num(found.noise))).reshape(
        TRAJECTORIES, len(space) + 1, -1
    )
    moved = np.diff(cube.reshape(TRAJECTORIES, len(space) + 1, -1), axis=1)
    rise = np.diff(height, axis=1)
    which = np.abs(moved).argmax(axis=2)
    total = np.zeros((len(space), height.shape[2]))
    times = np.zeros((len(space), height.shape[2]))
    steps = np.take_along_axis(np.abs(moved), which[..., None], axis=2)
    slope = np.abs(rise) / np.maximum(steps, 1e-12)
    good = np.isfinite(slope)
    np.add.at(total, which, np.where(good, slope, 0.0))
    np.add.at(times, which, good)
    mean: NDArray[np.float64] = total / np.maximum(times, 1)
    strongest: NDArray[np.float64] = mean.max(axis=1)
    return strongest
