"""A plan counts what there is to do, and how it comes to its time is written on it."""

import json
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.experiments.sweep.small_designs import tables, town
from tillit.experiments.cli import app
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import build
from tillit.experiments.sweep.forecast import Trial, forecast, places_of, tried

TRIAL = Trial(rows=4, finding=1.0, settling=0.1, living=0.2, stored=1_000.0)


def little(folder: Path, **changes: object) -> Design:
    (folder / "little.toml").write_text(town(), encoding="utf-8")
    return build(tables(**{"towns": ["little.toml"], **changes}), "little.toml", folder)


def test_each_point_with_parameters_of_its_own_is_a_place(tmp_path: Path) -> None:
    design = little(tmp_path)
    assert places_of(design) == len(design.points)


def test_what_is_only_done_in_a_town_makes_no_other_place(tmp_path: Path) -> None:
    design = little(tmp_path, factors={"setting.inflow": {"low": 0.5, "high": 1.5}})
    assert (len(design.points), places_of(design)) == (4, 1)


def test_variant_with_other_parameters_is_another_place(tmp_path: Path) -> None:
    variants = [{"name": "a"}, {"name": "b", "set": {"parameters.bonds.rapport": 0.1}}]
    assert places_of(little(tmp_path, factors={}, sampler=None, variant=variants)) == 2


def test_time_is_the_sum_of_what_each_part_takes(tmp_path: Path) -> None:
    design = little(tmp_path)
    parts = forecast(design, TRIAL, 2)["processor_seconds"]
    assert parts == pytest.approx({"finding": 4 * 1.0, "settling": 4 * 3 * 0.1, "living": 24 * 0.2})


def test_twice_the_processors_take_half_the_time(tmp_path: Path) -> None:
    design = little(tmp_path)
    one, two = (forecast(design, TRIAL, workers)["seconds"] for workers in (1, 2))
    assert one == pytest.approx(2.0 * two)


def test_what_takes_most_is_named(tmp_path: Path) -> None:
    design = little(tmp_path)
    many = little(tmp_path, replications=300)
    assert "finding the usual inflow" in forecast(design, Trial(4, 9.0, 0.1, 0.2, 1.0))["advice"]
    assert "living the months" in forecast(many, TRIAL)["advice"]


def test_trial_runs_the_design_itself_and_measures_its_files(tmp_path: Path) -> None:
    design = little(tmp_path)
    ticks = count()
    trial = tried(design, clock=lambda: float(next(ticks)))
    assert (trial.finding, trial.settling, trial.living) == (1.0, 1.0, 1.0)
    assert 0 < trial.stored < 2 * 12 * 2 * 8


def test_trial_ends_when_its_time_is_over(tmp_path: Path) -> None:
    design = little(tmp_path)
    ticks = count(step=100)
    assert tried(design, clock=lambda: float(next(ticks))).rows == 1


def test_plan_is_printed_for_people_and_for_machines(tmp_path: Path) -> None:
    little(tmp_path)
    path = tmp_path / "design.toml"
    path.write_text('towns = ["little.toml"]\nmonths = 6\nreplications = 2\n', encoding="utf-8")
    machine = CliRunner().invoke(app, ["sweep", "plan", str(path), "--json"])
    assert machine.exit_code == 0
    plan = json.loads(machine.stdout)
    assert (plan["rows"], plan["runs"], plan["places"]) == (2, 4, 1)
    people = CliRunner().invoke(app, ["sweep", "plan", str(path)])
    assert people.exit_code == 0
    assert "4" in people.stdout


def test_design_that_is_wrong_is_refused_with_status_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["sweep", "plan", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "there is no file" in result.stderr
