"""`tillit validate`: what it prints, writes, refuses and keeps."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tests.experiments.claims.small_towns import write_town
from tillit.experiments.claims import record
from tillit.experiments.cli import app
from tillit.experiments.cli import evidence as validating
from tillit.model.scenarios import read_scenario

QUICK = ("--vectors", "1", "--lucks", "2", "--threads", "1")


@pytest.fixture(autouse=True)
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the record that ships out of it."""
    path = tmp_path / "recorded.json"
    write = record.write_record
    monkeypatch.setattr(record, "write_record", lambda it: write(it, path))
    return path


def validate(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["validate", *map(str, words)], env={"COLUMNS": "200"})


def test_claims_of_a_named_town_are_shown_with_surprise_and_factors(hamlet_file: Path) -> None:
    result = validate(hamlet_file, *QUICK)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    for words in ("2 times", "compatible (tail 50 %)", "no such indicator: colour", "ties frozen"):
        assert words in text
    assert "1 account predicted, 2 claims: 1 surprising, 1 not" in text


def test_all_towns_together_are_shown_as_wholes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    towns = [read_scenario(write_town(tmp_path, name)) for name in ("east", "west")]
    monkeypatch.setattr(validating, "towns_with_claims", lambda: towns)
    text = " ".join(validate(*QUICK).stdout.split())
    assert "A east" in text
    assert "2 accounts predicted, 4 claims" in text
    assert "There are twice as many posts" not in text


def test_json_is_all_that_is_printed(hamlet_file: Path) -> None:
    found: dict[str, Any] = json.loads(validate(hamlet_file, *QUICK, "--json").stdout)
    (first, *_) = found["towns"]["hamlet"]["claims"]
    assert first["model"] == [2.0] * 5
    assert found["how"] == {"vectors": 1, "lucks": 2, "seed": 1, "lead": 24, "not_fitted": []}


def test_models_without_plausible_vectors_of_their_own_are_named(hamlet_file: Path, tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.parquet"
    pd.DataFrame({"stress.load": [0.4, 0.8], "model": ["theory", "ties_frozen"]}).to_parquet(vectors)
    words = ("--vectors", "2", "--lucks", "2", "--plausible", vectors)
    text = " ".join(validate(hamlet_file, *words).stdout.split())
    assert "run with the theory's vectors: nothing done, hours only, control only" in text


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "sv",
            (
                "det som berättas",
                "förenligt (50 % går längre)",
                "än med: inget gjort",
                "1 berättelse förutsagd",
            ),
        ),
        (
            "da",
            (
                "det, der fortælles",
                "foreneligt (50 % går længere)",
                "end med: intet gjort",
                "1 beretning forudsagt",
            ),
        ),
    ],
)
def test_an_account_is_weighed_in_the_language_asked_for(
    hamlet_file: Path, lang: str, told: tuple[str, ...]
) -> None:
    text = " ".join(validate(hamlet_file, *QUICK, "--lang", lang).stdout.split())
    assert [it for it in told if it not in text] == []
    assert re.findall(r"\b(?:claim|said|account|predicts|surprising|under|vectors|worlds)\b", text) == []


def test_record_keeps_all_towns_and_the_gradient(
    tmp_path: Path, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validating, "towns_with_claims", lambda: [read_scenario(write_town(tmp_path))])
    shares = {"1": 0.9, "2": 0.5, "3": 0.4, "1_households": 9, "2_households": 9, "3_households": 9}
    side = {"milwaukee": shares, "landmark": shares}
    found = {"months": 24, "landmark": 6, "on": side, "off": side}
    monkeypatch.setattr(validating, "gradient_of", lambda _town, _report, threads: found)  # noqa: ARG005 - as it is called
    monkeypatch.setattr(validating, "switched", lambda _report, threads: {"rows": []})  # noqa: ARG005 - as it is called
    result = validate(*QUICK, "--record")
    assert result.exit_code == 0
    assert list(record.read_record(recorded)["towns"]) == ["hamlet"]
    assert record.read_record(recorded)["switches"] == {"rows": []}


def test_ctrl_c_ends_with_130_and_keeps_nothing(
    hamlet_file: Path, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tillit.experiments.claims.record.usual_inflow", stop)
    result = validate(hamlet_file, *QUICK)
    assert (result.exit_code, "nothing was written" in result.stderr) == (130, True)
    assert not recorded.exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--record",), "--record keeps all towns"),
        (("--plausible", "nowhere.parquet", "--vectors", "3"), "nowhere.parquet cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_runs(
    hamlet_file: Path, recorded: Path, words: tuple[str, ...], message: str
) -> None:
    result = validate(hamlet_file, *QUICK, *words)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert not recorded.exists()


def test_town_of_which_nothing_is_claimed_is_refused() -> None:
    result = validate("standard", *QUICK)
    assert (result.exit_code, "nothing is claimed of it" in result.stderr) == (2, True)
