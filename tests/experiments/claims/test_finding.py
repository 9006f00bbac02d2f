"""Finding: an account weighed, from the file to the record."""

import json
from typing import Any

import pytest

from tests.experiments.claims.small_towns import AS_IT_IS
from tillit.experiments.calibration.models import MODELS, NULL_MODELS
from tillit.experiments.claims.measuring import LEAD, Account
from tillit.experiments.claims.record import Plan, account_record, given_by
from tillit.model.scenarios import Scenario, read_scenario, town_names

SETS = dict.fromkeys((it.name for it in MODELS), AS_IT_IS)
PLAN = Plan(lucks=3, threads=1)


@pytest.fixture(scope="module")
def weighed(module_hamlet: Scenario) -> dict[str, Any]:
    account = Account.of(module_hamlet)
    return account_record(account, given_by(account, SETS, PLAN, lambda _: None))


def test_account_asks_for_the_worlds_that_its_claims_need_and_no_longer(module_hamlet: Scenario) -> None:
    account = Account.of(module_hamlet)
    assert set(account.worlds) == {"acted", "as it was"}
    assert account.months == LEAD + 24
    assert [(claim.indicator, why) for claim, why in account.not_counted] == [
        ("colour", "no such indicator: colour")
    ]


@pytest.mark.parametrize("name", [it for it in town_names() if read_scenario(it).expect])
def test_every_claim_of_every_town_can_be_asked(name: str) -> None:
    assert Account.of(read_scenario(name)).not_counted == ()


def test_claim_is_told_with_prediction_surprise_and_factors(weighed: dict[str, Any]) -> None:
    twice, fewer, trust = weighed["claims"]
    assert (twice["said"], twice["unit"], twice["model"]) == ("2 times", "ratio", [2.0] * 5)
    assert twice["tail"] == 0.5
    assert twice["factors"]["nothing_done"]["log10"] > 1.0
    assert twice["factors"]["ties_frozen"] == {"log10": 0.0, "error": 0.0}
    assert (fewer["chance"], fewer["factors"]["nothing_done"]["log10"]) == (0.0, 0.0)
    assert (trust["about_ties"], set(trust["factors"])) == (True, {"nothing_done"})


def test_account_as_a_whole_leaves_out_what_is_said_of_ties(weighed: dict[str, Any]) -> None:
    assert set(weighed["factors"]) == {it.name for it in NULL_MODELS}
    both = sum(row["factors"]["nothing_done"]["log10"] for row in weighed["claims"][:2])
    assert weighed["factors"]["nothing_done"]["log10"] == pytest.approx(both, abs=0.01)


def test_what_could_be_told_is_known_for_each_claim_and_for_all(weighed: dict[str, Any]) -> None:
    twice, fewer, trust = weighed["claims"]
    assert twice["attainable"] > 0.8
    assert fewer["attainable"] == 0.0
    assert trust["attainable"] is None


def test_record_is_plain_values(weighed: dict[str, Any]) -> None:
    assert json.loads(json.dumps(weighed)) == weighed


def test_extreme_is_held_against_another_town_with_acts_of_many_sizes() -> None:
    account = Account.of(read_scenario("tvilling-omorganiserar"))
    names = {"acted", "acted, as many", "tvilling-satsar, as many"}
    assert set(account.worlds) == names
    assert account.worlds["tvilling-satsar, as many"].name == "tvilling-satsar"
