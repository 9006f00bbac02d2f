"""Factors: the numbers that a sweep can vary, and at which points of their ranges they are tried.

Every sampler but the grid fills the unit cube; `Factor.spread` carries a coordinate to a value. So a whole
number, or one of a few values, is drawn with equal chances by each of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from itertools import product
from math import prod
from typing import Annotated, Any, Literal, Self, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import Field, model_validator

from tillit.agents.foundation.parameters import Declaration
from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.refused import RefusedError, needed
from tillit.model.assumptions import DECLARED
from tillit.model.events import Size
from tillit.model.events.setting import RULES
from tillit.model.events.size import written
from tillit.model.scenarios.errors import checked, cut, nearest, shown
from tillit.model.scenarios.schema import Obstacles, Policy, Staff, TownTable
from tillit.model.scenarios.table import Table

Array = NDArray[np.float64]
SIZED: dict[str, Any] = {"staff": Staff, "policy": Policy, "town": TownTable, "town.obstacles": Obstacles}
"""Tables of a scenario file whose sizes can vary."""
MOST_VALUES, FEWEST_COLUMNS = 50_000_000, 5
"""Values of all rows together, or more would take gigabytes of memory; a row takes as much as so many."""
Kind = Literal["grid", "list", "lhs", "saltelli", "morris"]


@dataclass(frozen=True)
class Factor:
    """One number that varies between two values, both included."""

    name: str  # as in ``--set``: ``parameters.meetings.promised``, ``staff.posts``, ``setting.inflow``
    low: float
    high: float
    unit: str = ""
    source: str = ""
    levels: tuple[float, ...] = ()  # its values, if only some are tried
    whole: bool = False
    step: float = 1.0  # of what values that are listed are multiples, where they are whole otherwise
    plausible: bool = False
    """Whether its declared range is a plausible one, and not just all that can be read."""
    default: float = 0.0
    log: bool = False  # whether equal ratios, and not equal differences, are equally likely

    @property
    def allowed(self) -> str:
        """The range, and who says so."""
        source = f" ({self.source})" if self.source else ""
        return f"{written(self.low)} to {written(self.high)} {self.unit}{source}"

    def wrong(self, value: float, said: object = None) -> list[str]:
        """Return what is wrong with a value, or with what somebody said instead, if anything is."""
        if self.low <= value <= self.high and not (self.whole and value % self.step):
            return []
        must = "must be a whole or half number within" if self.whole else "must be"
        if self.whole and self.step == 1.0:
            must = "must be a whole number within"
        return [f"{self.name} = {shown(value if said is None else said)}: {must} {self.allowed}"]

    def value(self, number: float) -> float:
        """Return a number of the design as the model takes it."""
        return int(number) if self.whole and number == int(number) else float(number)

    def spread(self, places: Array, *, ends: bool) -> Array:
        """Return the values at places of a unit line, from 0 to 1.

        With `ends`, the first value lies at 0 and the last at 1, as levels do; otherwise whole numbers and
        `levels` have equal shares of the line.
        """
        width = self.high - self.low
        if not (self.levels or self.whole):
            even = self.low * (self.high / self.low) ** places if self.log else self.low + places * width
            return np.clip(even, self.low, self.high)
        last = len(self.levels) - 1 if self.levels else width
        steps = np.minimum(np.floor(places * last + 0.5 if ends else places * (last + 1.0)), last)
        return np.array(self.levels, np.float64)[steps.astype(np.int64)] if self.levels else self.low + steps

    def place(self, values: Array) -> Array:
        """Return where values lie on the unit line; a whole number in the middle of its share."""
        if self.whole:
            return (values - self.low + 0.5) / (self.high - self.low + 1.0)
        if self.log:
            return np.log(values / self.low) / float(np.log(self.high / self.low))
        return (values - self.low) / (self.high - self.low)

    def ladder(self, size: int) -> list[float]:
        """Return the values of a grid: `levels`, or so many at equal distances."""
        return [*self.levels] or np.unique(self.spread(np.linspace(0.0, 1.0, size), ends=True)).tolist()


@cache
def known_factors() -> dict[str, Factor]:
    """Return every number that a sweep can vary, by name, over all that its declaration allows."""
    switch = Factor("", 0.0, 1.0, "0 off, 1 on", whole=True, plausible=True)
    known = [declared(f"parameters.{name}", it) for name, it in DECLARED.items()]
    known += [replace(switch, name=f"mechanisms.{name}") for name in Mechanisms._fields]
    sizes = [
        (f"{group}.{name}", it, it.step or float(int in {field.annotation, *get_args(field.annotation)}))
        for group, table in SIZED.items()
        for name, field in table.model_fields.items()
        for it in field.metadata
        if isinstance(it, Size)
    ]
    sizes += [(f"setting.{name}", rule.size, 0.0) for name, rule in RULES.items()]
    known += [
        Factor(name, float(it.low), float(it.high), it.unit, it.source, whole=step > 0.0, step=step or 1.0)
        for name, it, step in sizes
    ]
    return {it.name: it for it in known}


def declared(name: str, it: Declaration) -> Factor:
    """Return a parameter of behaviour over its declared range."""
    par, whole, default = it.par, it.kind is int, float(it.default)
    return Factor(name, par.low, par.high, par.unit, par.source, whole=whole, plausible=True, default=default)


class Sampler(Table, strict=True):
    """How the points are chosen.

    ``grid`` is every combination of the factors' values, the last changing first; ``list`` are rows that
    somebody chose; of ``lhs``, a Latin hypercube, each factor's tenths, hundredths … hold equally many;
    ``saltelli`` are Saltelli's points for Sobol indices, and ``morris`` Morris's trajectories.
    """

    kind: Annotated[Kind, Field(description="grid, list, lhs, saltelli or morris")]
    size: Annotated[int, Size("points", 1, 1_000_000, "see docs/sweeps.md for each kind")] = 1
    """Points; of ``grid`` values of each factor without its own, of ``saltelli`` base points N."""
    seed: Annotated[int, Size("in whole steps", 1, 2**32 - 1, "the sampler's own luck")] = 1
    """The sampler's own; SALib takes 0 for none."""
    file: Annotated[str | None, Field(description="the name of a CSV file")] = None
    """Of ``list``, beside the design's file; a design holds its rows itself."""

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

    RefusedError if they are too many, each tried in so many places, or SALib is needed and not installed.
    """
    number, ladders = len(factors), [it.ladder(sampler.size) for it in factors if sampler.kind == "grid"]
    points = sampler.size * {"saltelli": number + 2, "morris": number + 1}.get(sampler.kind, 1)
    rows = (prod(map(len, ladders)) if ladders else points) * places
    if rows * max(FEWEST_COLUMNS, number) > MOST_VALUES:
        raise RefusedError(
            f"{sampler.kind} of size {sampler.size:,} over {number:,} factors is {rows:,} rows, more "
            "than can be held in memory: take a smaller size, or fewer factors"
        )
    if ladders:
        return pd.DataFrame(list(product(*ladders)), columns=[it.name for it in factors], dtype=np.float64)
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


class FactorTable(Table, strict=True):
    """Between which values one factor lies; its declaration's are taken if left out."""

    low: Annotated[float | None, Field(description="a number")] = None
    high: Annotated[float | None, Field(description="a number")] = None
    values: Annotated[list[float], Field(default_factory=list, max_length=10_000, description="numbers")]

    def factor(self, it: Factor) -> tuple[Factor, list[str]]:
        """Return a factor over the range that a file gives or else its declaration, and what is wrong."""
        levels, ends = tuple(dict.fromkeys(self.values)), (self.low, self.high)
        if (levels and ends != (None, None)) or not (levels or it.plausible or None not in ends):
            return it, [f"{it.name} needs low and high, or values, and not both, within {it.allowed}"]
        low, high = (own if end is None else end for own, end in zip((it.low, it.high), ends, strict=True))
        low, high = min(levels, default=low), max(levels, default=high)
        wrong = [problem for value in levels or (low, high) for problem in it.wrong(value)]
        if not levels and not wrong and low >= high:
            wrong = [f"{it.name}: low = {low:g} must be less than high = {high:g}"]
        return replace(it, low=low, high=high, levels=levels), wrong


def factors_in(tables: object, problems: list[str]) -> tuple[Factor, ...]:
    """Return the factors in the order of their table; a name of its own goes before a wildcard."""
    found: dict[str, Factor] = {}
    for name, table in (tables if isinstance(tables, Mapping) else {}).items():
        if "*" in name:
            known = known_factors().items()
            meant = {it: one for it, one in known if one.plausible and fnmatchcase(it, name)}
            found = meant | found
            if table != {} or not meant:
                problems.append(
                    f"[factors]: {cut(name, 80)} must stand for some of `tillit parameters`, each with its "
                    "declared range: write it as = {}, and the ones with another range by their own names"
                )
        elif (it := known_factor(name, problems)) and (given := checked(FactorTable, table, name, problems)):
            found[name], wrong = given.factor(it)
            problems += [f"[factors]: {what}" for what in wrong]
    return tuple(found.values())


def known_factor(name: str, problems: list[str]) -> Factor | None:
    """Return a factor by its name; or note that there is none, with the one that may have been meant."""
    if name not in (known := known_factors()):
        near = nearest(name, known)
        if near.startswith("known"):
            near = "`tillit parameters` lists them; others are staff.posts, setting.inflow, town.households …"
        what = f"there is nothing {cut(repr(name), 80)} to vary"
        problems.append(f"[factors]: {what}; {near} (a name with dots stands in quotes)")
    return known.get(name)
