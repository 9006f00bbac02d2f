"""Beside a run: what the account says and what the two worlds of a comparison predict."""

from pathlib import Path

import pytest

from tests.experiments.claims.small_towns import write_town
from tillit.experiments.claims.beside_a_run import Prediction, predictions
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.notebook import compare
from tillit.model.scenarios import Scenario, read_scenario


@pytest.fixture(scope="module")
def ran(module_hamlet: Scenario) -> Comparison:
    return compare(module_hamlet.before(), module_hamlet, pairs=20, months=24, threads=1)


def by_claim(comparison: Comparison) -> dict[str, Prediction]:
    return {it.claim.indicator + (it.claim.direction or ""): it for it in predictions(comparison)}


def test_town_as_it_was_stands_in_for_the_own_past(ran: Comparison) -> None:
    found = by_claim(ran)["posts"]
    assert (found.median, found.low, found.high, found.unit) == (2.0, 2.0, 2.0, "ratio")
    assert found.surprise == "compatible"


def test_direction_that_never_is_so_is_surprising(ran: Comparison) -> None:
    assert by_claim(ran)["postsfalls"].surprise == "surprising"


def test_what_the_model_does_not_count_says_why(ran: Comparison) -> None:
    found = by_claim(ran)["colourrises"]
    assert (found.median, found.why) == (None, "no such indicator: colour")


def test_year_beyond_the_run_says_how_many_months_it_needs(module_hamlet: Scenario) -> None:
    short = compare(module_hamlet.before(), module_hamlet, pairs=2, months=12, threads=1)
    assert {it.why for it in predictions(short) if it.claim.indicator == "posts"} == {"needs 24 months"}


def test_claims_against_another_town_are_held_against_it(tmp_path: Path) -> None:
    claim = """
[[expect]]
claim = "There are up to three times as many posts"
indicator = "posts"
arithmetic = "extreme"
figure = 3
unit = "ratio"
against = "west"
source = "account 999"
"""
    east, west = (
        read_scenario(write_town(tmp_path, name, acts="", claims=told))
        for name, told in (("east", claim), ("west", ""))
    )
    (found,) = predictions(compare(east.variant({"staff.posts": 6}), west, pairs=2, months=12, threads=1))
    assert (found.town, found.median, found.surprise) == ("east", 3.0, "too few pairs")


def test_other_worlds_are_not_asked(module_hamlet: Scenario) -> None:
    more = module_hamlet.variant({"staff.posts": "+1"})
    assert predictions(compare(module_hamlet, more, pairs=2, months=24, threads=1)) == []
