"""Claims: met when the model gives what was said, and not otherwise."""

from pathlib import Path

import numpy as np
import pytest

from experiments import compare
from experiments.claims import judge, judged, outcome_of
from experiments.sources import as_it_was_and_acted
from model.scenarios.schema import Claim
from tests.model.small_towns import village


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


def figures(*values: float) -> dict[str, np.ndarray]:
    return {"payments": np.array(values * 5), "stress": np.array(values * 5)}


def test_unchanged_is_measured_in_percent() -> None:
    said = claim(direction="unchanged", indicator="stress", unit="percentage points")
    found = judged(village(), said, figures(0.51, 0.52), figures(0.5, 0.5))
    assert (found.unit, found.outcome) == ("%", MET)
    assert found.median == pytest.approx(3.0)


def test_figure_is_measured_in_the_unit_of_the_claim() -> None:
    said = claim(figure=-2.4, unit="MSEK/year", indicator="payments")
    found = judged(village(), said, figures(1.0e6, 1.0e6), figures(1.2e6, 1.2e6))
    assert found.median == pytest.approx(-2.4)
    assert (found.unit, found.outcome) == ("MSEK/year", MET)


def test_direction_is_measured_in_the_currency_of_the_town() -> None:
    danish = village().variant({"town.currency": "DKK"})
    found = judged(danish, claim(direction="falls"), figures(1.0e6, 1.0e6), figures(1.2e6, 1.2e6))
    assert found.unit == "DKK/month"


def test_claim_in_a_unit_that_the_indicator_has_not_is_not_counted() -> None:
    said = claim(figure=-2.4, unit="kilometres")
    assert judged(village(), said, figures(1.0, 1.0), figures(1.2, 1.2)).outcome == "not counted"


def test_what_cannot_be_calculated_is_not_met() -> None:
    found = judged(village(), TENTH, figures(1.0, 1.0), figures(0.0, 1.0))
    assert (found.median, found.outcome) == (None, NOT_MET)


def test_claims_of_a_town_are_judged_beside_the_town_as_it_was(town: Path) -> None:
    judgements = judge(compare(*as_it_was_and_acted(town), pairs=10, months=24))
    assert [it.claim.indicator for it in judgements] == ["payments", "colour"]
    assert judgements[0].outcome in {MET, NOT_MET, WRONG}
    assert (judgements[1].outcome, judgements[1].median) == ("not counted", None)


def test_claims_are_not_judged_by_few_pairs(town: Path) -> None:
    judgements = judge(compare(*as_it_was_and_acted(town), pairs=2, months=2))
    assert judgements[0].outcome == "too few pairs"


def test_claims_of_a_town_are_not_judged_beside_a_variant_of_itself(town: Path) -> None:
    assert judge(compare(town, town, pairs=1, months=2)) == []


def test_claims_about_another_town_are_judged_beside_it() -> None:
    comparison = compare("tvilling-omorganiserar", "tvilling-satsar", pairs=1, months=1)
    found = {(it.town, it.claim.against, it.unit) for it in judge(comparison)}
    assert found == {
        ("tvilling-satsar", "tvilling-omorganiserar", "ratio"),
        ("tvilling-omorganiserar", "tvilling-satsar", "ratio"),
    }
