"""Free parameters: what may be moved, between which ends, as a cube that samplers understand."""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.targets import Free
from tillit.experiments.sweep.factors import Factor, declared
from tillit.model.assumptions import BEHAVIOUR
from tillit.model.scenarios.errors import nearest

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Space:
    """All free parameters together: a unit cube, and what its points mean."""

    parameters: tuple[Factor, ...]

    def __len__(self) -> int:
        return len(self.parameters)

    @property
    def names(self) -> list[str]:
        """Names, in order."""
        return [it.name for it in self.parameters]

    def values(self, cube: Points) -> Points:
        """Return the values of points in the unit cube, shape (points, parameters)."""
        columns = zip(self.parameters, np.clip(cube, 0.0, 1.0).T, strict=True)
        return np.column_stack([it.spread(places, ends=False) for it, places in columns])

    def cube(self, values: Points) -> Points:
        """Return where values lie in the unit cube; a whole number lies in the middle of its part."""
        columns = zip(self.parameters, values.T, strict=True)
        return np.column_stack([it.place(column) for it, column in columns])

    def snapped(self, cube: Points) -> Points:
        """Return the points that can be run: whole numbers in the middle of their part."""
        return self.cube(self.values(cube))

    def named(self, values: Points) -> dict[str, float]:
        """Return one point's values by name."""
        return dict(zip(self.names, map(float, values), strict=True))

    def defaults(self) -> Points:
        """Return the values in force now, shape (1, parameters)."""
        return np.array([[it.default for it in self.parameters]])


def space_of(free: Free, problems: list[str]) -> Space:
    """Return the space that a file describes; note what is wrong with it."""
    chosen: dict[str, None] = {}
    for pattern in free.parameters:
        names = [name for name in BEHAVIOUR if fnmatchcase(name, pattern)]
        if not names:
            near = nearest(pattern, BEHAVIOUR)
            hint = near if near.startswith("did") else "tillit parameters lists them"
            problems.append(f"[free]: there is no parameter {pattern!r}; {hint}")
        chosen |= dict.fromkeys(names)
    for name in free.ranges:
        if name not in BEHAVIOUR:
            problems.append(f"[free.ranges]: there is no parameter {name!r}; {nearest(name, BEHAVIOUR)}")
        elif name not in chosen:
            problems.append(f"[free.ranges]: {name} is not among the free parameters")
    problems += [
        f"[free] log: {name} is not among the free parameters" for name in free.log if name not in chosen
    ]
    return Space(tuple(_ranged(name, free, problems) for name in chosen))


def _ranged(name: str, free: Free, problems: list[str]) -> Factor:
    """Return a declared parameter with the file's range, or its own."""
    it, log = declared(name, BEHAVIOUR[name]), name in free.log
    low, high = free.ranges.get(name, (it.low, it.high))
    if not it.low <= low < high <= it.high:
        problems.append(
            f"[free.ranges]: {name} = [{low:g}, {high:g}]: must be two ends, the lower first, "
            f"within {it.allowed}"
        )
    if log and (it.whole or low <= 0.0):
        wrong = "takes whole numbers only" if it.whole else f"begins at {low:g}"
        problems.append(
            f"[free] log: {name} {wrong}, and so has no ratios; "
            "take it out of `log`, or give it a lower end above 0 in [free.ranges]"
        )
        log = False
    return replace(it, low=float(low), high=float(high), log=log)
