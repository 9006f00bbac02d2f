"""Question: a claim, the two worlds that it is held against, and the year of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison import WINDOW
from tillit.experiments.frames import in_window
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.claim import Claim
from tillit.model.scenarios.dates import month_of

Figures = NDArray[np.float64]


class Asked(NamedTuple):
    """One figure of a world: an indicator over the twelve months that end with a month."""

    indicator: str
    """Name of the indicator."""
    end: int | None
    """The last of the months, 1 for the first of the comparison; None for the last of the run."""

    def of(self, series: Figures) -> Figures:
        """Return the figure of each run, from the indicator's series of shape (..., months)."""
        return in_window(series[..., : self.end], INDICATORS[self.indicator], WINDOW)


@dataclass(frozen=True)
class Question:
    """A claim, and its two worlds."""

    claim: Claim
    """What was said."""
    own: Scenario
    """The town that it is about, as it acted."""
    than: Scenario
    """The same town as it was, or as it acted if its own past is meant; or the other town of the claim."""

    @property
    def town(self) -> str:
        """Name of the town."""
        return self.own.name

    @property
    def worlds(self) -> tuple[Scenario, Scenario]:
        """Both worlds."""
        return self.own, self.than

    @property
    def asked(self) -> tuple[Asked, Asked]:
        """What is asked of each world."""
        claim = self.claim
        dates = (claim.until, claim.since or claim.until)
        one, other = (
            Asked(claim.indicator, month_of(date, world.town.start) if date else None)
            for date, world in zip(dates, self.worlds, strict=True)
        )
        return one, other

    @property
    def needs(self) -> int:
        """Months that a run must have to hold the claim."""
        one, other = (it.end or 0 for it in self.asked)
        if self.claim.since and self.claim.until is None:
            return other + WINDOW
        return max(one, other)

    def why_not_counted(self, months: int) -> str:
        """Return why a run of some months cannot say anything of the claim; nothing if it can."""
        if self.claim.indicator not in INDICATORS:
            return "no such indicator"
        for world, asked in zip(self.worlds, self.asked, strict=True):
            if asked.end is not None and asked.end < WINDOW:
                return f"{world.name} begins with {world.town.start}"
        return f"needs {self.needs:,} months" if months < self.needs else ""

    def told_by(self, tell: Callable[[Scenario], Scenario]) -> "Question":
        """Return the question about both worlds as something else tells them."""
        return Question(self.claim, tell(self.own), tell(self.than))


def about(claim: Claim, own: Scenario, was: Scenario) -> Question:
    """Return the question that a claim is of a town as it acted; `was` is that town as it was."""
    return Question(claim, own, own if claim.is_of_one_world else was)


def answered(asked: Asked, series: Mapping[str, Figures]) -> dict[Asked, Figures]:
    """Return what is asked of a world, if the model counts it."""
    return {asked: asked.of(series[asked.indicator])} if asked.indicator in series else {}
