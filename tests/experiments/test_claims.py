"""Claims: each is held against the figures of its own worlds and years."""

from pathlib import Path

import numpy as np
import pytest

from tests.experiments.town_files import town_file
from tests.model.small_towns import village
from tillit.experiments import compare
from tillit.experiments.claims import Judgement, judge, judged
from tillit.experiments.comparison import Comparison
from tillit.experiments.question import Asked, Question, about
from tillit.experiments.worlds.world import as_it_was_and_acted
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.claim import Claim

MET, NOT_MET, WRONG = "met", "not met", "wrong direction"


def claim(**fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": "payments"} | fields)


TENTH = claim(figure=0.1, unit="ratio")


def given(said: Claim, ours: tuple[float, ...], theirs: tuple[float, ...], town: Scenario) -> Judgement:
    """Return what is said of a claim when the two worlds have these figures again and again."""
    asked = Asked(said.indicator, None)
    one, other = ({asked: np.array(values * 5)} for values in (ours, theirs))
    return judged(Question(said, town, town.before()), one, other, 120)


def test_unchanged_is_measured_in_percent() -> None:
    said = claim(direction="unchanged", indicator="stress", unit="percentage points")
    found = given(said, (0.51, 0.52), (0.5, 0.5), village())
    assert (found.unit, found.outcome) == ("%", MET)
    assert found.median == pytest.approx(3.0)


def test_figure_is_measured_in_the_unit_of_the_claim() -> None:
    said = claim(figure=-2.4, unit="MSEK/year", indicator="payments")
    found = given(said, (1.0e6, 1.0e6), (1.2e6, 1.2e6), village())
    assert found.median == pytest.approx(-2.4)
    assert (found.unit, found.outcome) == ("MSEK/year", MET)


def test_direction_is_measured_in_the_currency_of_the_town() -> None:
    danish = village().variant({"town.currency": "DKK"})
    found = given(claim(direction="falls"), (1.0e6, 1.0e6), (1.2e6, 1.2e6), danish)
    assert found.unit == "DKK/month"


def test_claim_in_a_unit_that_the_indicator_has_not_is_not_counted() -> None:
    said = claim(figure=-2.4, unit="kilometres")
    assert given(said, (1.0, 1.0), (1.2, 1.2), village()).outcome == "not counted"


def test_what_cannot_be_calculated_is_not_met() -> None:
    found = given(TENTH, (1.0, 1.0), (0.0, 1.0), village())
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


DATED = """
[[event]]
kind = "posts"
month = 5
change = 2

[[expect]]
claim = "More than it would have had"
indicator = "posts"
direction = "rises"
until = "2010-12"

[[expect]]
claim = "More than it had"
indicator = "posts"
direction = "rises"
figure = 2.0
since = "2010-12"
until = "2011-12"

[[expect]]
claim = "More than it had, in the end"
indicator = "posts"
direction = "rises"
since = "2010-12"

[[expect]]
claim = "Four of them"
indicator = "posts"
figure = 4.0
quantity = "level"

[[expect]]
claim = "Later"
indicator = "posts"
direction = "rises"
until = "2012-03"
"""


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Return a town with two posts that gets two more in month 5, run for two years."""
    path = tmp_path_factory.mktemp("dated") / "dated.toml"
    path.write_text(town_file("dated", "Dated", more=DATED), encoding="utf-8")
    return compare(*as_it_was_and_acted(path), pairs=10, months=24)


def test_each_claim_is_held_against_its_own_years_of_one_run(dated: Comparison) -> None:
    # Two more in eight of the first twelve months, and in all of the second.
    first_year = 2.0 * 8 / 12
    assert [it.median for it in judge(dated)] == pytest.approx(
        [first_year, 2.0 - first_year, 2.0 - first_year, 4.0, None]
    )


def test_claim_about_a_year_beyond_the_run_is_not_counted_and_says_why(dated: Comparison) -> None:
    late = judge(dated)[-1]
    assert (late.outcome, late.why, late.when) == ("not counted", "needs 27 months", "2012-03")


def test_past_that_overlaps_the_end_of_the_run_is_not_counted(dated: Comparison) -> None:
    said = claim(direction="rises", since="2011-03")
    question = about(said, dated.b.world.scenario, dated.a.world.scenario)
    assert question.why_not_counted(26) == "needs 27 months"
    assert question.why_not_counted(27) == ""


def test_level_is_given_without_comparison_and_in_the_unit_of_the_claim() -> None:
    said = claim(figure=107.0, unit="households/year", quantity="level", indicator="exits_to_support_or_work")
    found = given(said, (9.0,) * 2, (5.0,) * 2, village())
    assert (found.median, found.unit, found.outcome) == (108.0, "households/year", MET)


def test_level_of_a_share_can_be_said_in_percent() -> None:
    said = claim(figure=25.0, unit="%", quantity="level", indicator="stress")
    assert given(said, (0.24, 0.26), (0.5, 0.5), village()).median == pytest.approx(25.0)


def test_year_in_another_town_is_the_same_calendar_year() -> None:
    later = village().variant({"town.start": "2011-01", "town.name": "later"})
    said = claim(figure=2.0, unit="ratio", until="2012-06", against="later")
    question = Question(said, village(), later)
    assert [it.end for it in question.asked] == [30, 18]


def test_year_before_the_other_town_begins_is_not_counted() -> None:
    later = village().variant({"town.start": "2031-01"})
    said = claim(figure=2.0, unit="ratio", until="2031-06", against="later")
    assert Question(said, village(), later).why_not_counted(1_000).endswith("begins with 2031-01")


def test_unit_that_the_indicator_has_not_is_named() -> None:
    said = claim(figure=-2.4, unit="kilometres")
    assert given(said, (1.0,), (1.2,), village()).why == "payments is in SEK/month"
