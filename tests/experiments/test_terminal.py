"""Terminal: brackets and colons of a title are printed as they are, and numbers are never cut."""

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rich.table import Column
from typer.testing import CliRunner

from tests.experiments.conftest import TOWN
from tillit.experiments.cli import app
from tillit.experiments.cli.terminal import print_table, terminal

STRANGE = "Town [2023] [/b] :x: [utkast]"


def printed(rows: Any, heads: Sequence[Column | str] = (), *, width: int) -> str:  # noqa: ANN401 - what tables are of
    """Return a table as a terminal of some width shows it."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as shown:
        patch.setenv("COLUMNS", str(width))
        print_table(rows, heads)
    return shown.getvalue()


@pytest.mark.parametrize("width", [10, 20, 40, 80])
def test_numbers_are_whole_however_narrow_the_terminal_is(width: int) -> None:
    frame = pd.DataFrame({"what is counted": ["Household_payments in all months"], "a": [70_362_412.0]})
    frame = frame.assign(difference=-1_234_567.0, flips_of_points=[50])
    shown = printed(frame, width=width)
    for number in ("70,362,412", "\N{MINUS SIGN}1,234,567", "50"):
        assert number in shown
    assert "…" not in shown


@pytest.mark.parametrize("width", [20, 80])
def test_numbers_are_whole_beside_a_column_of_words_that_has_a_least_width(width: int) -> None:
    row = ("words " * 9, *["-1,234,567 … +1,234,567"] * 4)
    shown = printed([row], (Column("", min_width=40), *["difference"] * 4), width=width)
    assert shown.count("-1,234,567 … +1,234,567") == 4


def test_words_are_folded_and_not_cut_off() -> None:
    shown = printed([["Donaudampfschifffahrt [sic]"]], ["claim"], width=12)
    assert "".join(letter for letter in shown if letter.isalpha()) == "claimDonaudampfschifffahrtsic"


def test_what_is_written_as_numbers_stands_to_the_right_and_words_to_the_left() -> None:
    shown = printed(
        [["one", "+1.5…2", "-"], ["other", "30 %", "7"]], ["what", "so much, in all", "%"], width=60
    )
    assert [line.rstrip()[-1:] for line in shown.splitlines()[-3:-1]] == ["-", "7"]
    assert "one     " in shown
    assert "           30 %" in shown


def test_brackets_and_colons_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    terminal().print(STRANGE)
    print_table([[STRANGE]], ["a"], title=STRANGE)
    assert capsys.readouterr().out.count("[/b] :x: [utkast]") == 3


def test_a_town_whose_title_looks_like_markup_is_run_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("town.toml").write_text(TOWN.replace('"Littletown"', f'"{STRANGE}"'), encoding="utf-8")
    done = CliRunner().invoke(app, ["run", "town.toml", "--pairs", "1", "--months", "14", "--full"])
    assert done.exit_code == 0, done.output
    assert STRANGE in done.stdout
