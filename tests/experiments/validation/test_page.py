"""Page: what README.md and docs/validation.md say is what was recorded."""

from pathlib import Path
from typing import Any

import pytest

from tillit.experiments.validation.markdown import table
from tillit.experiments.validation.page import PARTS, gradient, null_figures, renew, validation
from tillit.experiments.validation.record import read_record

ROOT = Path(__file__).parents[3]
SPREAD = {"unit": "%", "median": -20.0, "low": -30.0, "high": 5.0}


def row(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - plain values
    nulls = {name: SPREAD | {"verdict": "not met"} for name in ("caseload_only", "control_only")}
    told = {"claim": "It fell", "said": "falls", "source": "account 999", "grade": "C"}
    return told | {"model": SPREAD, "verdict": "not met", "assumptions": None, "null_models": nulls} | fields


def record(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"towns": {"hamlet": {"title": "A hamlet", "claims": list(rows)}}, "gradient": None}


@pytest.mark.parametrize("name", ["README.md", "docs/validation.md"])
def test_page_says_what_was_recorded(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "<!-- validation -->" in text
    assert renew(text, read_record()) == text, f"tillit validate --into {name} writes it again"


def test_every_generated_part_is_in_the_documentation() -> None:
    text = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    assert [name for name in PARTS if f"<!-- {name} -->" not in text] == []


def test_unmet_claims_are_shown_too() -> None:
    page = validation(record(row(), row(claim="It rose", verdict="wrong direction")))
    assert (
        "| A hamlet | It fell (account 999, C) | falls | -20.0 % (-30.0 … +5.0) | not yet | **not met** |"
        in page
    )
    assert "**wrong direction**" in page
    assert "0 of 2 claims are met" in page


def test_what_assumptions_leave_open_is_shown_when_it_is_known() -> None:
    known = {"median": -18.0, "low": -25.0, "high": -9.0, "vectors": 30}
    assert "-18.0 % (-25.0 … -9.0)" in validation(record(row(assumptions=known)))


def test_year_of_a_claim_and_why_it_is_not_counted_are_shown() -> None:
    nothing = {"unit": "", "median": None, "low": None, "high": None}
    late = {"when": "2015-12", "model": nothing, "verdict": "not counted", "why": "needs 36 months"}
    page = validation(record(row(**late)))
    assert "| falls (2015-12) | - (needs 36 months) | not yet | not counted |" in page
    assert "A month in parentheses ends the twelve months that are meant" in page


def test_level_has_no_sign() -> None:
    spread = {"unit": "households/year", "median": 107.0, "low": 101.0, "high": 120.0}
    level = row(quantity="level", model=spread, null_models={"caseload_only": spread | {"verdict": "met"}})
    assert "| 107 households/year (101 … 120) |" in validation(record(level))
    assert "| 107 households/year (101 … 120) |" in null_figures(record(level))


def test_claim_that_a_model_without_ties_meets_too_is_counted_apart() -> None:
    nulls = {"caseload_only": SPREAD | {"verdict": "met"}}
    page = validation(record(row(verdict="met"), row(verdict="met", null_models=nulls)))
    assert "2 of 2 claims are met; 1 of these by none" in page


def test_only_what_stands_between_markers_is_written_again() -> None:
    text = "before\n<!-- validation -->\nold\n<!-- /validation -->\nafter\n"
    new = renew(text, record(row()))
    assert new.startswith("before\n<!-- validation -->\n\n| town |")
    assert new.endswith("\n<!-- /validation -->\nafter\n")
    assert "old" not in new
    assert renew(new, record(row())) == new


def test_page_without_markers_stays_as_it_is() -> None:
    assert renew("# A page\n", record(row())) == "# A page\n"


def test_bar_in_a_cell_does_not_end_it() -> None:
    assert table(["a"], [["one|two"]]).endswith("| one\\|two |")


def test_gradient_says_how_much_remains_without_the_effect() -> None:
    shares = {"1": 0.9, "2": 0.5, "3": None, "1_households": 100, "2_households": 10, "3_households": 0}
    sides = {"milwaukee": shares, "landmark": shares | {"2": 0.95}}
    found = {"months": 24, "landmark": 6, "on": sides, "off": sides}
    page = gradient({"gradient": found})
    assert "90.0 % of 100 households" in page
    assert "+40.0 points of +40.0 points remain" in page
    assert "-5.0 points with ties on" in page
