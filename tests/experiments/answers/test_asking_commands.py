"""Commands that ask: tables for people, JSON and files for machines, plain refusals."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tests.experiments.answers.written_sweep import numbered, write_sweep, written_design
from tillit.experiments.answers.distributions import compare
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.cli import app
from tillit.experiments.telling import words


@pytest.fixture(autouse=True)
def _sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_sweep(Path("sweep"), written_design(), numbered)


def tillit(*given: object) -> Result:
    return CliRunner().invoke(app, ["sweep", *(str(word) for word in given)])


def answered(*words: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what a command prints as JSON."""
    done = tillit(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout, parse_constant=pytest.fail)


def test_bands_as_json_have_every_month() -> None:
    answer = answered("bands", "sweep", "payments")
    assert len(answer["rows"]) == 48
    last = {name: answer["rows"][-1][name] for name in ("variant", "month", "runs", "q50")}
    assert last == {"variant": "as_it_acted", "month": 24, "runs": 60, "q50": 5_005_524.0}


def test_bands_on_the_screen_are_those_of_each_year() -> None:
    done = tillit("bands", "sweep", "households")
    lines = [line.split() for line in done.stdout.splitlines()]
    months = [line[3] for line in lines if line[:2] == ["as", "it"]]
    assert months == ["12", "24", "12", "24"]


def test_compare_writes_figure_and_table_of_every_point() -> None:
    words = ("compare", "sweep", "as_it_was", "as_it_acted", "--output", "payments")
    done = tillit(*words, "-o", "it.png", "-o", "it.csv")
    assert done.exit_code == 0, done.output
    assert "+24…+24" in done.stdout
    assert pd.read_csv("it.csv")["difference"].tolist() == [24e6] * 6
    assert Path("it.png").read_bytes().startswith(b"\x89PNG")


def test_compare_as_json_has_no_point_for_all_of_them() -> None:
    rows = answered("compare", "sweep", "as_it_was", "as_it_acted", "--over", 3)["rows"]
    assert (rows[0]["scope"], rows[0]["point"], rows[0]["flips"]) == ("all", None, 0.0)
    assert (rows[5]["scope"], rows[5]["point"], rows[5]["flips"]) == ("point", 4, None)


def test_convergence_between_two_variants() -> None:
    answer = answered("convergence", "sweep", "--between", "as_it_was", "as_it_acted", "--within", 2)
    assert answer["rows"][-1]["number"] == 12
    assert "enough for ± 2 %" in answer["note"]


def test_sql_prints_what_a_query_gives() -> None:
    answer = answered("sql", "sweep", "SELECT variant, count(*) AS n FROM design GROUP BY ALL ORDER BY ALL")
    assert answer["rows"] == [{"variant": "as_it_acted", "n": 5}, {"variant": "as_it_was", "n": 5}]


def test_wrong_query_is_exit_status_2_with_the_columns() -> None:
    done = tillit("sql", "sweep", "SELECT nothing FROM runs")
    assert done.exit_code == 2
    assert "runs (run_id, design_id, replication, month, payments" in done.stderr


def test_query_has_no_figure() -> None:
    done = tillit("sql", "sweep", "SELECT 1", "-o", "it.png")
    assert (done.exit_code, Path("it.png").exists()) == (2, False)
    assert "must end in .csv or .parquet" in done.stderr


def test_export_says_where_the_file_is_and_overwrites_none() -> None:
    done = tillit("export", "sweep", "-o", "all.parquet")
    assert (done.exit_code, done.stdout) == (0, "all.parquet\n")
    again = tillit("export", "sweep", "-o", "all.parquet")
    assert again.exit_code == 2
    assert "nothing is overwritten" in again.stderr


def test_unfinished_sweep_is_exported_with_a_line_and_refused_otherwise() -> None:
    write_sweep(Path("half"), written_design(), numbered, without=[1])
    done = tillit("export", "half", "-o", "all.csv")
    assert done.exit_code == 0
    assert "unfinished: half: 17 of 120 runs are missing" in done.stderr
    refused = tillit("bands", "half", "payments")
    assert refused.exit_code == 2
    assert "tillit sweep run" in refused.stderr


@pytest.mark.parametrize(
    ("lang", "asked", "said"),
    [
        (
            "sv_SE",
            "compare sweep as_it_was as_it_acted",
            "som den gjorde minus som det var: +24 mkr (90 % av",
        ),
        ("da_DK", "compare sweep as_it_was as_it_acted", "som den gjorde minus som det var: +24 mio. SEK"),
        (
            "sv_SE",
            "convergence sweep households",
            "12 upprepningar är medelvärdet 4 505 518, 90 %-intervall",
        ),
        (
            "da_DK",
            "convergence sweep households",
            "12 gentagelser er gennemsnittet 4.505.518, 90 %-interval",
        ),
        (
            "sv_SE",
            "bands sweep turnover",
            "% per år, i månad 24; median och 90 % av körningarna: som det",
        ),
        ("da_DK", "prim sweep --output payments", "over 0 mio. SEK i alle 5 punkter, så der er ingen boks"),
        ("sv_SE", "status sweep", "Known figures: 120 av 120 körningar är klara, 0 har misslyckats"),
        ("sv_SE", "bands sweep payment", "svepet har ingen indikator 'payment'; menade du 'payments'?"),
    ],
)
def test_answers_are_in_the_systems_language(
    lang: str, asked: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", f"{lang}.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    told = " ".join(tillit(*asked.split()).output.split())
    assert said in told
    assert re.findall(r"\b(?:the|less|mean|runs?|points?|means|month|interval to|half width)\b", told) == []


def test_a_figure_is_in_the_language_of_its_sweep() -> None:
    figure = compare(Sweep("sweep", spoken=words("sv")), "as_it_was", "as_it_acted", ["payments"]).plot()
    (axes,), sides = figure.axes, "som den gjorde minus som det var"
    assert axes.get_title(loc="left") == "Utbetalt ekonomiskt bistånd, mkr, summan av 24 månader"
    assert axes.get_xlabel() == "punkter, från minsta till största skillnad, %"
    assert figure.get_suptitle() == f"Known figures\n{sides}, medelvärde och 90 % av upprepningarna"
