"""Record: what was found is read as it was written, and nothing else is."""

from pathlib import Path

import pytest

from tillit.experiments.calibration.models import THEORY, plausible_sets
from tillit.experiments.claims.living import Account, Plan, live_all
from tillit.experiments.claims.record import empty_record, read_record, short, write_record
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import read_scenario, town_names


def test_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    assert read_record(path) == empty_record()
    kept = empty_record() | {"towns": {"hamlet": {"title": "A hamlet"}}}
    write_record(kept, path)
    assert read_record(path) == kept


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"towns": {}}'])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recorded.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match="no record of tillit validate"):
        read_record(path)


@pytest.mark.parametrize("name", [name for name in town_names() if read_scenario(name).expect])
def test_record_is_of_the_program_as_it_is(name: str) -> None:
    """The first world of the first vector again. If this fails: tillit validate --record, and --into."""
    account = Account.of(read_scenario(name))
    lived = live_all(account, plausible_sets(None, 1), Plan(1, 1), lambda _: None, (THEORY,))["theory"]
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
