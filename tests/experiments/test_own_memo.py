"""Own memo: published figures become a document by the commands that docs/own-town.md shows."""

import re
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from tests.experiments.importing.published_files import SAMPLES
from tests.test_docs import blocks
from tillit.experiments.cli import app
from tillit.model.scenarios import read_scenario

PAGE = Path(__file__).parents[2] / "docs" / "own-town.md"
STAND_IN = {
    "kolada --fetch --municipality 1293": f"kolada {SAMPLES / 'kolada.json'}",
    "socialstyrelsen months.xlsx": f"socialstyrelsen {SAMPLES / 'socialstyrelsen.csv'}",
    "--into mytown.toml": "--into mytown.toml --force",
    "compare mytown.toml": "compare mytown.toml --pairs 20 --months 24 --assumptions 2",
    "life mytown.toml": "life mytown.toml --months 24",
}
"""What a test has instead of the internet and of time."""


def test_five_commands_lead_from_published_figures_to_a_memo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = blocks(PAGE, "sh")[0].splitlines()
    assert len(commands) == 5
    printed = ""
    for command in commands:
        for shown, instead in STAND_IN.items():
            command = command.replace(shown, instead)  # noqa: PLW2901 - word by word
        done = CliRunner().invoke(app, command.split()[1:])
        assert done.exit_code == 0, (command, done.output)
        printed += done.stdout
    town = read_scenario("mytown.toml")
    assert town.posts == 14
    assert town.prices.benefit is not None
    memo = [it.text for it in Document("memo.docx").paragraphs]
    assert memo[0] == "Hässleholm"
    assert any(it.startswith("Tre handläggare till från") for it in memo)
    assert any(re.match(r"\d{4}: publicerat \d+ hushåll", it) for it in memo)
    assert "Ett liv bevisar inget" in printed
