"""What an account says is said in the reader's language, and how likely it is."""

import pytest

from tillit.experiments.telling import words
from tillit.experiments.telling.names import how_likely, said_in


@pytest.mark.parametrize(
    ("said", "when", "swedish"),
    [
        ("falls", "", "minskar"),
        ("at most 0 %", "2015-12, event", "högst 0 % (2015-12, händelse)"),
        ("10 times", "the furthest apart of many pairs", "10 gånger (de mest olika av många par)"),
        (
            "\N{MINUS SIGN}3.7 MDKK",
            "2013-01 to 2014-12, summed",
            "\N{MINUS SIGN}3,7 miljoner danska kronor (2013-01 till 2014-12, hopräknat)",
        ),
    ],
)
def test_what_was_said_is_said_in_the_language(said: str, when: str, swedish: str) -> None:
    row = {"indicator": "turnover", "said": said, "when": when}
    assert said_in(row, words("sv")) == f"Personalomsättning: {swedish}"


def test_in_english_it_stays_as_it_is_recorded() -> None:
    measures = {"indicator": "exits_to_studies", "plus": ["colour"]}
    told = said_in(measures | {"said": "at least 50 %", "when": "2015-02 to 2016-02, event"}, words("en"))
    assert told == "Exits to studies + colour: at least 50 % (2015-02 to 2016-02, event)"


@pytest.mark.parametrize(
    ("times", "danish"),
    [(0, "kan ikke afgøres"), (3, "3 gange så sandsynligt"), (-10, "1/10 så sandsynligt")],
)
def test_how_likely_is_told_with_a_factor_or_a_part(times: int, danish: str) -> None:
    assert how_likely(times, words("da")) == danish


@pytest.mark.parametrize("figure", ["0", "1", "2"])
def test_people_a_year_are_counted_by_what_measures_them(figure: str) -> None:
    row = {"indicator": "child_resignations", "said": f"at most {figure} caseworkers/year", "when": ""}
    assert said_in(row, words("da")).endswith(f"højst {figure} om året")
