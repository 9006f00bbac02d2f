"""Words: what a claim says and how it was measured, in short."""

import pytest

from tillit.experiments.claims.telling import words_of
from tillit.model.scenarios.claim import Claim


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


@pytest.mark.parametrize(
    ("fields", "words", "year"),
    [
        ({"direction": "falls"}, "falls", ""),
        ({"figure": -25, "unit": "%"}, "\N{MINUS SIGN}25 %", ""),
        ({"figure": 7.5, "unit": "MSEK", "arithmetic": "gross"}, "7.5 MSEK", "gross"),
        (
            {"figure": 10, "unit": "ratio", "arithmetic": "extreme", "against": "b"},
            "10 times",
            "the furthest",
        ),
        (
            {"at_most": 1, "unit": "caseworkers/year", "arithmetic": "event"},
            "at most 1 caseworkers/year",
            "event",
        ),
        ({"direction": "rises", "since": "2012-12", "until": "2015-12"}, "rises", "2012-12 to 2015-12"),
        ({"direction": "rises", "until": "2015-12"}, "rises", "2015-12"),
    ],
)
def test_claim_is_told_in_a_few_words(fields: dict[str, object], words: str, year: str) -> None:
    told = words_of(claim(**fields))
    assert told["said"] == words
    assert told["when"].startswith(year)
