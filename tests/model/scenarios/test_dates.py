"""Dates: a month of the comparison and its date are the same thing."""

import pytest

from tillit.model.scenarios.dates import date_of, month_of


@pytest.mark.parametrize(
    ("start", "month", "date"),
    [
        ("2004-01", 1, "2004-01"),
        ("2004-01", 12, "2004-12"),
        ("2004-01", 13, "2005-01"),
        ("2003-11", 3, "2004-01"),
        ("2004-01", 0, "2003-12"),
    ],
)
def test_month_of_the_comparison_has_its_date(start: str, month: int, date: str) -> None:
    assert date_of(start, month) == date
    assert month_of(date, start) == month
