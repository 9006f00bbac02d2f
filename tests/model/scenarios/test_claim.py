"""Claim: when and beside what, or everything that is wrong with that, before anything runs."""

import pytest

from tests.experiments.town_files import town_file
from tillit.model.scenarios import ScenarioError, parse_scenario
from tillit.model.scenarios.claim import Claim


def read(lines: str) -> Claim:
    """Return the claim of a town that begins with 2010-01."""
    claim = f'[[expect]]\nclaim = "It came out"\nindicator = "payments"\n{lines}'
    return parse_scenario(town_file("hamlet", "Hamlet", more=claim), "hamlet.toml").expect[0]


def test_claim_is_beside_the_own_past_at_the_end_if_nothing_is_said() -> None:
    claim = read('direction = "falls"')
    assert (claim.until, claim.since, claim.against, claim.arithmetic) == (None, None, None, "own_past")
    assert claim.each_reading == (claim,)


def test_date_of_a_claim_may_be_one_of_toml_s_own() -> None:
    assert read('direction = "falls"\nuntil = 2010-12-31').until == "2010-12"


def test_claim_may_be_read_in_several_ways() -> None:
    readings = 'readings = [{ since = "2011-06" }, { indicator = "stress" }]'
    claim = read(f'figure = -5\nunit = "%"\nuntil = "2012-12"\n{readings}')
    first, since, other = claim.each_reading
    assert (first.since, since.since, since.until) == (None, "2011-06", "2012-12")
    assert (other.indicator, other.figure, other.readings) == ("stress", -5.0, ())


def test_sum_may_begin_with_the_first_month() -> None:
    lines = 'figure = -5\nunit = "MSEK"\narithmetic = "cumulative"\nsince = "2010-01"\nuntil = "2010-12"'
    assert read(lines).since == "2010-01"


@pytest.mark.parametrize(("grade", "measured"), [("A", True), ("B", True), ("C", False), ("E", False)])
def test_registers_and_studies_measure_and_all_else_is_said(grade: str, measured: bool) -> None:
    assert read(f'direction = "falls"\ngrade = "{grade}"').is_evaluation is measured


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
        (
            'direction = "falls"\nsince = "2010-12"\narithmetic = "counterfactual"',
            "`since` is of a claim beside",
        ),
        ('direction = "falls"\nagainst = "elsewhere"', "`against` is of a counterfactual or an extreme only"),
        ('arithmetic = "level"\ndirection = "falls"', "needs a `figure`"),
        ('figure = 1\ndirection = "falls"', "and not both: a figure has its sign"),
        ("", "needs a `figure` or a `direction`"),
        ('figure = 1\nunit = "ratio"\narithmetic = "level"', 'unit = "ratio" needs something to be beside'),
        ('figure = 1\narithmetic = "share"', "arithmetic = 'share': "),
        ('figure = 1\narithmetic = "extreme"', "needs `against`"),
        ('direction = "rises"\narithmetic = "rate"', "needs `at_risk`"),
        ('direction = "rises"\nat_risk = "households"', "`at_risk` is of a rate, a level or an event only"),
        ('arithmetic = "event"', "needs `at_most` or `at_least`"),
        ('arithmetic = "event"\nat_most = 1\nat_least = 2', "needs `at_most` or `at_least`"),
        ('direction = "falls"\nat_most = 1', "are of events only"),
        ('figure = 1\nleast = { value = 1, why = "so" }', "`least` is of a direction only"),
        ('direction = "falls"\nleast = { value = 1 }', "why"),
        ('direction = "falls"\nreadings = [{ arithmetic = "extreme" }]', "needs a `figure`"),
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
