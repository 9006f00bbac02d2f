"""Observed: figures of the place over time, which calibration compares with; the model never reads them."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from tillit.agents.foundation.parameters import Grade
from tillit.model.scenarios.dates import YEAR_MONTH
from tillit.model.scenarios.schema import Line, Name, Prose
from tillit.model.scenarios.table import Table

MOST_SERIES = 200
"""Tables ``[[observed]]`` in one file."""
MOST_PERIODS = 1200
"""Months or years in one table: a hundred years of months."""
YEAR = "(?:19|20|21)[0-9]{2}"

Period = Annotated[
    str,
    Field(pattern=f"^(?:{YEAR}|{YEAR_MONTH})$", description='a year "2019", or a month "2019-03"'),
]
Number = Annotated[float, Field(strict=True, ge=-1e15, le=1e15)]
Status = Annotated[str, Field(min_length=1, max_length=100)]


def as_pairs(value: object) -> object:
    """Return a table as pairs, so that what is read can't be changed afterwards."""
    return tuple(value.items()) if isinstance(value, dict) else value


class Observed(Table):
    """One figure of the place, month by month or year by year."""

    indicator: Name
    """The indicator that it is compared with, or a name of its own if the model has none."""
    measure: Line
    """What the publisher calls it."""
    unit: Line
    """Unit of the values, as the indicator has it; a share lies between 0 and 1."""
    values: Annotated[
        tuple[tuple[Period, Number], ...],
        BeforeValidator(as_pairs),
        Field(min_length=1, max_length=MOST_PERIODS),
    ]
    """Period and value, in order of time: all months, or all years."""
    status: Annotated[
        tuple[tuple[Period, Status], ...], BeforeValidator(as_pairs), Field(max_length=MOST_PERIODS)
    ] = ()
    """Periods that are not final: preliminary, or without a value, and why."""
    code: Annotated[str, Field(max_length=50)] = ""
    """The publisher's code of the measure."""
    place: Annotated[str, Field(max_length=200)] = ""
    """The place as the publisher names it: its code, its name, or both."""
    source: Prose = ""
    """Who says so."""
    grade: Grade = Grade.ASSUMED
    """How well the source supports it."""

    @model_validator(mode="after")
    def _one_step(self) -> Self:
        periods = [period for period, _ in self.values]
        if len({len(period) for period in [*periods, *dict(self.status)]}) > 1:
            message = 'mixes years ("2019") and months ("2019-03"); put them in two tables'
            raise ValueError(message)
        if sorted(set(periods)) != periods:
            message = "has periods out of order, or twice; put them in order of time"
            raise ValueError(message)
        return self

    @property
    def monthly(self) -> bool:
        """Whether there is one value for a month; if not, there is one for a year."""
        return "-" in self.values[0][0]
