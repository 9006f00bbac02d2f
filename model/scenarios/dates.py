"""Dates: a year and a month, and which month of a town that is."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field

YEAR = 12
YEAR_MONTH = "(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"
"""A year and a month, as in ``2004-01``."""
WANTED = 'a year and a month, such as "2004-01"'


def as_month(value: object) -> object:
    """Return a date as year and month; TOML has dates of its own."""
    return f"{value:%Y-%m}" if isinstance(value, dt.date) else value


Pattern = Field(pattern=f"^{YEAR_MONTH}$", description=WANTED)
YearMonth = Annotated[str, BeforeValidator(as_month), Pattern]
YearMonthIfAny = Annotated[str | None, BeforeValidator(as_month), Pattern]


def month_of(date: str, start: str) -> int:
    """Return which month of the comparison a date is, 1 for the first; 0 or less lies before it."""
    return _months_of(date) - _months_of(start) + 1


def date_of(start: str, month: int) -> str:
    """Return the date of a month of the comparison, 1 for the first."""
    years, turn = divmod(_months_of(start) + month - 2, YEAR)
    return f"{years}-{turn + 1:02}"


def _months_of(date: str) -> int:
    """Return the months since the year 0, 1 for its first."""
    year, month = date.split("-")
    return YEAR * int(year) + int(month)
