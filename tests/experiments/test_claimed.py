"""Claimed: a table says what was said, of which year, and beside which."""

import pytest

from tillit.experiments.claimed import said, said_when, when
from tillit.model.scenarios.claim import Claim


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "It came out", "indicator": "payments"} | fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"direction": "falls"}, "falls"),
        ({"direction": "falls", "until": "2015-12"}, "falls (2015-12)"),
        (
            {"figure": -26.0, "unit": "%", "since": "2012-12", "until": "2015-12"},
            "about -26 % (2012-12 to 2015-12)",
        ),
        ({"figure": 0.5, "unit": "ratio", "since": "2012-12"}, "about 0.5 times (2012-12 to the end)"),
        (
            {"figure": 107.0, "unit": "households/year", "quantity": "level", "until": "2015-02"},
            "about 107 households/year (2015-02, level)",
        ),
        ({"figure": 4.0, "reading": "at most", "quantity": "level"}, "at most 4 (level)"),
    ],
)
def test_claim_is_said_with_its_year(fields: dict[str, object], words: str) -> None:
    assert said_when(said(claim(**fields)), when(claim(**fields))) == words
