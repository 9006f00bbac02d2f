"""Claim: what an account says came out, when, and by which arithmetic it was measured.

The model never reads it; only validation does.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.model.scenarios.dates import YEAR, YearMonthIfAny, date_of, month_of
from tillit.model.scenarios.schema import Line, Name, Prose
from tillit.model.scenarios.table import Table

Arithmetic = Literal["own_past", "counterfactual", "level", "rate", "gross", "cumulative", "extreme", "event"]
"""How the account came to what it says.

- ``own_past``: twelve months beside twelve earlier ones of the same town;
- ``counterfactual``: beside a town that did not act, where the account has one;
- ``level``: the town's own figure, beside nothing;
- ``rate``: a flow over those at risk of it, beside the town's own past;
- ``gross``: people who left in twelve months, times what each had been paid in twelve;
- ``cumulative``: all months since `since`, less as many like the town's own past;
- ``extreme``: the largest ratio of many pairs of similar towns;
- ``event``: something did not happen, or at least so often, in twelve months.
"""

BESIDE_THE_PAST = {"own_past", "rate", "cumulative"}
"""Arithmetic that needs the town's own past."""

EVALUATED = {Grade.REGISTER, Grade.STUDY}
"""Grades of sources that measured: an evaluation; all others state."""


class Least(Table):
    """The least change that somebody there would notice."""

    value: Annotated[float, Field(gt=0.0, description="more than 0")]
    """How large it is."""
    unit: Prose = "%"
    """``%`` of what it was, ``points`` of a share, or the indicator's unit."""
    why: Line
    """Why nobody would notice less."""


class Reading(Table):
    """Another way to read a claim that its source leaves open; what is left out is as in the claim."""

    indicator: Name | None = None
    """The indicator that may have been meant."""
    plus: tuple[Name, ...] | None = None
    """Indicators that are added to it."""
    arithmetic: Arithmetic | None = None
    """How it may have been measured."""
    since: YearMonthIfAny = None
    """The month that may have been meant; see `Claim`."""
    until: YearMonthIfAny = None
    """The same."""


class Claim(Table):
    """What an account says came out."""

    claim: Line
    """The claim in words."""
    indicator: Name
    """The indicator that it is about."""
    plus: tuple[Name, ...] = ()
    """Indicators that are added to it."""
    arithmetic: Arithmetic = "own_past"
    """How it was measured."""
    direction: Literal["falls", "rises", "unchanged"] | None = None
    """Where it went, if no figure is given."""
    figure: float | None = None
    """How far it went, with its sign; or how much there was."""
    unit: Prose = ""
    """Unit of the figure: ``%``, ``ratio``, or one in which the indicator can be told."""
    least: Least | None = None
    """The least change that counts as one; left out, five points of a share or 5 % of anything else."""
    at_most: float | None = None
    """Of an event: that there was no more, in `unit`."""
    at_least: float | None = None
    """Of an event: that there was no less, in `unit`."""
    at_risk: Name | None = None
    """The indicator that it is divided by: those to whom it may happen."""
    vague: Annotated[float, Field(ge=0.0, le=1.0, description="from 0 to 1")] = 0.0
    """Further error of a figure that is told in words, as a share of it: "almost halved"."""
    until: YearMonthIfAny = None
    """The month with which the claimed months end; without it, the last of the run."""
    since: YearMonthIfAny = None
    """The month with which the earlier twelve months end, or a sum begins; without it, the first act."""
    against: Name | None = None
    """The other town of the claim."""
    readings: tuple[Reading, ...] = ()
    """What else it may mean; each is as likely as the claim as it stands."""
    source: Prose = ""
    """Who says so."""
    grade: Grade = Grade.STATEMENT
    """How well the source supports it."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        bounds = [self.at_most, self.at_least]
        if self.arithmetic == "event":
            if sum(it is not None for it in bounds) != 1 or self.figure is not None or self.direction:
                message = "is an event: needs `at_most` or `at_least`, and neither `figure` nor `direction`"
                raise ValueError(message)
        elif any(it is not None for it in bounds):
            message = '`at_most` and `at_least` are of events only: add arithmetic = "event"'
            raise ValueError(message)
        elif (self.figure is None) == (self.direction is None):
            message = "needs a `figure` or a `direction`, and not both: a figure has its sign"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _has_what_its_arithmetic_needs(self) -> Self:
        needs_figure = {"level", "gross", "cumulative", "extreme"}
        if self.arithmetic in needs_figure and self.figure is None:
            message = f'needs a `figure`, because its arithmetic is "{self.arithmetic}"'
            raise ValueError(message)
        for name, needed in (
            ("at_risk", self.arithmetic == "rate"),
            ("against", self.arithmetic == "extreme"),
        ):
            if needed and getattr(self, name) is None:
                message = f'needs `{name}`, because its arithmetic is "{self.arithmetic}"'
                raise ValueError(message)
        wrong = []
        if self.at_risk and self.arithmetic not in {"rate", "level", "event"}:
            wrong.append("`at_risk` is of a rate, a level or an event only")
        if self.against and self.arithmetic not in {"extreme", "counterfactual"}:
            wrong.append("`against` is of a counterfactual or an extreme only")
        if self.since and self.arithmetic not in BESIDE_THE_PAST:
            wrong.append("`since` is of a claim beside the town's own past only")
        if self.unit == "ratio" and self.arithmetic in {"level", "gross", "cumulative", "event"}:
            wrong.append('unit = "ratio" needs something to be beside')
        if self.least and self.direction is None:
            wrong.append("`least` is of a direction only")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @model_validator(mode="after")
    def _may_be_read_so(self) -> Self:
        for turn, one in enumerate(self.each_reading[1:], 1):
            try:
                Claim.model_validate(one.model_dump(exclude_none=True))
            except ValidationError as error:
                message = f"reading {turn} {error.errors()[0]['msg'].removeprefix('Value error, ')}"
                raise ValueError(message) from None
        return self

    @model_validator(mode="after")
    def _has_no_month_in_both_years(self) -> Self:
        if self.arithmetic == "cumulative" or not (self.since and self.until):
            return self
        if month_of(self.until, self.since) <= YEAR:
            least = date_of(self.since, YEAR + 1)
            message = (
                f"until = {self.until!r}: must be {least} or later, twelve months after since = "
                f"{self.since!r}, so that no month is in both years"
            )
            raise ValueError(message)
        return self

    @property
    def is_evaluation(self) -> bool:
        """Whether its source measured, and did not only say so."""
        return self.grade in EVALUATED

    @property
    def each_reading(self) -> "tuple[Claim, ...]":
        """The claim as it stands, and as it may be read otherwise."""
        others = (
            self.model_copy(update=it.model_dump(exclude_none=True) | {"readings": ()})
            for it in self.readings
        )
        return self.model_copy(update={"readings": ()}), *others

    def too_early(self, start: str) -> list[str]:
        """Return what is wrong with its dates in a town that begins then."""
        first = date_of(start, YEAR)
        return [
            f"{name} = {date!r}: must be {least} or later: the town begins with {start}"
            for one in self.each_reading
            for name, date, least in (
                ("since", one.since, start if one.arithmetic == "cumulative" else first),
                ("until", one.until, first),
            )
            if date is not None and month_of(date, start) < month_of(least, start)
        ]
