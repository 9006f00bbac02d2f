"""Record: what was found is read as it was written, and nothing else is."""

from pathlib import Path

import pytest

from tillit.experiments.calibration.models import THEORY, plausible_sets
from tillit.experiments.claims.measuring import Account
from tillit.experiments.claims.record import Plan, live_all, read_record, recorded_of, write_record
from tillit.experiments.claims.weighing import short
from tillit.model.scenarios import read_scenario, town_names


def test_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    write_record({"towns": {"hamlet": {"title": "A hämlet"}}}, path)
    assert read_record(path) == {"towns": {"hamlet": {"title": "A hämlet"}}}


def test_only_a_town_as_it_came_has_claims_on_record() -> None:
    town = read_scenario("hassleholm")
    assert [it["claim"] for it in recorded_of(town)] == [it.claim for it in town.expect]
    assert recorded_of(town.before()) == recorded_of(town.variant({"staff.posts": "+1"})) == []
    assert recorded_of(read_scenario("standard")) == []


@pytest.mark.parametrize("name", [name for name in town_names() if read_scenario(name).expect])
def test_record_is_of_the_program_as_it_is(name: str) -> None:
    """The first world of the first vector again. If this fails: tillit validate --record, and --into."""
    account = Account.of(read_scenario(name))
    theory = {THEORY.name: plausible_sets(None, 1)[THEORY.name]}
    lived = live_all(account, theory, Plan(1), lambda _: None)[THEORY.name]
    alone = [it for it in account.claims if it.arithmetic not in {"counterfactual", "extreme"}]
    now = {it.claim: short(float(account.given(it, lived)[0, 0, 0])) for it in alone}
    rows = read_record()["towns"][name]["claims"]
    assert now == pytest.approx({row["claim"]: row["first"] for row in rows if row["claim"] in now}, rel=2e-3)


def test_every_claim_that_comes_with_the_program_is_recorded() -> None:
    """If this fails, a claim is new or was restated: tillit validate --record."""
    towns = read_record()["towns"]
    claimed = {name: [it.claim for it in read_scenario(name).expect] for name in town_names()}
    recorded = {name: [it["claim"] for it in town["claims"]] for name, town in towns.items()}
    assert recorded == {name: claims for name, claims in claimed.items() if claims}
