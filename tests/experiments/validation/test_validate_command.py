"""`tillit validate`: what it prints, writes, refuses, and what its exit status says."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tests.experiments.validation.small_towns import write_town
from tillit.experiments.cli import app, validating
from tillit.experiments.validation import record

QUICK = ("--pairs", "10", "--threads", "1")


@pytest.fixture(autouse=True)
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the record that ships out of it."""
    path = tmp_path / "recorded.json"
    monkeypatch.setattr(validating, "read_record", lambda: record.read_record(path))
    monkeypatch.setattr(validating, "write_record", lambda it, to=path: record.write_record(it, to))
    return path


def validate(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, words)], env={"COLUMNS": "160"})


def keep(path: Path, verdict: str) -> None:
    """Record a verdict on the hamlet's first claim."""
    claims = [
        {"claim": "There are more posts", "verdict": verdict},
        {"claim": "It was gone", "verdict": "not met"},
    ]
    record.write_record({"towns": {"hamlet": {"claims": claims}}, "gradient": None}, path)


def test_claims_of_a_file_are_shown_met_or_not(hamlet_file: Path) -> None:
    result = validate(hamlet_file, *QUICK, "--no-null")
    assert result.exit_code == 0
    assert "A hamlet: 10 pairs, 120 months, seed 1" in result.stdout
    for words in ("about 2", "+2.0 posts", "met", "wrong direction", "not counted", "not yet"):
        assert words in result.stdout
    assert "1 of 3 claims are met." in result.stdout


def test_null_models_and_continuity_are_shown_beside(
    hamlet_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = {"1": 0.9, "2": 0.5, "3": 0.4, "1_households": 9, "2_households": 9, "3_households": 9}
    side = {"milwaukee": shares, "landmark": shares}
    found = {"months": 24, "landmark": 6, "on": side, "off": side}
    monkeypatch.setattr(validating, "gradient_of", lambda _town, _report, threads: found)  # noqa: ARG005 - as it is called
    result = validate(hamlet_file, *QUICK)
    assert "1 caseload only, 2 control only" in result.stdout
    assert "1 of 3 claims are met; 0 of these by none of the null models" in " ".join(result.stdout.split())
    assert "+40.0 points of +40.0 points remain" in " ".join(result.stdout.split())


def test_json_is_all_that_is_printed(hamlet_file: Path) -> None:
    result = validate(hamlet_file, *QUICK, "--no-null", "--json")
    found: dict[str, Any] = json.loads(result.stdout)
    (first, *_) = found["towns"]["hamlet"]["claims"]
    assert (first["verdict"], first["model"]["median"], found["lost"]) == ("met", 2.0, [])


def test_plausible_vectors_say_what_assumptions_leave_open(hamlet_file: Path, tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.parquet"
    pd.DataFrame({"stress.load": [0.4, 0.5, 0.8]}).to_parquet(vectors)
    words = ("--no-null", "--json", "--plausible", vectors, "--vectors", "2")
    (first, *_) = json.loads(validate(hamlet_file, *QUICK, *words).stdout)["towns"]["hamlet"]["claims"]
    assert first["assumptions"] == {"low": 2.0, "median": 2.0, "high": 2.0, "vectors": 2}


def test_files_say_the_same(hamlet_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "validated"
    assert validate(hamlet_file, *QUICK, "--no-null", "-o", folder).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"validation.json", "validation.md", "validation.csv"}
    table = pd.read_csv(folder / "validation.csv")
    assert table["verdict"].tolist() == ["met", "wrong direction", "not counted"]
    assert table["model_median"][0] == 2.0
    assert "| A hamlet | There are more posts" in (folder / "validation.md").read_text("utf-8")


@pytest.mark.parametrize(("verdict", "status"), [("met", 0), ("not met", 0)])
def test_claim_that_is_met_still_or_anew_is_no_loss(
    hamlet_file: Path, recorded: Path, verdict: str, status: int
) -> None:
    keep(recorded, verdict)
    assert validate(hamlet_file, *QUICK, "--no-null").exit_code == status


def test_claim_that_is_not_met_any_more_is_named_and_gives_status_1(tmp_path: Path, recorded: Path) -> None:
    keep(recorded, "met")
    result = validate(write_town(tmp_path, acts=""), *QUICK, "--no-null")
    assert result.exit_code == 1
    assert "hamlet: 'There are more posts' was met when it was recorded" in result.stderr


def test_ctrl_c_ends_with_130_and_writes_nothing(
    hamlet_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tillit.experiments.validation.figures.usual_inflow", stop)
    result = validate(hamlet_file, *QUICK, "-o", tmp_path / "validated")
    assert (result.exit_code, "nothing was written" in result.stderr) == (130, True)
    assert not (tmp_path / "validated").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--record",), "hamlet is none of them"),
        (("--plausible", "nowhere.parquet"), "nowhere.parquet cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_runs(
    hamlet_file: Path, recorded: Path, words: tuple[str, ...], message: str
) -> None:
    result = validate(hamlet_file, *QUICK, *words)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert not recorded.exists()


def test_record_without_null_models_is_refused() -> None:
    result = validate("--record", "--no-null")
    assert (result.exit_code, "needs the null models" in result.stderr) == (2, True)


def test_too_few_pairs_for_a_verdict_are_refused(hamlet_file: Path) -> None:
    assert validate(hamlet_file, "--pairs", "9").exit_code == 2


def test_recorded_findings_are_printed_and_put_into_a_page(recorded: Path, tmp_path: Path) -> None:
    record.write_record({"towns": {}, "gradient": None}, recorded)
    page = tmp_path / "page.md"
    page.write_text("<!-- validation -->\n<!-- /validation -->\n", encoding="utf-8")
    printed = validate("--markdown")
    assert printed.stdout.startswith("| town | claim | said |")
    assert "written" in validate("--into", page).stdout
    assert printed.stdout.strip() in page.read_text("utf-8")
    assert "nothing to change" in validate("--into", page).stdout


def test_page_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = validate("--into", tmp_path / "page.md")
    assert (result.exit_code, "no file" in result.stderr) == (2, True)
