"""Terminal: brackets and colons of a title are printed as they are, and numbers are never cut."""

import io
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console
from rich.table import Table
from typer.testing import CliRunner

from tests.experiments.conftest import TOWN
from tillit.experiments.cli import app
from tillit.experiments.cli.printing import print_table, table_of, terminal

STRANGE = "Town [2023] [/b] :x: [utkast]"


def printed(table: Table, width: int) -> str:
    """Return a table as a terminal of some width shows it."""
    console = Console(file=io.StringIO(), width=width, markup=False, emoji=False)
    print_table(table, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [10, 20, 40, 80])
def test_numbers_are_whole_however_narrow_the_terminal_is(width: int) -> None:
    frame = pd.DataFrame({"what is counted": ["Household_payments in all months"], "a": [70_362_412.0]})
    frame = frame.assign(difference=-1_234_567.0, flips_of_points=[50])
    shown = printed(table_of(frame), width)
    for number in ("70,362,412", "-1,234,567", "50"):
        assert number in shown
    assert "…" not in shown


@pytest.mark.parametrize("width", [20, 80])
def test_numbers_are_whole_beside_a_column_of_words_that_has_a_least_width(width: int) -> None:
    table = Table()
    table.add_column("", min_width=40)
    for _ in range(4):
        table.add_column("difference", justify="right", no_wrap=True)
    table.add_row("words " * 9, *["-1,234,567 … +1,234,567"] * 4)
    assert printed(table, width).count("-1,234,567 … +1,234,567") == 4


def test_words_are_folded_and_not_cut_off() -> None:
    table = Table("claim")
    table.add_row("Donaudampfschifffahrt [sic]")
    letters = "".join(letter for letter in printed(table, 12) if letter.isalpha())
    assert letters == "claimDonaudampfschifffahrtsic"


def test_brackets_and_colons_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("a", title=STRANGE)
    table.add_row(STRANGE)
    terminal().print(STRANGE)
    print_table(table)
    assert capsys.readouterr().out.count("[/b] :x: [utkast]") == 3


def test_a_town_whose_title_looks_like_markup_is_run_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = TOWN.replace('"Littletown"', f'"{STRANGE}"').replace("The office was", "[Office] :x: [/i] was")
    Path("town.toml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["run", "town.toml", "--pairs", "1", "--months", "2", "--full"])
    assert done.exit_code == 0, done.output
    assert STRANGE in done.stdout
    assert "[Office] :x: [/i]" in " ".join(done.stdout.split())
