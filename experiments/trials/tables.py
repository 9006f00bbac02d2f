"""Tables: what a trial's file says, with the range of every value, and the trial that it makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.trials.outcomes import OUTCOMES
from tillit.model.events import Size
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.errors import nearest
from tillit.model.scenarios.schema import Line, Name
from tillit.model.scenarios.table import Table


def known(name: str, those: Iterable[str]) -> str:
    """Return a name that is known; ValueError with the nearest if it is not."""
    if name not in those:
        raise ValueError(nearest(name, those))
    return name


MANY = 2_000  # replications that one may ask for
CODE = r"^[A-Za-z][A-Za-z0-9-]{0,31}$"
Text = Annotated[str, Field(max_length=4000, description="a text of at most 4,000 characters")]
Months = Annotated[int, Size("months", 1, 240, "twenty years at most")]


class About(Table):
    """What was tried, by whom, and what of it the model can say."""

    name: Annotated[str, Field(pattern=CODE, description="letters, digits and hyphens, such as X5")]
    title: Line
    study: Line
    place: Line
    design: Line
    changed: Text
    whom: Line
    lacks: Text  # what the model cannot express of it, and why
    follow: Months = 24
    replications: Annotated[int, Size("replications", 2, MANY, "enough that chance is small")] = 40


class ArmTable(Table):
    """One way in which the office may work."""

    name: Line
    event: tuple[dict[str, Any], ...] = ()  # what is done, as in a scenario; month 1 is the trial's first


class Treated(Table):
    """Shares of cases and of caseworkers that are drawn by lot, the same in every arm; 0 for everybody."""

    cases: Annotated[float, Size("share", 0.0, 1.0, "0.5 is every other household or child")] = 0.0
    staff: Annotated[float, Size("share", 0.0, 1.0, "0.5 is every other caseworker")] = 0.0


class Cohort(Table):
    """Whom to follow."""

    name: Name = "all"
    title: Line = "everybody"
    of: Literal["households", "children"] = "households"
    who: Literal["entrants", "stock", "both"] = "entrants"  # who comes first, who is there as it begins, both
    first: Months = 1  # month of the trial from which entrants come, until the last
    last: Months = 12
    # Of the stock: months that somebody has been there.
    least_spell: Annotated[int, Size("months", 0, 4095, "months on assistance, or with an open case")] = 0
    obstacles: tuple[Literal["unemployed", "sick", "language", "social", "waiting"], ...] = ()  # any if empty
    nearest: Annotated[float, Size("share", 0.0, 1.0, "0 is ready for work")] = 0.0
    furthest: Annotated[float, Size("share", 0.0, 1.0, "1 is as far as can be")] = 1.0
    # Distances to self-support as one is first seen.
    placed: bool = False  # of children: only those who are placed as the trial begins
    treated: bool = False  # only those whom the lot has chosen; see `[treated]`
    lost: bool = False  # only those who lost a planned meeting in the last arm; the same people in every arm
    caseworker: Literal["better", "worse"] | None = None
    # Only those whose first caseworker in the last arm is of the more skilled half, or of the other.
    follow: Months = 24

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for low, high in (("first", "last"), ("nearest", "furthest")):
            if getattr(self, low) > getattr(self, high):
                raise ValueError(f"{low} = {getattr(self, low)} is more than {high} = {getattr(self, high)}")
        if self.of == "children" and (self.obstacles or self.lost or self.caseworker):
            raise ValueError("follows children: `obstacles`, `lost` and `caseworker` are of households only")
        if self.of == "households" and self.placed:
            raise ValueError("follows households: `placed` is of children only")
        return self


class Figure(Table):
    """What came of it, in the study's own arithmetic."""

    claim: Line
    outcome: Annotated[str, AfterValidator(partial(known, those=OUTCOMES))]
    change: Literal["percent", "difference", "odds", "level"] = "percent"
    # How two arms are compared; odds in per cent; a level is what one arm was like, the first if left out.
    cohort: Name | None = None  # among whom; the first cohort if left out; none for the whole office
    arm: Line | None = None  # that was treated; the last if left out
    against: Line | None = None  # the arm that it is held against; the first if left out
    first: Months = 1  # month that counts: since somebody came, or of the trial
    last: Months | None = None  # the last that is followed if left out
    direction: Literal["falls", "rises", "unchanged"]
    value: float | None = None  # how far; nothing where only the direction is known
    low: float | None = None  # ends of what is accepted
    high: float | None = None
    interval: Line | None = None  # where the two come from
    unit: Annotated[str, Field(max_length=60)] = "%"
    counts: bool = True  # whether behaviour is fitted to it: false for what stands here to be seen only
    source: Line
    grade: Grade = Grade.STUDY

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if not self.low == self.value == self.high and self.accepted is None:
            raise ValueError("needs `value`, `low` and `high` together, or none of them")
        if self.accepted is None and self.direction == "unchanged":
            raise ValueError('has direction = "unchanged", which needs `value`, `low` and `high`')
        if self.accepted and sorted(self.accepted) != list(self.accepted):
            low, value, high = self.accepted
            raise ValueError(f"value = {value:g}: must lie from low = {low:g} to high = {high:g}")
        if self.accepted and self.interval is None:
            raise ValueError("needs `interval`: say where `low` and `high` come from")
        outcome, named = OUTCOMES[self.outcome], f"has outcome {self.outcome!r}"
        if not outcome.of_people and self.cohort is not None:
            raise ValueError(f"{named}, of the whole office: leave `cohort` out")
        if outcome.between is not None and self.change != "level":
            raise ValueError(f'{named}, a figure of two arms already: change must be "level"')
        if self.is_level and (self.direction != "unchanged" or self.against):
            level = 'has change = "level", which says what one arm was like'
            raise ValueError(f'{level}: direction must be "unchanged", without `against`')
        return self

    @property
    def accepted(self) -> tuple[float, float, float] | None:
        """The least, the value and the most that is accepted; None where only the direction is known."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return self.low, self.value, self.high

    @property
    def is_level(self) -> bool:
        """Whether it says what one arm was like, and nothing of what was changed."""
        return self.change == "level" and OUTCOMES[self.outcome].between is None


@dataclass(frozen=True)
class Arm:
    """One way in which the office may work from the trial's first month on, with what is done in it."""

    name: str
    scenario: Scenario


@dataclass(frozen=True)
class Trial:
    """A trial as its file tells it."""

    about: About
    office: Scenario  # before anything is done
    arms: tuple[Arm, ...]  # two or more; in each of them the same people come, with the same luck
    treated: Treated
    cohorts: tuple[Cohort, ...]
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        """What one types."""
        return self.about.name

    @property
    def months(self) -> int:
        """Months that the trial lasts: until the last who came has been followed."""
        ends = (it.follow + (it.last - 1 if it.who != "stock" else 0) for it in self.cohorts)
        return max([self.about.follow, *ends])

    def cohort_of(self, figure: Figure) -> Cohort | None:
        """Return whom a figure is about; nobody if it is about the office."""
        if not OUTCOMES[figure.outcome].of_people:
            return None
        return next((it for it in self.cohorts if it.name == figure.cohort), self.cohorts[0])

    def sides_of(self, figure: Figure) -> tuple[int, int]:
        """Return the numbers of the arm that a figure is held against, and of the treated one."""
        turns = {arm.name: turn for turn, arm in enumerate(self.arms)}
        if figure.is_level:
            return (turns.get(figure.arm or "", 0),) * 2
        return turns.get(figure.against or "", 0), turns.get(figure.arm or "", len(turns) - 1)

    def window_of(self, figure: Figure) -> tuple[int, int]:
        """Return the months of a figure, from the first to before the last, counted from 0."""
        return figure.first - 1, figure.last or (self.cohort_of(figure) or self.about).follow
