"""Targets: the tables of a file that says what was measured, how well, and what may be moved."""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Annotated, Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.sweep.factors import Factor, declared
from tillit.model.assumptions import BEHAVIOUR
from tillit.model.scenarios.errors import nearest
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table

Points = NDArray[np.float64]
"""Shape (points, parameters): places in the unit cube, or the values there."""


def _whole(low: int, high: int, what: str = "") -> Any:  # noqa: ANN401 - an annotation
    return Field(ge=low, le=high, description=f"a whole number {what}from {low} to {high:,}")


OneOrMore = BeforeValidator(
    lambda it: [it] if isinstance(it, int | float | str) and not isinstance(it, bool) else it
)
Caseload = Annotated[float, Field(ge=1.0, le=1000.0, description="from 1 to 1,000 households a post")]
Months = Annotated[int, _whole(13, 240, "of months ")]
Replications = Annotated[int, _whole(2, 1_000)]


class Target(Table):
    """One figure that was measured."""

    name: Name
    label: Line
    measure: Annotated[str, Field(max_length=80)]
    """What is measured in the model: a measure, or an indicator."""
    figure: float
    tolerance: Annotated[float, Field(gt=0.0, description="more than 0: a standard deviation")]
    """One standard deviation: error of the figure, and of taking the model's measure for it."""
    unit: Line
    source: Line
    grade: Grade
    town: Annotated[str, Field(max_length=500)] = "standard"
    """Where it is measured, before anything is done there."""
    caseload: Annotated[tuple[Caseload, ...], OneOrMore, Field(max_length=20)] = ()
    """Households for each post (or children, where there is a child unit only), in towns that have always
    had so many; their mean counts. Empty: as it is."""
    against: Caseload | None = None
    """Cases for each post in towns with which those of `caseload` are compared, in percent."""
    months: Months | None = None
    last: Annotated[int, _whole(1, 240, "of months ")] | None = None
    """How many of the last months count; else all after the first year."""

    @model_validator(mode="after")
    def _has_what_is_compared(self) -> Self:
        if self.against is not None and not self.caseload:
            raise ValueError("against is for towns of another caseload: give `caseload`")
        return self


class TrialTarget(Target):
    """A figure of a study: of a trial by its name or file, the figure of that number, from 0."""

    trial: str
    turn: int
    replications: int


class Free(Table):
    """What may be moved."""

    parameters: Annotated[tuple[str, ...], Field(min_length=1)]
    """Names in ``tillit parameters``, ``*`` for anything."""
    ranges: dict[str, tuple[float, float]] = Field(default_factory=dict)
    """Narrower ranges than the declarations'."""
    log: tuple[str, ...] = ()
    """Parameters of which equal ratios are equally likely, as suits a rate that is known to an order only."""


class OfTrials(Table):
    """Which virtual trials are among the targets, and how often each is run."""

    names: Annotated[tuple[str, ...], OneOrMore] = ()
    """Trials that come with the program, or files of trials; ``"all"`` for all that come with it."""
    replications: Replications = 12
    """Offices of each trial with each vector; `more` of trials whose chance is larger, by name."""
    more: dict[str, Replications] = Field(default_factory=dict)


class Effort(Table):
    """How much to run."""

    waves: Annotated[int, _whole(1, 10)] = 3
    vectors: Annotated[int, _whole(10, 100_000)] | None = None
    """Vectors in a wave; ten for each parameter if left out."""
    sample: Annotated[int, _whole(10, 10_000)] = 200
    """Draws of the posterior that are run in the model itself."""


class LeftOut(Table):
    """A claim of an account about some towns, which are kept for prediction and never fitted to."""

    towns: Annotated[tuple[Name, ...], Field(min_length=1)]
    claim: Line
    account: Annotated[str, Field(pattern=r"^[0-9]{3}$", description="the account's three digits")]


class Sheet(Table):
    """The file's own values, outside its tables: its title, and how much of each town is run."""

    title: Line
    replicates: Annotated[int, _whole(2, 100)] = 6
    """Runs of each town with each vector; with one there is no telling chance from difference."""
    months: Months = 60


@dataclass(frozen=True)
class Space:
    """All free parameters together: a unit cube that samplers understand, and what its points mean."""

    parameters: tuple[Factor, ...]

    def __len__(self) -> int:
        return len(self.parameters)

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [it.name for it in self.parameters]

    def values(self, cube: Points) -> Points:
        """Return the values of points in the unit cube."""
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
    chosen: dict[str, Factor] = {}
    for pattern in free.parameters:
        found = {it: declared(it, BEHAVIOUR[it]) for it in BEHAVIOUR if fnmatchcase(it, pattern)}
        if not found:
            near = nearest(pattern, BEHAVIOUR)
            hint = near if near.startswith("did") else "tillit parameters lists them"
            problems.append(f"[free]: there is no parameter {pattern!r}; {hint}")
        chosen |= found
    for name in dict.fromkeys((*free.ranges, *free.log)):
        if name not in chosen:
            hint = "" if name in BEHAVIOUR else f"; {nearest(name, BEHAVIOUR)}"
            problems.append(f"[free]: {name} is not among the free parameters{hint}")
            continue
        it = chosen[name]
        low, high = free.ranges.get(name, (it.low, it.high))
        if not it.low <= low < high <= it.high:
            wrong = f"must be two ends, the lower first, within {it.allowed}"
            problems.append(f"[free.ranges]: {name} = [{low:g}, {high:g}]: {wrong}")
        elif name in free.log and (it.whole or low <= 0.0):
            wrong = "takes whole numbers only" if it.whole else f"begins at {low:g}"
            hint = "take it out of `log`, or give it a lower end above 0 in [free.ranges]"
            problems.append(f"[free] log: {name} {wrong}, and so has no ratios; {hint}")
        chosen[name] = replace(it, low=float(low), high=float(high), log=name in free.log)
    return Space(tuple(chosen.values()))
