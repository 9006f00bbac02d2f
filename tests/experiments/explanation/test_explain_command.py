"""The command `tillit explain`: words, files, pure JSON and plain errors."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tillit.experiments.cli import app

QUICK = ("--pairs", 2, "--months", 14)


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_mechanisms_are_named_in_words_and_their_limits_said(town: Path) -> None:
    result = tillit("explain", town, *QUICK)
    assert result.exit_code == 0
    for words in ("Littletown", "as it was", "as it acted", "Continuity", "Posts, hours and places", "100 %"):
        assert words in result.stdout
    assert "It explains this model, not the town." in result.stdout
    assert "-0 %" not in result.stdout


def test_table_is_in_the_language_that_was_asked_for(town: Path) -> None:
    result = tillit("explain", town, *QUICK, "--lang", "sv")
    for words in (
        "varför",
        "som det var",
        "Kontinuitet",
        "Skillnad",
        "de sista 12 månaderna",
        "90 % av paren",
    ):
        assert words in result.stdout
    assert not re.search(r"[0-9]\.[0-9]|[0-9]e-", result.stdout)


def test_acts_are_written_as_figure_and_table(town: Path) -> None:
    result = tillit("explain", town, "--by", "events", *QUICK, "-o", "bridge.png", "-o", "bridge.csv")
    assert result.exit_code == 0
    assert Path("bridge.png").read_bytes().startswith(b"\x89PNG")
    table = pd.read_csv("bridge.csv")
    assert table["part"].tolist() == ["a", "share", "share", "difference", "b"]
    shares = table.query("part == 'share'")["value"].sum()
    difference = table.query("part == 'difference'")["value"].item()
    assert shares == pytest.approx(difference, abs=0.01)


def test_json_is_pure(town: Path) -> None:
    def refuse(name: str) -> float:
        raise ValueError(name)

    result = tillit("explain", town, "--by", "events", *QUICK, "--json", "--sum", "--of", "public_cost")
    answer: Any = json.loads(result.stdout, parse_constant=refuse)
    assert [row["part"] for row in answer["rows"]] == ["a", "share", "share", "difference", "b"]
    assert {row["unit"] for row in answer["rows"]} == {"SEK"}


def test_change_of_a_town_is_explained(town: Path) -> None:
    result = tillit("explain", town, "--set", "staff.posts=+2", "--by", "events", *QUICK)
    assert result.exit_code == 0
    assert "(+2; 2010-01)" in result.stdout
    assert "Reorganisation" not in result.stdout


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("nowhere",), "there is no town"),
        (("standard",), "both worlds are the same"),
        (("hassleholm", "--of", "payment"), "did you mean 'payments'"),
        (("hassleholm", "--of", "turnover", "--sum"), "no sum over months"),
        (("hassleholm", "--set", "staff.posts"), "NAME=VALUE"),
        (("hassleholm", "--set", "staff.posts=+3", "--set", "staff.posts=+1"), "is given twice"),
        (("hassleholm", "-o", "bridge.txt"), "must end in"),
        (("hassleholm", "--by", "luck"), "mechanisms"),
    ],
)
def test_bad_input_gets_one_message_and_status_2(words: tuple[object, ...], answer: str) -> None:
    result = tillit("explain", *words)
    assert result.exit_code == 2
    assert answer in result.stderr
    assert "Traceback" not in result.stderr
