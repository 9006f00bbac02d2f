"""Findings: each claim beside the theory, plausible vectors and null models."""

from pathlib import Path

import pytest

from tests.experiments.validation.small_towns import write_town
from tillit.experiments.claims import judge
from tillit.experiments.pairs import compare
from tillit.experiments.validation.figures import Plan, figures_of
from tillit.experiments.validation.findings import VECTOR_PAIRS, Inquiry, judge_all, row_of, short
from tillit.experiments.validation.null_models import NULL_MODELS
from tillit.experiments.validation.questions import questions_of
from tillit.model.scenarios import Scenario, read_scenario

PLAN = Plan(pairs=10, months=12)


def silent(_: int) -> None:
    """Report nothing."""


def test_findings_are_those_of_a_comparison(hamlet: Scenario) -> None:
    questions = questions_of([hamlet])
    found = judge_all(questions, figures_of(questions, PLAN, silent), PLAN.months)
    assert found == judge(compare(hamlet.before(), hamlet, pairs=10, months=12))


def test_each_claim_has_its_verdict_under_every_model(hamlet: Scenario) -> None:
    vectors = ({"stress.load": 0.4}, {"stress.load": 0.8})
    inquiry = Inquiry(tuple(questions_of([hamlet])), PLAN, vectors=vectors)
    more, fewer, painted = inquiry.ask(silent)
    assert [it.judgement.outcome for it in (more, fewer, painted)] == [
        "met",
        "wrong direction",
        "not counted",
    ]
    verdicts = {name: it.outcome for name, it in more.nulls}
    assert verdicts == {
        "caseload_only": "met",
        "control_only": "not met",
        "faster_decisions_only": "not met",
        "no_colleagues": "met",
    }
    assert more.vectors == (2.0, 2.0)
    assert more.assumptions == (2.0, 2.0, 2.0)
    assert painted.assumptions is None


def test_without_vectors_and_null_models_there_is_only_the_theory(hamlet: Scenario) -> None:
    (more, *_) = Inquiry(tuple(questions_of([hamlet])), PLAN, nulls=False).ask(silent)
    row = row_of(more)
    assert (row["assumptions"], row["null_models"]) == (None, {})
    assert (row["verdict"], row["model"]["median"], row["grade"]) == ("met", 2.0, "C")


def test_row_says_the_year_and_why_a_claim_is_not_counted(tmp_path: Path) -> None:
    claim = '[[expect]]\nclaim = "More"\nindicator = "posts"\ndirection = "rises"\nuntil = "2011-06"\n'
    town = read_scenario(write_town(tmp_path, claims=claim))
    (found,) = Inquiry(tuple(questions_of([town])), PLAN, nulls=False).ask(silent)
    row = row_of(found)
    assert (row["when"], row["until"], row["verdict"], row["why"]) == (
        "2011-06",
        "2011-06",
        "not counted",
        "needs 18 months",
    )


def test_as_many_worlds_are_run_as_were_announced(hamlet: Scenario) -> None:
    inquiry = Inquiry(tuple(questions_of([hamlet])), PLAN, vectors=({"stress.load": 0.4},))
    ran = 0

    def report(more: int) -> None:
        nonlocal ran
        ran += more

    inquiry.ask(report)
    assert ran == inquiry.worlds == (2 + 2 * len(NULL_MODELS)) * 10 + 2 * VECTOR_PAIRS


def test_worlds_that_are_read_alike_are_run_once(tmp_path: Path) -> None:
    claim = '[[expect]]\nclaim = "More"\nindicator = "posts"\ndirection = "rises"\n'
    one, other = (
        read_scenario(write_town(tmp_path, name, acts=acts, claims=f'{claim}against = "{than}"\n'))
        for name, than, acts in (
            ("east", "west", ""),
            ("west", "east", '[[event]]\nkind = "posts"\nmonth = 2\nto = 5\n'),
        )
    )
    inquiry = Inquiry(tuple(questions_of([one, other])), PLAN, nulls=False)
    assert inquiry.worlds == 2 * PLAN.pairs
    assert [it.judgement.outcome for it in inquiry.ask(silent)] == ["wrong direction", "met"]


def test_stopped_inquiry_keeps_nothing(hamlet: Scenario) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Inquiry(tuple(questions_of([hamlet])), Plan(pairs=50, months=12), nulls=False).ask(stop)


def test_recorded_figures_have_four_digits() -> None:
    assert (short(-33.68214), short(1_419_832.0), short(None), short(float("inf"))) == (
        -33.68,
        1.42e6,
        None,
        None,
    )
