"""Size: the unit and the range of a value in a scenario file, declared once."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotated_types import BaseMetadata, Ge, GroupedMetadata, Le

from tillit.agents.foundation.parameters import Grade


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
    """

    unit: str
    low: float
    high: float
    source: str

    def __iter__(self) -> Iterator[BaseMetadata]:
        yield Ge(self.low)
        yield Le(self.high)

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


def written(number: float) -> str:
    """Return a number as people write it: 2,000,000 and 0.001."""
    return f"{int(number):,}" if number == int(number) else f"{number:g}"
