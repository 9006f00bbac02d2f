"""Factors: the numbers that a sweep can vary, with the ranges that their declarations give."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Annotated, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from tillit.agents.foundation.parameters import Declaration
from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import DECLARED
from tillit.model.events import Size
from tillit.model.events.setting import RULES
from tillit.model.events.size import written
from tillit.model.scenarios.errors import checked, cut, nearest, shown
from tillit.model.scenarios.schema import Obstacles, Policy, Staff, TownTable
from tillit.model.scenarios.table import Table

Array = NDArray[np.float64]
SIZED: dict[str, type[Table]] = {
    "staff": Staff,
    "policy": Policy,
    "town": TownTable,
    "town.obstacles": Obstacles,
}
"""Tables of a scenario file whose sizes can vary."""


@dataclass(frozen=True)
class Factor:
    """One number that varies between two values, both included."""

    name: str
    """As in ``--set``: ``parameters.meetings.promised``, ``staff.posts``, ``setting.inflow``."""
    low: float
    high: float
    unit: str = ""
    source: str = ""
    levels: tuple[float, ...] = ()
    """Its values, if only some are tried."""
    whole: bool = False
    step: float = 1.0
    """Of what values that are listed are multiples, where they are whole otherwise."""
    plausible: bool = False
    """Whether its declared range is a plausible one, and not just all that can be read."""
    default: float = 0.0
    log: bool = False
    """Whether equal ratios, and not equal differences, are equally likely."""

    @property
    def allowed(self) -> str:
        """The range, and who says so."""
        source = f" ({self.source})" if self.source else ""
        return f"{written(self.low)} to {written(self.high)} {self.unit}{source}"

    def wrong(self, value: float, said: object = None) -> list[str]:
        """Return what is wrong with a value, or with what somebody said instead, if anything is."""
        if self.low <= value <= self.high and not (self.whole and value % self.step):
            return []
        whole = f"a {'whole' if self.step == 1.0 else 'whole or half'} number within " if self.whole else ""
        return [f"{self.name} = {shown(value if said is None else said)}: must be {whole}{self.allowed}"]

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

    def ladder(self, size: int) -> Array:
        """Return the values of a grid: `levels`, or so many at equal distances."""
        if self.levels:
            return np.array(self.levels, np.float64)
        return np.unique(self.spread(np.linspace(0.0, 1.0, size), ends=True))


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


class FactorTable(Table):
    """Between which values one factor lies; its declaration's are taken if left out."""

    model_config = ConfigDict(strict=True)

    low: Annotated[float | None, Field(description="a number")] = None
    high: Annotated[float | None, Field(description="a number")] = None
    values: Annotated[
        list[float] | None, Field(min_length=1, max_length=10_000, description="a list of numbers")
    ] = None
    """The only values that are tried."""


def factors_in(tables: object, problems: list[str]) -> tuple[Factor, ...]:
    """Return the factors in the order of their table; a name of its own goes before a wildcard."""
    known, found = known_factors(), dict[str, Factor]()
    for name, table in (tables if isinstance(tables, Mapping) else {}).items():
        if "*" in name:
            meant = {it: one for it, one in known.items() if one.plausible and fnmatchcase(it, name)}
            found = meant | found
            if table != {} or not meant:
                problems.append(
                    f"[factors]: {cut(name, 80)} must stand for some of `tillit parameters`, each with its "
                    "declared range: write it as = {}, and the ones with another range by their own names"
                )
        elif name not in known:
            problems.append(f"[factors]: {unknown_factor(name)}")
        elif (given := checked(FactorTable, table, f"[factors]: {name}", problems)) is not None:
            found[name], wrong = _ranged(known[name], given)
            problems += [f"[factors]: {it}" for it in wrong]
    return tuple(found.values())


def unknown_factor(name: str) -> str:
    """Return what to say of a name that is no factor, with the one that may have been meant."""
    near = nearest(name, known_factors())
    if near.startswith("known"):
        near = (
            "`tillit parameters` lists parameters; others are staff.posts, setting.inflow, town.households …"
        )
    return f"there is nothing {cut(repr(name), 80)} to vary; {near} (a name with dots stands in quotes)"


def _ranged(it: Factor, given: FactorTable) -> tuple[Factor, list[str]]:
    """Return a factor over the range that a file gives or else its declaration, and what is wrong."""
    levels, ends = tuple(given.values or ()), (given.low, given.high)
    if levels and ends != (None, None):
        return it, [f"{it.name} needs either values, or low and high, not both"]
    if not levels and not it.plausible and None in ends:
        return it, [f"{it.name} needs low and high (or values), within {it.allowed}"]
    low, high = it.low if given.low is None else given.low, it.high if given.high is None else given.high
    wrong = [problem for value in levels or (low, high) for problem in it.wrong(value)]
    if len(set(levels)) < len(levels):
        wrong.append(f"{it.name}: a value is there twice")
    elif not levels and not wrong and low >= high:
        wrong.append(f"{it.name}: low = {low:g} must be less than high = {high:g}")
    return replace(it, low=min(levels, default=low), high=max(levels, default=high), levels=levels), wrong
