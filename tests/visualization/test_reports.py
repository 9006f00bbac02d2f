"""Reports: what one takes along says what the page says."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from tillit.experiments.cli import app
from tillit.experiments.comparison.manifest import results_digest
from tillit.experiments.results.folder import read_kept
from tillit.model.scenarios import ScenarioError
from tillit.visualization import reports
from tillit.visualization.address.files import SCENARIO, saved_as, scenario_file
from tillit.visualization.address.reading import read
from tillit.visualization.engine.said import told
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.table import table
from tillit.visualization.engine.worlds import Asked

QUERY = "v=1&t=village&h=12&e=posts:month=2,change=1&l={language}"
PAIRS = 20


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run few pairs."""
    monkeypatch.setattr(reports, "PAIRS", PAIRS)


@pytest.mark.parametrize("language", ["sv", "da", "en"])
def test_the_report_begins_with_the_page_s_sentence(language: str) -> None:
    state = read(QUERY.format(language=language))
    asked = Asked(state)
    pairs = Pairs.of([asked.pair(pair) for pair in range(PAIRS)])
    html = reports.page(state).decode()
    assert f'lang="{language}"' in html
    assert told(asked, pairs, language, PAIRS)[0] in html


def test_the_command_of_a_report_gives_its_numbers_from_the_scenario_that_the_page_saves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = read(QUERY.format(language="en"))
    program, *said = reports.command(state)
    assert " ".join((program, *said)) in reports.page(state).decode()
    monkeypatch.chdir(tmp_path)
    Path(saved_as(state, SCENARIO)).write_text(scenario_file(state), encoding="utf-8")
    done = CliRunner().invoke(app, [*said, "--assumptions", "0", "-o", "r"])
    assert done.exit_code == 0, done.output
    assert read_kept(Path("r"))[2].results == results_digest(reports.compared(state))


def test_the_workbook_opens_and_the_document_is_one() -> None:
    state = read(QUERY.format(language="sv"))
    book = openpyxl.load_workbook(BytesIO(reports.workbook(state)))
    assert len(book.sheetnames) > 3
    assert reports.document(state).startswith(b"PK")


def test_a_report_of_a_town_that_cannot_be_run_is_refused() -> None:
    with pytest.raises((ScenarioError, KeyError)):
        reports.page(read("t=own-00000000&e=").__class__(town="own-00000000"))


def test_a_table_has_no_number_with_an_exponent() -> None:
    written = table(read("v=1&t=hassleholm&h=12&e=&l=sv"), 1)
    numbers = [it for line in written.splitlines()[1:] for it in line.split(";")[3:]]
    assert max(float(it.replace(",", ".")) for it in numbers) >= 1e6
    assert not [it for it in numbers if "e" in it.lower() or "." in it]
