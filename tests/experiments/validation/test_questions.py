"""Questions: each claim finds its two worlds."""

from pathlib import Path

import pytest

from tests.experiments.validation.small_towns import write_town
from tillit.experiments.question import Question
from tillit.experiments.refused import RefusedError
from tillit.experiments.scales import factor_between
from tillit.experiments.validation.figures import Plan
from tillit.experiments.validation.questions import (
    asked_by_world,
    questions_of,
    towns_meant,
    towns_with_claims,
)
from tillit.experiments.worlds.accounts import TWINS
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, read_scenario

EVERY = questions_of(towns_with_claims())


def named(question: Question) -> str:
    return f"{question.town}: {question.claim.claim}"


def test_claim_about_a_town_is_held_against_the_town_as_it_was(hamlet: Scenario) -> None:
    for question in questions_of([hamlet]):
        assert question.own == hamlet
        assert question.than == hamlet.before()


def test_own_past_and_level_need_no_second_world(tmp_path: Path) -> None:
    past = 'claim = "More"\nindicator = "posts"\ndirection = "rises"\nsince = "2010-12"\nuntil = "2012-06"'
    level = 'claim = "Four"\nindicator = "posts"\nfigure = 4\nquantity = "level"'
    town = read_scenario(write_town(tmp_path, claims=f"[[expect]]\n{past}\n[[expect]]\n{level}\n"))
    questions = questions_of([town])
    assert [question.worlds for question in questions] == [(town, town)] * 2
    assert asked_by_world(questions) == {town.digest: {("posts", 30), ("posts", 12), ("posts", None)}}


def test_claims_of_both_twins_are_held_against_each_other() -> None:
    for twins in TWINS.values():
        against = {(it.town, it.than.name) for it in questions_of(towns_meant(twins)) if it.claim.against}
        one, other = twins
        assert against == {(one, other), (other, one)}


def test_name_of_a_pair_means_both_towns() -> None:
    for pair, twins in TWINS.items():
        assert {town.name for town in towns_meant([pair])} == set(twins)


def test_town_of_which_nothing_is_claimed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"no \[\[expect\]\]"):
        towns_meant([str(write_town(tmp_path, claims=""))])


def test_every_town_with_claims_is_meant_when_none_is_named() -> None:
    assert towns_meant([]) == towns_with_claims() != []


@pytest.mark.parametrize("question", EVERY, ids=named)
def test_claim_that_ships_can_be_measured(question: Question) -> None:
    claim = question.claim
    assert claim.source
    if claim.indicator not in INDICATORS:
        return
    assert question.why_not_counted(Plan(pairs=1).months) == ""
    if claim.is_level or claim.unit not in {"", "%", "ratio"}:
        assert factor_between(INDICATORS[claim.indicator].unit, claim.unit) is not None


@pytest.mark.parametrize("question", [it for it in EVERY if it.claim.figure is not None], ids=named)
def test_figure_that_ships_has_the_sign_of_its_direction(question: Question) -> None:
    claim = question.claim
    still = 1.0 if claim.unit == "ratio" else 0.0
    side = {"rises": 1.0, "falls": -1.0}.get(claim.direction or "")
    if side is not None:
        assert ((claim.figure or 0.0) - still) * side > 0.0


def test_claims_of_a_town_differ_in_their_words() -> None:
    assert len({named(question) for question in EVERY}) == len(EVERY)
