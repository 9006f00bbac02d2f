"""Claim: when and beside what, or everything that is wrong with that, before anything runs."""

import pytest

from tests.experiments.town_files import town_file
from tillit.model.scenarios import ScenarioError, parse_scenario
from tillit.model.scenarios.claim import Claim


def read(lines: str) -> Claim:
    """Return the claim of a town that begins with 2010-01."""
    claim = f'[[expect]]\nclaim = "It came out"\nindicator = "payments"\n{lines}'
    return parse_scenario(town_file("hamlet", "Hamlet", more=claim), "hamlet.toml").expect[0]


def test_claim_is_a_difference_from_the_town_as_it_was_at_the_end_if_nothing_is_said() -> None:
    claim = read('direction = "falls"')
    assert (claim.until, claim.since, claim.against, claim.quantity) == (None, None, None, "difference")
    assert not claim.is_of_one_world


def test_claim_may_have_its_year_and_its_past() -> None:
    claim = read('direction = "falls"\nsince = "2010-12"\nuntil = "2011-12"')
    assert (claim.since, claim.until, claim.is_of_one_world) == ("2010-12", "2011-12", True)


def test_date_of_a_claim_may_be_one_of_toml_s_own() -> None:
    assert read('direction = "falls"\nuntil = 2010-12-31').until == "2010-12"


def test_level_is_a_figure_of_one_world() -> None:
    claim = read('figure = 107\nquantity = "level"\nuntil = "2011-02"')
    assert (claim.is_level, claim.is_of_one_world) == (True, True)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ('direction = "falls"\nuntil = "2016"', "until = '2016': must be a year and a month, such as"),
        ('direction = "falls"\nsince = "2016-13"', "since = '2016-13': must be a year and a month, such as"),
        ('direction = "falls"\nuntil = 36', "until = 36: must be a year and a month, such as"),
        ('direction = "falls"\nuntil = "2010-11"', "until = '2010-11': must be 2010-12 or later"),
        (
            'direction = "falls"\nsince = "2009-12"\nuntil = "2015-12"',
            "since = '2009-12': must be 2010-12 or later",
        ),
        ('direction = "falls"\nsince = "2010-12"\nuntil = "2011-11"', "must be 2011-12 or later"),
        ('direction = "falls"\nsince = "2010-12"\nuntil = "2010-12"', "no month is in both years"),
        ('direction = "falls"\nsince = "2010-12"\nagainst = "elsewhere"', "or against another town"),
        ('direction = "falls"\nquantity = "level"', "needs a `figure`"),
        ('figure = 1\ndirection = "falls"\nquantity = "level"', "leave out `direction`"),
        ('figure = 1\nsince = "2010-12"\nquantity = "level"', "leave out `since`"),
        ('figure = 1\nagainst = "elsewhere"\nquantity = "level"', "leave out `against`"),
        ('figure = 1\nunit = "ratio"\nquantity = "level"', 'leave out unit = "ratio"'),
        ('figure = 1\nquantity = "share"', "quantity = 'share': "),
        ('figure = 1\nuntill = "2011-12"', "did you mean 'until'?"),
    ],
)
def test_what_is_wrong_with_a_claim_is_named_when_the_file_is_read(lines: str, problem: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(lines)
    assert problem in str(caught.value)
    assert "expect 1" in str(caught.value)


def test_town_cannot_be_moved_behind_the_years_that_are_claimed_of_it() -> None:
    lines = '[[expect]]\nclaim = "It fell"\nindicator = "payments"\ndirection = "falls"\nuntil = "2010-12"\n'
    town = parse_scenario(town_file("hamlet", "Hamlet", more=lines), "hamlet.toml")
    with pytest.raises(ScenarioError, match="must be 2011-12 or later"):
        town.variant({"town.start": "2011-01"})
