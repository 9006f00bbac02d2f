"""Factors: the numbers that a sweep can vary, with the ranges that their declarations give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import UnionType
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import DECLARED
from tillit.model.events import Size
from tillit.model.events.setting import RULES
from tillit.model.events.size import written
from tillit.model.scenarios.errors import nearest, shown
from tillit.model.scenarios.schema import Obstacles, Policy, Staff, TownTable

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """One number that varies, and between which values.

    Parameters
    ----------
    name
        As in ``--set``: ``parameters.meetings.promised``, ``staff.posts``,
        ``setting.inflow``, ``town.households``.
    low, high
        Range of its values, both ends included.
    unit, source
        What it is measured in, and who says so.
    levels
        Its values, if only some are tried; empty if any in the range may be.
    whole
        Whether it is a whole number; sampled points are rounded.
    """

    name: str
    low: float
    high: float
    unit: str = ""
    source: str = ""
    levels: tuple[float, ...] = ()
    whole: bool = False

    def value(self, number: float) -> float:
        """Return a number of the design as the model takes it."""
        return int(number) if self.whole else float(number)

    def spread(self, places: Array, *, ends: bool) -> Array:
        """Return the values at places of a unit line.

        Parameters
        ----------
        places
            From 0 to 1, both included.
        ends
            Whether the first value lies at 0 and the last at 1, as levels do;
            otherwise whole numbers and `levels` have equal shares of the line.
        """
        if self.levels:
            last = len(self.levels) - 1
            steps = places * last + 0.5 if ends else places * (last + 1)
            return np.array(self.levels, np.float64)[np.minimum(steps.astype(np.int64), last)]
        width = self.high - self.low
        if not self.whole:
            return np.clip(self.low + places * width, self.low, self.high)
        steps = places * width + 0.5 if ends else places * (width + 1.0)
        return np.minimum(self.low + np.floor(steps), self.high)

    def ladder(self, size: int) -> Array:
        """Return the values of a grid: `levels`, or so many at equal distances."""
        if self.levels:
            return np.array(self.levels, np.float64)
        return np.unique(self.spread(np.linspace(0.0, 1.0, size), ends=True))


@dataclass(frozen=True)
class Known:
    """A number that can be varied."""

    factor: Factor
    """Over all that its declaration allows."""
    plausible: bool
    """Whether that is a plausible range, and not just all that can be read."""

    def between(self, low: float, high: float, levels: tuple[float, ...] = ()) -> Factor:
        """Return the factor with a range of its own."""
        return replace(self.factor, low=low, high=high, levels=levels)

    @property
    def allowed(self) -> str:
        """The range that the declaration gives, and who says so."""
        it = self.factor
        source = f" ({it.source})" if it.source else ""
        return f"{written(it.low)} to {written(it.high)} {it.unit}{source}"

    def wrong(self, value: float) -> list[str]:
        """Return what is wrong with a value, if anything is."""
        it = self.factor
        if it.low <= value <= it.high and not (it.whole and value % 1.0):
            return []
        whole = "a whole number within " if it.whole else ""
        return [f"{it.name} = {shown(value)}: must be {whole}{self.allowed}"]


@cache
def known_factors() -> dict[str, Known]:
    """Return every number that a sweep can vary, by name."""
    tables = (("staff", Staff), ("policy", Policy), ("town", TownTable), ("town.obstacles", Obstacles))
    known = [
        *_parameters(),
        *(it for name, table in tables for it in _facts(name, table)),
        *_rules(),
        *_mechanisms(),
    ]
    return {it.factor.name: it for it in known}


def hint(name: str) -> str:
    """Return which factor may have been meant by a name that is none."""
    found = nearest(name, known_factors())
    if found.startswith("known"):
        return (
            "`tillit parameters` lists parameters; others are staff.posts, setting.inflow, town.households …"
        )
    return found


def _parameters() -> Iterator[Known]:
    """Yield the behavioural parameters, with the ranges of their declarations."""
    for name, it in DECLARED.items():
        par = it.par
        whole = it.kind is int
        yield Known(
            Factor(f"parameters.{name}", par.low, par.high, par.unit, par.source, whole=whole), plausible=True
        )


def _facts(group: str, table: type[BaseModel]) -> Iterator[Known]:
    """Yield the numbers of one table of a scenario file."""
    for name, field in table.model_fields.items():
        for size in field.metadata:
            if isinstance(size, Size):
                yield Known(_of_size(f"{group}.{name}", size, whole=_is_whole(field)), plausible=False)


def _rules() -> Iterator[Known]:
    """Yield the rules that a setting changes."""
    for name, rule in RULES.items():
        yield Known(_of_size(f"setting.{name}", rule.size, whole=False), plausible=False)


def _mechanisms() -> Iterator[Known]:
    """Yield the explanations that can be switched off."""
    for name in Mechanisms._fields:
        yield Known(Factor(f"mechanisms.{name}", 0.0, 1.0, "0 off, 1 on", whole=True), plausible=True)


def _of_size(name: str, size: Size, *, whole: bool) -> Factor:
    """Return the factor over all that a size allows."""
    return Factor(name, float(size.low), float(size.high), size.unit, size.source, whole=whole)


def _is_whole(field: FieldInfo) -> bool:
    """Tell whether a field holds a whole number."""
    kind = field.annotation
    return int in get_args(kind) if isinstance(kind, UnionType) else kind is int
