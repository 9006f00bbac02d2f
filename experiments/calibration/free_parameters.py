"""Free parameters: what may be moved, between which ends, as a cube that samplers understand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.targets import Free
from tillit.model.assumptions import BEHAVIOUR
from tillit.model.scenarios.errors import nearest

OPEN = (Grade.DERIVED, Grade.ASSUMED)
"""Grades of what is free when a file names nothing."""

Vector = Mapping[str, float]
Points = NDArray[np.float64]


@dataclass(frozen=True)
class FreeParameter:
    """One number that may be moved."""

    name: str
    low: float
    high: float
    default: float
    unit: str = ""
    whole: bool = False
    """Whether it takes whole numbers only."""
    log: bool = False
    """Whether equal ratios, and not equal differences, are equally likely beforehand."""


@dataclass(frozen=True)
class Space:
    """All free parameters together: a unit cube, and what its points mean."""

    parameters: tuple[FreeParameter, ...]

    def __len__(self) -> int:
        return len(self.parameters)

    @property
    def names(self) -> list[str]:
        """Names, in order."""
        return [it.name for it in self.parameters]

    def values(self, cube: Points) -> Points:
        """Return the values of points in the unit cube, shape (points, parameters)."""
        low, high, whole, log = self._ends()
        cube = np.clip(cube, 0.0, 1.0)
        steps = np.minimum(np.floor(low + cube * (high - low + 1.0)), high)
        start, ratio = ratios(low, high, log)
        even = np.where(log, start * ratio**cube, low + cube * (high - low))
        return np.where(whole, steps, np.clip(even, low, high))

    def cube(self, values: Points) -> Points:
        """Return where values lie in the unit cube; a whole number lies in the middle of its part."""
        low, high, whole, log = self._ends()
        start, ratio = ratios(low, high, log)
        powers = np.log(np.where(log, values, 1.0) / start) / np.log(ratio)
        even = np.where(log, powers, (values - low) / (high - low))
        return np.where(whole, (values - low + 0.5) / (high - low + 1.0), even)

    def snapped(self, cube: Points) -> Points:
        """Return the points that can be run: whole numbers in the middle of their part."""
        return self.cube(self.values(cube))

    def named(self, values: Points) -> dict[str, float]:
        """Return one point's values by name."""
        return dict(zip(self.names, map(float, values), strict=True))

    def default_cube(self) -> Points:
        """Return where the values in force now lie in the unit cube, shape (1, parameters)."""
        return self.cube(np.array([[it.default for it in self.parameters]]))

    def only(self, names: Sequence[str]) -> "Space":
        """Return the space of some of the parameters, in the order of this one."""
        return Space(tuple(it for it in self.parameters if it.name in set(names)))

    def _ends(self) -> tuple[Points, Points, NDArray[np.bool_], NDArray[np.bool_]]:
        names = ("low", "high", "whole", "log")
        low, high, whole, log = (np.array([getattr(it, name) for it in self.parameters]) for name in names)
        return low, high, whole, log


def ratios(low: Points, high: Points, log: NDArray[np.bool_]) -> tuple[Points, Points]:
    """Return the lower ends and the ratios of the ends of logarithmic ranges; harmless numbers of others."""
    start = np.where(log, low, 1.0)
    return start, np.where(log, high, 2.0) / start


def space_of(free: Free, problems: list[str]) -> Space:
    """Return the space that a file describes; note what is wrong with it."""
    chosen = dict.fromkeys(name for pattern in free.parameters for name in matching(pattern, problems))
    if not free.parameters:
        chosen = dict.fromkeys(name for name, it in BEHAVIOUR.items() if it.par.grade in OPEN)
    for name in free.ranges:
        if name not in BEHAVIOUR:
            problems.append(f"[free.ranges]: there is no parameter {name!r}; {nearest(name, BEHAVIOUR)}")
        elif name not in chosen:
            problems.append(f"[free.ranges]: {name} is not among the free parameters")
    problems += [
        f"[free] log: {name} is not among the free parameters" for name in free.log if name not in chosen
    ]
    return Space(tuple(declared(name, free, problems) for name in chosen))


def matching(pattern: str, problems: list[str]) -> list[str]:
    """Return the declared names that a pattern means."""
    names = [name for name in BEHAVIOUR if fnmatchcase(name, pattern)]
    if not names:
        near = nearest(pattern, BEHAVIOUR)
        hint = near if near.startswith("did") else "tillit parameters lists them"
        problems.append(f"[free]: there is no parameter {pattern!r}; {hint}")
    return names


def declared(name: str, free: Free, problems: list[str]) -> FreeParameter:
    """Return a declared parameter with the file's range, or its own."""
    it = BEHAVIOUR[name]
    low, high = free.ranges.get(name, (it.par.low, it.par.high))
    if not it.par.low <= low < high <= it.par.high:
        problems.append(
            f"[free.ranges]: {name} = [{low:g}, {high:g}]: must be two ends, the lower first, within "
            f"{it.par.low:g} to {it.par.high:g} {it.par.unit} (source: {it.par.source})"
        )
    log, whole = name in free.log, it.kind is int
    if log and (whole or low <= 0.0):
        wrong = "takes whole numbers only" if whole else f"begins at {low:g}"
        problems.append(
            f"[free] log: {name} {wrong}, and so has no ratios; "
            "take it out of `log`, or give it a lower end above 0 in [free.ranges]"
        )
        log = False
    return FreeParameter(name, float(low), float(high), float(it.default), it.par.unit, whole, log)
