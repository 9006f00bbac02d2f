"""Commands that ask: tables for people, JSON and files for machines, plain refusals."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from tests.experiments.answers.written_sweep import numbered, write_sweep, written_design
from tillit.experiments.cli import app


@pytest.fixture(autouse=True)
def _sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_sweep(Path("sweep"), written_design(), numbered)


def tillit(*words: object) -> Result:
    return CliRunner().invoke(app, ["sweep", *(str(word) for word in words)])


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
    months = [line.split()[1] for line in done.stdout.splitlines() if line.strip().startswith("as_it")]
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
