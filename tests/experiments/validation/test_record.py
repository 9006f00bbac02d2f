"""Record: which claims were met when somebody last looked, and which are not any more."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tillit.experiments.refused import RefusedError
from tillit.experiments.validation.figures import Plan
from tillit.experiments.validation.findings import Inquiry, row_of
from tillit.experiments.validation.questions import questions_of, towns_with_claims
from tillit.experiments.validation.record import lost, read_record, renewed, write_record
from tillit.model.scenarios import Scenario


def record(verdicts: dict[str, dict[str, str]]) -> dict[str, Any]:
    towns = {
        town: {"claims": [{"claim": claim, "verdict": verdict} for claim, verdict in claims.items()]}
        for town, claims in verdicts.items()
    }
    return {"towns": towns, "gradient": None}


EARLIER = record({"east": {"fewer": "met", "more": "not met"}, "west": {"fewer": "met"}})


@pytest.mark.parametrize(
    ("now", "gone"),
    [
        ({"east": {"fewer": "met", "more": "not met"}}, []),
        ({"east": {"fewer": "met", "more": "met"}}, []),
        ({"east": {"fewer": "not met", "more": "met"}}, [("east", "fewer")]),
        ({"east": {"more": "met"}}, [("east", "fewer")]),
        ({"north": {"fewer": "not met"}}, []),
        ({"east": {"fewer": "wrong direction"}, "west": {}}, [("east", "fewer"), ("west", "fewer")]),
    ],
)
def test_claim_is_lost_if_it_was_met_and_is_not(
    now: dict[str, dict[str, str]], gone: list[tuple[str, str]]
) -> None:
    assert lost(EARLIER, record(now)) == gone


def test_towns_that_were_not_asked_stay_recorded() -> None:
    new = renewed(EARLIER, record({"east": {"fewer": "not met"}}))
    assert new["towns"]["west"] == EARLIER["towns"]["west"]
    assert new["towns"]["east"]["claims"] == [{"claim": "fewer", "verdict": "not met"}]


def test_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    assert read_record(path)["towns"] == {}
    write_record(EARLIER, path)
    assert read_record(path) == EARLIER


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"towns": 3}'])
def test_what_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recorded.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match="no record"):
        read_record(path)


def test_recorded_claims_are_those_of_the_towns_that_ship() -> None:
    recorded = read_record()["towns"]
    for town in towns_with_claims():
        claims = [row["claim"] for row in recorded[town.name]["claims"]] if town.name in recorded else None
        expected = [claim.claim for claim in town.expect]
        assert claims == expected, f"tillit validate {town.name} --record has not been run since it changed"


def figures(rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return what the first pair gives for each claim that the model counts."""
    return {row["claim"]: row["first_pair"] for row in rows if row["first_pair"] is not None}


@pytest.mark.parametrize("town", towns_with_claims(), ids=lambda town: town.name)
def test_program_still_gives_what_was_recorded(town: Scenario) -> None:
    recorded = read_record()["towns"][town.name]
    plan = Plan(pairs=1, months=recorded["months"], seed=recorded["seed"])
    found = Inquiry(tuple(questions_of([town])), plan, nulls=False).ask(lambda _: None)
    now = figures(map(row_of, found))
    then = figures(recorded["claims"])
    assert now == pytest.approx(then, rel=2e-3), f"tillit validate {town.name} --record"
