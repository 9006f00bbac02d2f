"""Swedish numbers: what groups thousands, what parts decimals, and what stands for nothing."""

import pytest

from tillit.experiments.importing.swedish_numbers import number
from tillit.experiments.refused import RefusedError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.503", 10_503.0),
        ("10,503", 10_503.0),
        ("1.234.567", 1_234_567.0),
        ("1 234,5", 1_234.5),
        ("1.234,5", 1_234.5),
        ("1,234.5", 1_234.5),
        ("1\u2009234", 1_234.0),
        ("1\u00a0005\u202f232", 1_005_232.0),
        ("1\u2019234", 1_234.0),
        ("20190.0", 20_190.0),
        ("0.345", 0.345),
        ("\u22125", -5.0),
    ],
)
def test_points_commas_and_spaces_group_the_thousands_of_a_count(text: str, value: float) -> None:
    assert number(text, "here", whole=True) == (value, "final")


def test_a_rate_has_decimals_where_a_thousand_is_too_much() -> None:
    assert number("45.125", "here", most=100.0) == (45.125, "final")


def test_what_may_be_two_numbers_is_refused_with_both() -> None:
    with pytest.raises(RefusedError, match=r"here: '1,905' may be 1905 or 1\.9050: write one of these"):
        number("1,905", "here", most=50_000.0)


@pytest.mark.parametrize("mark", ["", " ", "-", "--", "\u2013", "\u2014", "."])
def test_marks_for_what_has_not_come_are_missing(mark: str) -> None:
    assert number(mark, "here") == (None, "missing")


@pytest.mark.parametrize("mark", ["..", "...", "\u2026", "x", "X"])
def test_marks_for_what_is_kept_secret_are_withheld(mark: str) -> None:
    assert number(mark, "here") == (None, "withheld")


@pytest.mark.parametrize("text", ["1.23.456", "12 34", "1.234.5", "many", "1e5", "0 123", "9" * 41])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="is not a number such as"):
        number(text, "here", whole=True)
