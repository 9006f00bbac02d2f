"""Verdicts: a claim is met when the model gives what was said, and not otherwise."""

import pytest

from tillit.experiments.verdicts import outcome_of
from tillit.model.scenarios.claim import Claim


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


QUARTER = claim(direction="falls", figure=-25.0, unit="%")
TENFOLD = claim(figure=10.0, unit="ratio")
TENTH = claim(figure=0.1, unit="ratio")
MET, NOT_MET, WRONG = "met", "not met", "wrong direction"


@pytest.mark.parametrize(
    ("low", "median", "high", "outcome"),
    [
        (-30.0, -22.0, -15.0, MET),
        (-24.0, -23.0, -22.0, MET),  # rounded to a quarter
        (-24.0, -22.0, -21.0, NOT_MET),  # beside it
        (-15.0, -12.0, -8.0, NOT_MET),
        (-40.0, -38.0, -24.0, NOT_MET),  # nearer to twice the effect
        (-26.0, -12.0, -2.0, NOT_MET),  # nearer to none
        (-45.0, -25.0, -15.0, NOT_MET),  # holds nearly anything
        (-30.0, -20.0, 1.0, NOT_MET),
        (20.0, 25.0, 30.0, WRONG),
    ],
)
def test_claim_of_about_a_quarter_less(low: float, median: float, high: float, outcome: str) -> None:
    assert outcome_of(QUARTER, low, median, high) == outcome


@pytest.mark.parametrize(
    ("direction", "low", "median", "high", "outcome"),
    [
        ("falls", -3.0, -2.0, -1.0, MET),
        ("falls", -3.0, -2.0, 0.0, NOT_MET),
        ("rises", -3.0, -2.0, -1.0, WRONG),
        ("rises", 0.0, 0.0, 0.0, NOT_MET),
        ("unchanged", -10.0, 0.5, 9.0, MET),
        ("unchanged", -11.0, 0.5, 9.0, NOT_MET),
        ("unchanged", -60.0, 0.0, 60.0, NOT_MET),
        ("unchanged", 12.0, 13.0, 14.0, NOT_MET),
    ],
)
def test_claim_about_a_direction(
    direction: str, low: float, median: float, high: float, outcome: str
) -> None:
    assert outcome_of(claim(direction=direction), low, median, high) == outcome


@pytest.mark.parametrize(
    ("low", "median", "high", "outcome"),
    [
        (8.0, 9.5, 12.0, MET),
        (9.2, 9.5, 9.9, MET),
        (1.7, 1.8, 1.9, NOT_MET),
        (2.9, 3.1, 11.0, NOT_MET),
        (0.9, 9.0, 12.0, NOT_MET),
        (0.2, 0.5, 0.9, WRONG),
    ],
)
def test_ten_times_and_a_tenth_are_judged_alike(low: float, median: float, high: float, outcome: str) -> None:
    assert outcome_of(TENFOLD, low, median, high) == outcome
    assert outcome_of(TENTH, 1.0 / high, 1.0 / median, 1.0 / low) == outcome


def test_ratio_of_nothing_meets_no_claim_about_a_size() -> None:
    assert outcome_of(TENTH, 0.0, 0.1, 0.2) == NOT_MET


@pytest.mark.parametrize(
    ("reading", "low", "high", "outcome"),
    [
        ("at most", 2.0, 10.9, MET),
        ("at most", 2.0, 11.1, NOT_MET),
        ("at least", 9.2, 30.0, MET),
        ("at least", 9.0, 30.0, NOT_MET),
        ("at least", 0.1, 0.9, WRONG),
    ],
)
def test_limit_is_kept_by_the_whole_interval(reading: str, low: float, high: float, outcome: str) -> None:
    said = claim(figure=10.0, unit="ratio", reading=reading)
    assert outcome_of(said, low, (low * high) ** 0.5, high) == outcome


LEVEL = claim(figure=107.0, unit="households/year", quantity="level")


@pytest.mark.parametrize(
    ("low", "median", "high", "outcome"),
    [
        (80.0, 104.0, 130.0, MET),
        (96.5, 97.0, 98.0, MET),  # rounded
        (92.0, 94.0, 96.0, NOT_MET),  # beside it
        (50.0, 104.0, 158.0, NOT_MET),  # holds nearly anything
        (20.0, 50.0, 110.0, NOT_MET),  # nearer to nothing
        (105.0, 165.0, 200.0, NOT_MET),  # nearer to twice as many
        (-120.0, -107.0, -100.0, NOT_MET),
    ],
)
def test_claim_about_a_level(low: float, median: float, high: float, outcome: str) -> None:
    assert outcome_of(LEVEL, low, median, high) == outcome


@pytest.mark.parametrize(
    ("reading", "low", "high", "outcome"),
    [
        ("at most", -5.0, 117.0, MET),
        ("at most", 20.0, 118.0, NOT_MET),
        ("at least", 97.0, 300.0, MET),
        ("at least", 96.0, 300.0, NOT_MET),
    ],
)
def test_limit_of_a_level_is_kept_by_the_whole_interval(
    reading: str, low: float, high: float, outcome: str
) -> None:
    said = claim(figure=107.0, reading=reading, quantity="level")
    assert outcome_of(said, low, (low + high) / 2.0, high) == outcome


def test_level_of_none_is_met_by_none_at_all() -> None:
    none = claim(figure=0.0, quantity="level")
    assert outcome_of(none, 0.0, 0.0, 0.0) == MET
    assert outcome_of(none, 0.0, 0.0, 0.1) == NOT_MET
