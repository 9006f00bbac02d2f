"""CSV files: read back as they were, by programs and by a Swedish Excel."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tillit.experiments.cli import app
from tillit.experiments.worlds.files import CsvFormat, csv_format, write_csv

FRAME = pd.DataFrame({"name": ["Åby; x", "B"], "share": [9.1, float("nan")], "number": [1_234_567, -3]})


@pytest.fixture
def _for_excel() -> None:
    csv_format.set(CsvFormat.SV)


def test_programs_get_commas_and_points(tmp_path: Path) -> None:
    csv_format.set(CsvFormat.PLAIN)
    write_csv(FRAME, tmp_path / "t.csv")
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "t.csv"), FRAME)


@pytest.mark.usefixtures("_for_excel")
def test_excel_in_sweden_gets_semicolons_decimal_commas_and_a_mark(tmp_path: Path) -> None:
    write_csv(FRAME, tmp_path / "t.csv")
    content = (tmp_path / "t.csv").read_bytes()
    assert content == b'\xef\xbb\xbfname;share;number\r\n"\xc3\x85by; x";9,1;1234567\r\nB;;-3\r\n'
    read = pd.read_csv(tmp_path / "t.csv", sep=";", decimal=",", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(read, FRAME)


def test_the_option_holds_for_one_command_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = ["run", "standard", "--pairs", "1", "--months", "1", "--quiet", "-o"]
    for words in (["--csv-format", "sv", *run, "swedish"], [*run, "plain"]):
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
    swedish = pd.read_csv("swedish/summary.csv", sep=";", decimal=",", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(swedish, pd.read_csv("plain/summary.csv"), check_dtype=False)


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    done = CliRunner().invoke(app, ["--csv-format", "se", "version"])
    assert done.exit_code == 2
    assert "'plain', 'sv'" in done.output
