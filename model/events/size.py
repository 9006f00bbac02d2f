"""Size: the unit and the range of a value in a scenario file, declared once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from annotated_types import BaseMetadata, Ge, GroupedMetadata, Le
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from tillit.agents.foundation.parameters import Grade
from tillit.agents.office import HALF


@dataclass(frozen=True)
class Size(GroupedMetadata):
    """What a value is measured in, and where it may lie.

    Pydantic checks the range; sliders and error messages read the rest.

    Parameters
    ----------
    unit
        Unit of the value.
    low, high
        Accepted range, both ends included.
    source
        Where the range comes from, or what to try instead.
    step
        What every value is a multiple of, if it is a multiple of something.
    """

    unit: str
    low: float
    high: float
    source: str
    step: float | None = field(default=None, kw_only=True)

    def __iter__(self) -> Iterator[BaseMetadata | AfterValidator]:
        yield Ge(self.low)
        yield Le(self.high)
        if self.step:
            yield AfterValidator(partial(_multiple, self.step))

    def __str__(self) -> str:
        return f"{written(self.low)} to {written(self.high)} {self.unit} ({self.source})"


@dataclass(frozen=True)
class Strength(Size):
    """How strong a measure is: a size that accounts seldom give, with a default and how well that is known.

    Parameters
    ----------
    grade
        How well the source supports the default.
    """

    grade: Grade = Grade.ASSUMED


def nearest(number: float, step: float) -> float:
    """Return the nearest multiple, without a decimal point if it is whole."""
    near = round(number / step) * step
    return int(near) if near == int(near) else near


def _multiple(step: float, number: float | None) -> float | None:
    """Return a multiple as it is, and name those beside what is none, but not nothing."""
    if number is None or number % step == 0.0:
        return None if number is None else nearest(number, step)
    below = number // step * step
    kind = "whole or half, such as" if step == HALF else f"in steps of {step:g}:"
    beside = " or ".join(f"{nearest(it, step):,}" for it in (below, below + step) if it)
    raise PydanticCustomError("step", "{kind} {beside}", {"kind": kind, "beside": beside})


def written(number: float) -> str:
    """Return a number as people write it: 2,000,000 and 0.001."""
    return f"{int(number):,}" if number == int(number) else f"{number:g}"
