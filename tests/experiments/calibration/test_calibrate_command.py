"""The command: a small fit from its file to its files, and errors in words."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tillit.experiments.calibration.models import MODELS
from tillit.experiments.cli import app

TARGETS = """
title = "Little"
replicates = 2
months = 14

[[target]]
name = "paid"
label = "Paid a household and month"
measure = "paid_per_household"
town = "{town}"
figure = 11000
tolerance = 100
unit = "SEK/month"
source = "made up"
grade = "E"

[free]
parameters = ["households.income", "leaving.own_way"]

[search]
waves = 1
vectors = 10
sample = 10
"""


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def targets(town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "little.toml"
    calm = tmp_path / "calm.toml"
    calm.write_text(town.read_text(encoding="utf-8").partition("[[expect]]")[0], encoding="utf-8")
    path.write_text(TARGETS.format(town=calm), encoding="utf-8")
    return path


def test_a_fit_says_what_it_found(targets: Path) -> None:
    words = ("calibrate", targets, "-o", "there")
    result = tillit(*words)
    assert result.exit_code == 0
    assert "| Paid a household and month |" in Path("there/report.md").read_text(encoding="utf-8")
    for said in ("1 of 1 targets are met", "plausible", "narrow"):
        assert said in result.stdout
    names = {"report.md", "best.toml", "vectors.parquet", "calibration.json"}
    assert names <= {path.name for path in Path("there").iterdir()}
    again = json.loads(tillit(*words, "--json").stdout)
    assert again["targets"][0]["said"] == 11000
    assert set(again["verdicts"]) <= set(result.stdout.splitlines())
    targets.write_text(targets.read_text(encoding="utf-8").replace("11000", "11100"), encoding="utf-8")
    other = tillit(*words)
    assert (other.exit_code, "figure = 11000 → figure = 11100" in other.stderr) == (2, True)


def test_a_fit_speaks_swedish(targets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    result = tillit("calibrate", targets, "-o", "there")
    for said in (
        "1 av 1 mål är uppfyllda",
        "dragningar är rimliga",
        "Data ringar in",
        "Alla siffror: there/",
    ):
        assert said in result.stdout
    assert "Våg 1 av 1: " in result.stderr
    page = Path("there/report.md").read_text(encoding="utf-8")
    for said in (
        "## Mål",
        "| Utbetalt per hushåll och månad | kronor i månaden | 11 000 |",
        "| uppfyllt |",
    ):
        assert said in page
    assert "| chansen att hitta arbete utan hjälp | per månad | 0,1 | 2,5 |" in page
    targets.write_text(targets.read_text(encoding="utf-8").replace("11000", "11100"), encoding="utf-8")
    other = tillit("calibrate", targets, "-o", "there", "--lang", "da")
    assert "there: blev begyndt med noget andet (var → er):" in other.stderr


def test_vectors_of_an_earlier_fit_are_run_again_and_those_that_are_ruled_out_go(targets: Path) -> None:
    plausible = pd.DataFrame({"households.income": [0.1, 0.5, 1.0], "leaving.own_way": [0.5, 0.5, 0.5]})
    plausible.to_parquet("earlier.parquet")
    result = tillit("calibrate", targets, "--again", "earlier.parquet", "-o", "again")
    assert result.exit_code == 0, result.output
    kept = pd.read_parquet("again/vectors.parquet")
    assert f"{len(kept)} vectors are still plausible" in result.stdout
    distance = (kept["target.paid"] - 11000).abs() / 100
    assert (kept["implausibility"] < 3).all()
    assert (kept["implausibility"] <= distance).all()
    assert 0 < len(kept) < len(plausible)


def test_every_explanation_is_fitted_for_itself_and_their_vectors_lie_together(targets: Path) -> None:
    result = tillit("calibrate", targets, "--model", "all", "-o", "all")
    assert result.exit_code == 0, result.output
    together = pd.read_parquet("all/vectors.parquet")
    assert set(together["model"]) == {it.name for it in MODELS}
    for name, own in together.groupby("model"):
        pd.testing.assert_frame_equal(
            own.reset_index(drop=True), pd.read_parquet(Path("all") / str(name) / "vectors.parquet")
        )
    again = tillit(
        "calibrate", targets, "--model", "control_only", "--again", "all/vectors.parquet", "-o", "one"
    )
    assert again.exit_code == 0, again.output
    kept = pd.read_parquet("one/vectors.parquet")
    own = together[together["model"] == "control_only"]
    # A fit keeps the nearest ten beside, where fewer are plausible.
    own = own[own["implausibility"] < 3].reset_index(drop=True)
    assert len(own)
    pd.testing.assert_frame_equal(kept[own.columns], own)


@pytest.mark.parametrize(
    "words",
    [
        ("behaviour", "--again", "nowhere.parquet"),
        ("behaviour", "--again", "little.toml"),
        (),
        ("behaviour", "--town", "little.toml"),
        ("nowhere",),
        ("--town", "hassleholm.toml"),
        ("--town", "town.toml"),
        ("behaviour", "--model", "ghosts"),
        ("--town", "town.toml", "--model", "control_only"),
        ("behaviour", "-o", "."),
    ],
)
def test_wrong_input_is_one_message_and_status_2(words: tuple[str, ...], targets: Path, town: Path) -> None:
    Path("town.toml").write_bytes(town.read_bytes())
    assert targets.is_file()
    result = tillit("calibrate", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert 0 < len(result.stderr.splitlines()) <= 20
    assert "Traceback" not in result.stderr
