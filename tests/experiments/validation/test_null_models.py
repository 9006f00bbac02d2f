"""Null models: each leaves out what it says, in both worlds, and nothing else."""

import pytest

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.validation.null_models import NULL_MODELS, TIES, NullModel
from tillit.model.assumptions import DECLARED
from tillit.model.events import Event, Sort
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting
from tillit.model.scenarios import Scenario

BY_NAME = {null.name: null for null in NULL_MODELS}


def kinds(scenario: Scenario) -> list[str]:
    return [name_of(event) for event in scenario.events]


def name_of(event: Event) -> str:
    return f"setting.{event.rule}" if isinstance(event, Setting) else event.kind


def test_event_is_sorted_by_its_kind_and_a_setting_by_its_rule() -> None:
    assert Reorganisation(month=1).acts_on == Sort.STAFF
    assert Setting(month=1, rule="demands", value=0.5).acts_on == Sort.CONTROL
    assert Setting(month=1, rule="inflow", value=0.5).acts_on == Sort.SURROUNDINGS


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("caseload_only", ["posts", "administrative_support", "setting.demands", "price_change"]),
        ("control_only", ["setting.demands", "price_change"]),
        ("faster_decisions_only", ["administrative_support", "price_change"]),
        ("no_colleagues", ["posts", "administrative_support", "setting.demands", "price_change"]),
    ],
)
def test_only_what_the_model_speaks_of_still_happens(hamlet: Scenario, name: str, left: list[str]) -> None:
    assert kinds(BY_NAME[name].of(hamlet)) == left


@pytest.mark.parametrize("null", NULL_MODELS, ids=lambda null: null.name)
def test_both_worlds_begin_in_the_same_place(hamlet: Scenario, null: NullModel) -> None:
    assert null.of(hamlet).before().digest == null.of(hamlet.before()).digest
    assert null.of(hamlet).before().digest != hamlet.before().digest


@pytest.mark.parametrize("null", NULL_MODELS, ids=lambda null: null.name)
def test_what_is_switched_off_is_off_and_the_rest_is_on(hamlet: Scenario, null: NullModel) -> None:
    told = null.of(hamlet)
    off = {name for name, on in told.mechanisms._asdict().items() if not on}
    assert off == set(null.off)
    assert told.parameters == dict.fromkeys(null.nothing, 0.0)
    assert set(null.nothing) <= set(DECLARED)


def test_what_nobody_in_the_office_did_happens_under_every_model() -> None:
    assert all(Sort.SURROUNDINGS in null.keeps for null in NULL_MODELS)


def test_ties_are_all_but_crowding_strain_and_demands() -> None:
    assert set(Mechanisms._fields) - set(TIES) == {"crowding_out", "stress_turnover", "demands"}


def test_mechanism_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="harmony"):
        NullModel("nothing", "nothing", "Nothing.", off=("harmony",))
