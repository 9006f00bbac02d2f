"""Claim: what an account says came out, when, and beside what.

The model never reads it; only validation does.
"""

from typing import Literal, Self

from pydantic import model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.model.scenarios.dates import YEAR, YearMonthIfAny, date_of, month_of
from tillit.model.scenarios.schema import Line, Name, Prose
from tillit.model.scenarios.table import Table


class Claim(Table):
    """What an account says came out."""

    claim: Line
    """The claim in words."""
    indicator: Name
    """The indicator that it is about."""
    direction: Literal["falls", "rises", "unchanged"] | None = None
    """Where it went."""
    figure: float | None = None
    """How far it went, with its sign; or how much there was, if the quantity is a level."""
    reading: Literal["about", "at most", "at least"] = "about"
    """How the figure is meant; "up to ten times" is at most."""
    quantity: Literal["difference", "level"] = "difference"
    """What the figure is: a difference from another world or year, or the town's level, beside nothing."""
    unit: Prose = ""
    """Unit of the figure."""
    until: YearMonthIfAny = None
    """The month with which the claimed twelve months end; without it, the last of the run."""
    since: YearMonthIfAny = None
    """The month with which the earlier twelve months end, if the town is held against its own past."""
    against: Name | None = None
    """The other town of the claim; without it, and without `since`, the same town as it was."""
    source: Prose = ""
    """Who says so."""
    grade: Grade = Grade.STATEMENT
    """How well the source supports it."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.figure is None and self.direction is None:
            message = "needs a `figure` or a `direction`"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _is_beside_one_thing(self) -> Self:
        if self.since and self.against:
            message = (
                "is held against the town's own past (`since`) or against another town (`against`), not both"
            )
            raise ValueError(message)
        if self.since and self.until and month_of(self.until, self.since) <= YEAR:
            least = date_of(self.since, YEAR + 1)
            message = (
                f"until = {self.until!r}: must be {least} or later, twelve months after since = "
                f"{self.since!r}, so that no month is in both years"
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _level_is_a_figure_alone(self) -> Self:
        if not self.is_level:
            return self
        if self.figure is None:
            message = 'needs a `figure`, because its quantity is "level"'
            raise ValueError(message)
        wrong = [f"`{name}`" for name in ("direction", "since", "against") if getattr(self, name)]
        wrong += ['unit = "ratio"'] if self.unit == "ratio" else []
        if wrong:
            message = f'has quantity = "level", which is held beside nothing: leave out {", ".join(wrong)}'
            raise ValueError(message)
        return self

    @property
    def is_level(self) -> bool:
        """Whether the figure is the town's own, beside nothing."""
        return self.quantity == "level"

    @property
    def is_of_one_world(self) -> bool:
        """Whether only the world in which the town acted is needed."""
        return self.is_level or self.since is not None

    def too_early(self, start: str) -> list[str]:
        """Return what is wrong with its dates in a town that begins then."""
        first = date_of(start, YEAR)
        return [
            f"{name} = {date!r}: must be {first} or later, when the town's first twelve months end "
            f"(it begins with {start})"
            for name, date in (("since", self.since), ("until", self.until))
            if date is not None and month_of(date, start) < YEAR
        ]
