"""Kolada's shape: the run's figures by year, and no way to take them for observed ones."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.experiments.conftest import TOWN
from tillit.experiments.cli import app
from tillit.experiments.comparison.manifest import Manifest
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.exporting import STATUS, TITLE, kolada_shape
from tillit.experiments.importing.kolada import read_answers
from tillit.experiments.refused import RefusedError
from tillit.experiments.results.folder import new_folder, write_results
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import worlds_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return results(tmp_path_factory.mktemp("run"), TOWN)


def results(where: Path, text: str, months: int = 24) -> Path:
    """Return the folder of a short run."""
    town = where / "town.toml"
    town.write_text(text, encoding="utf-8")
    comparison = run_pairs(*worlds_of(town), Plan(pairs=3, months=months, seed=5))
    with new_folder(where / "out", "unused", 0) as draft:
        write_results(draft.path, comparison, Manifest.of(comparison, ["tillit"], datetime.now(UTC)))
        return draft.keep()


def test_figures_are_those_of_the_run(folder: Path) -> None:
    figures = {
        (it["kpi"], it["period"]): it["values"][0]["value"] for it in kolada_shape(folder, "b")["values"]
    }
    assert {year for _, year in figures} == {2010, 2011}
    frame = pd.read_parquet(folder / "monthly.parquet").query("world == 'b'")
    december = frame[frame["month"] == 24]
    assert figures["N31910", 2011] == december["year_households"].median()
    assert figures["N31816", 2011] == pytest.approx(100 * december["long_term_share"].median(), abs=1e-3)
    year = frame[frame["month"] > 12].groupby("pair")[["payments", "staff_cost"]].sum().sum(axis=1)
    assert figures["N31001", 2011] == pytest.approx(year.median() / 4_000, abs=1e-3)


def test_cost_of_assistance_leaves_the_child_unit_out(tmp_path: Path) -> None:
    text = TOWN + "\n[children]\ncases = 60\nposts = 3\n"
    folder = results(tmp_path, text, months=12)
    (cost,) = (
        it["values"][0]["value"] for it in kolada_shape(folder, "a")["values"] if it["kpi"] == "N31001"
    )
    frame = pd.read_parquet(folder / "monthly.parquet").query("world == 'a'")
    staff = frame["staff_cost"] * frame["posts"] / (frame["posts"] + frame["child_posts"])
    assert frame["child_posts"].min() > 0
    year = (frame["payments"] + staff).groupby(frame["pair"]).sum()
    assert cost == pytest.approx(year.median() / 4_000, abs=1e-3)


def test_nothing_is_divided_by_a_guess_at_the_inhabitants(tmp_path: Path) -> None:
    guess = 'inhabitants = { value = 4000, source = "national: households / a rate", grade = "E" }'
    text = TOWN.replace("inhabitants = 4000", guess).replace("inhabitants = 4_000", guess)
    folder = results(tmp_path, text, months=12)
    shape = kolada_shape(folder, "b")
    assert {it["kpi"] for it in shape["values"]} == {it["id"] for it in shape["kpi"]} == {"N31910", "N31816"}
    assert "payments_per_inhabitant" not in set(pd.read_csv(folder / "summary.csv")["indicator"])


def test_town_without_an_assistance_unit_has_nothing_to_write(tmp_path: Path) -> None:
    comparison = run_pairs(*worlds_of("herning"), Plan(pairs=1, months=12))
    with new_folder(tmp_path / "out", "unused", 0) as draft:
        write_results(draft.path, comparison, Manifest.of(comparison, ["tillit"], datetime.now(UTC)))
        folder = draft.keep()
    with pytest.raises(
        RefusedError, match=r"has no assistance unit, and all figures .* N31001\) are of assistance"
    ):
        kolada_shape(folder, "b")


def test_everything_says_that_it_is_simulated(folder: Path) -> None:
    shape = kolada_shape(folder, "a")
    assert all(it["title"].startswith(TITLE) for it in shape["kpi"] + shape["municipality"])
    assert {value["status"] for it in shape["values"] for value in it["values"]} == {STATUS}


def test_importers_refuse_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "sim.json"
    path.write_text(json.dumps(kolada_shape(folder, "b")), encoding="utf-8")
    with pytest.raises(RefusedError, match="simulation"):
        read_answers([path])


def test_town_that_begins_in_summer_has_whole_calendar_years_only(tmp_path: Path) -> None:
    shape = kolada_shape(results(tmp_path, TOWN.replace("2010-01", "2010-07")), "b")
    assert {it["period"] for it in shape["values"]} == {2011}


def test_run_without_a_whole_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no whole calendar year"):
        kolada_shape(results(tmp_path, TOWN, months=11), "b")


def test_command_writes_a_file_and_never_over_another(folder: Path, tmp_path: Path) -> None:
    words = ["export", "kolada", str(folder), "-o", str(tmp_path / "sim.json")]
    first, second = CliRunner().invoke(app, words), CliRunner().invoke(app, words)
    assert (first.exit_code, second.exit_code) == (0, 2), first.output
    assert json.loads((tmp_path / "sim.json").read_text(encoding="utf-8"))["count"] == 6
