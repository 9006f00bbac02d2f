"""Reports: a run's folder becomes two pages, a document and a workbook in any language, without a run."""

import dataclasses
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from tests.experiments.conftest import TOWN
from tillit.agents.foundation.parameters import Grade
from tillit.experiments.cli import app
from tillit.experiments.refused import RefusedError
from tillit.experiments.reporting.report import SOURCE, dated, fact_rows, own_first, report_of
from tillit.experiments.results.folder import read_kept
from tillit.experiments.telling import words
from tillit.experiments.telling.facts import POSTS
from tillit.experiments.telling.names import fact_name, fact_value
from tillit.experiments.telling.rows import MOST_DECIMALS, difference, headline_rows, public_payers
from tillit.experiments.telling.sentences import sentences
from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.facts import NATIONAL, Fact


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("run")
    (place / "littletown.toml").write_text(TOWN, encoding="utf-8")
    size = ("--pairs", 20, "--months", 36, "--assumptions", 2, "--lang", "en")
    said = tillit("run", place / "littletown.toml", *size, "--json", "-o", place / "r")
    (place / "r" / "said.json").write_text(said, encoding="utf-8")
    return place / "r"


def tillit(*said: object) -> str:
    """Return what a command prints, if it does what it should."""
    done = CliRunner().invoke(app, [str(it) for it in said])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_run_read_back_says_the_same_as_when_it_was_made(folder: Path) -> None:
    comparison, facts, _ = read_kept(folder)
    assert facts.assumed is not None
    assert json.loads((folder / "said.json").read_text("utf-8"))["answer"] == sentences(facts, "en")
    paid = sum(it.mean for _, it in public_payers(comparison, words("en"))[:3])
    totals = comparison.totals().set_index("indicator")["difference"]
    assert paid == pytest.approx(totals["public_cost"].mean())


def test_row_agrees_with_itself_as_it_is_shown(folder: Path) -> None:
    rows = headline_rows(read_kept(folder)[0], words("en"))
    for row in (it for it in rows if it.decimals < MOST_DECIMALS):
        mean = difference(row.a, row.b, row.decimals)
        assert mean == pytest.approx(row.difference.mean, abs=0.1**row.decimals), row.label
        assert mean or row.verdict not in {"more", "less"}, row.label
    assert max(it.decimals for it in rows) <= MOST_DECIMALS


def test_figures_that_the_answer_calls_a_guess_come_first_then_the_town_s_own_and_the_weakest() -> None:
    guess = Fact(name="staff.caseload", value=50, grade=Grade.STATEMENT)
    weak = Fact(name="policy.demands", value=0.3, source="seen by nobody")
    best = Fact(name="town.inhabitants", value=38_996, source="Kolada", grade=Grade.REGISTER)
    nation = Fact(name="town.obstacles.sick", value=0.1, source=f"{NATIONAL}a mean")
    in_order = [guess, weak, best, nation]
    assert own_first(in_order[::-1], POSTS) == in_order


def test_prices_of_a_fit_are_one_row_and_no_source_loses_its_status() -> None:
    fit = "fitted to the payments a household that were published for 2023: x 0.823"
    prices = [
        Fact(name=f"prices.{name}", value=it, unit="SEK/month", source=fit, grade=Grade.DERIVED)
        for name, it in (("benefit", 4035), ("child", 2868), ("room", 890))
    ]
    long = Fact(name="town.households", value=658, source=f"{'x' * 2 * SOURCE}, preliminary")
    (one, other) = fact_rows([*prices, long], "SEK", words("sv"))
    assert one == (
        "norm för en vuxen m.fl. (3 priser)",
        "890 … 4\xa0035 kr/mån",
        "D",
        "anpassat till de utbetalningar per hushåll som publicerats för 2023: \N{MULTIPLICATION SIGN} 0,823",
    )
    assert len(other[-1]) < SOURCE + 5
    assert other[-1].endswith("x, preliminary")


def test_assumptions_that_may_matter_are_named_where_none_stands_out(folder: Path) -> None:
    comparison, facts, manifest = read_kept(folder)
    assert facts.assumed
    strongest = ("bonds.rapport", "bonds.guarded", "bonds.fading")
    unsure = facts.also(assumed=dataclasses.replace(facts.assumed, strongest=strongest))
    parts = report_of(comparison, unsure, manifest, "en").parts
    part = next(it for it in parts if "unsure" in it.title)
    assert len(part.rows) == 3
    assert "tillit sensitivity" in part.note


@pytest.mark.parametrize("town", town_names())
def test_every_figure_of_a_town_has_a_name_and_an_amount_its_unit(town: str) -> None:
    place = read_scenario(town)
    for it in place.facts:
        assert "." not in fact_name(it.name, words("sv"))
        told = fact_value(it, place.town.currency, words("da"))
        assert told.endswith("/md.") == (it.unit == f"{place.town.currency}/month")


def test_workbook_has_a_sheet_for_each_question_and_charts(folder: Path) -> None:
    book = load_workbook(folder / "results.xlsx")
    assert book.sheetnames == [
        "Answer",
        "Who pays",
        "Month by month",
        "Assumptions",
        "Sources",
    ]
    assert len(book["Month by month"]._charts) == 4  # noqa: SLF001 - the library has no other way
    assert len(book["Who pays"]._charts) == 1  # noqa: SLF001 - the same
    assert book["Month by month"].max_row == 1 + 36
    values = [
        cell.value for row in book["Answer"].iter_rows() for cell in row if isinstance(cell.value, float)
    ]
    assert values
    assert all(value == round(value, 3) for value in values)
    # With conditions of its own, a format loses the minus sign of what they leave.
    formats = {cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert formats == {"General", "#,##0", "#,##0.00"}


def test_swedish_report_is_made_of_an_english_run(folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"pm.{ending}" for ending in ("docx", "html")]
    printed = tillit("report", folder, "--lang", "sv", *(part for file in files for part in ("-o", file)))
    assert printed.split() == [str(file) for file in files]
    document = Document(str(files[0]))
    headings = [it.text for it in document.paragraphs if it.style and it.style.name == "Heading 1"]
    assert headings[0] == "Svar"
    assert headings[-2:] == ["Vad modellen utelämnar", "Så får man samma tal igen"]
    assert len(document.inline_shapes) == 1
    comparison, facts, manifest = read_kept(folder)
    about, run = document.core_properties, manifest.finished.replace(microsecond=0)
    assert (about.title, about.comments, about.language) == ("Littletown", "", "sv-SE")
    assert about.created == run
    assert dated(report_of(comparison, facts, manifest, "sv")) in document.paragraphs[1].text
    page = files[1].read_text(encoding="utf-8")
    first = sentences(read_kept(folder)[1], "sv")[0]
    assert first in page
    assert first in [it.text for it in document.paragraphs]
    assert '<html lang="sv">' in page
    assert "data:image/png;base64," in page


def test_what_comes_from_files_is_escaped_and_what_comes_too_late_is_said(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TOWN.replace('"Littletown"', '"<b>Town</b>"'), encoding="utf-8")
    tillit("run", tmp_path / "t.toml", "--pairs", 1, "--months", 1, "--lang", "en", "-o", tmp_path / "r")
    tillit("report", tmp_path / "r", "--lang", "en")
    page = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Town" in page
    events = "More or fewer posts (July 2010), Reorganisation (January 2011)"
    late = f"Not within the one month that was run, so without effect: {events}."
    assert f"<li>{late}</li>" in page
    assert late in [cell.value for cell in load_workbook(tmp_path / "r" / "results.xlsx")["Answer"]["A"]]


def test_numbers_of_a_kept_run_are_those_of_its_files(folder: Path) -> None:
    comparison, _, _ = read_kept(folder)
    rows = {row.label: row for row in headline_rows(comparison, words("en"))}
    summary = comparison.summary().set_index("indicator")
    assert rows["Households on assistance"].a == summary["a"]["households"]
    assert rows["Payments of assistance"].difference.mean * 1e6 == pytest.approx(
        summary["difference"]["payments"]
    )


def test_report_is_not_written_over_another_nor_from_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there.docx").touch()
    for said in (("-o", tmp_path / "there.docx"), ("-o", tmp_path / "there.pdf")):
        assert CliRunner().invoke(app, ["report", str(folder), *map(str, said)]).exit_code == 2
    with pytest.raises(RefusedError, match="there are no results of a run"):
        read_kept(tmp_path)


def test_folder_without_its_tables_is_told_to_be_made_again(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes((folder / "manifest.json").read_bytes())
    with pytest.raises(RefusedError, match="tillit rerun"):
        read_kept(tmp_path)
