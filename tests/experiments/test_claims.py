"""Claims: met when the model gives what was said, and not otherwise."""

from pathlib import Path

import pytest

from experiments import compare
from experiments.claims import is_met, judge
from experiments.sources import as_it_was_and_acted
from model.scenarios.schema import Claim


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


QUARTER = claim(direction="falls", figure=-25.0, unit="%")
TENFOLD = claim(figure=10.0, reading="at most", unit="ratio")
TENTH = claim(figure=0.1, reading="at least", unit="ratio")


@pytest.mark.parametrize(
    ("said", "low", "median", "high", "met"),
    [
        (QUARTER, -30.0, -22.0, -15.0, True),
        (QUARTER, -24.0, -23.0, -22.0, True),
        (QUARTER, -15.0, -12.0, -8.0, False),
        (QUARTER, -30.0, -20.0, 1.0, False),
        (QUARTER, 20.0, 25.0, 30.0, False),
        (claim(direction="falls"), -3.0, -2.0, -1.0, True),
        (claim(direction="rises"), -3.0, -2.0, -1.0, False),
        (claim(direction="unchanged"), -1.0, 0.5, 1.0, True),
        (claim(direction="unchanged"), 0.1, 0.5, 1.0, False),
    ],
)
def test_claim_about_a_change(said: Claim, low: float, median: float, high: float, *, met: bool) -> None:
    assert is_met(said, median, low, high, 0.0) == met


@pytest.mark.parametrize(
    ("said", "ratio", "met"),
    [
        (TENFOLD, 3.0, True),
        (TENFOLD, 0.9, False),
        (TENFOLD, 14.0, False),
        (TENTH, 0.5, True),
        (TENTH, 1.2, False),
        (TENTH, 0.05, False),
    ],
)
def test_claim_about_a_ratio_has_a_direction_too(said: Claim, ratio: float, *, met: bool) -> None:
    assert is_met(said, ratio - 1.0, ratio - 1.01, ratio - 0.99, 1.0) == met


def test_claims_of_a_town_are_judged_beside_the_town_as_it_was(town: Path) -> None:
    judgements = judge(compare(*as_it_was_and_acted(town), pairs=10, months=24))
    assert [it.claim.indicator for it in judgements] == ["payments", "colour"]
    assert judgements[0].outcome in {"met", "not met"}
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
