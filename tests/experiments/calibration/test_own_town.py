"""An own town: what its file does not know is fitted, and a new file is written."""

import tomllib
from pathlib import Path

import pytest

from tillit.experiments.calibration import own_town
from tillit.experiments.calibration.own_town import (
    INFLOW,
    calibration_of,
    fitted,
    open_shares,
    open_space,
    resized,
    shares_with,
    targets_of,
)
from tillit.experiments.calibration.report import parameter_table
from tillit.experiments.calibration.targets import Effort
from tillit.experiments.importing.scenario_writing import scenario_text
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import read_scenario

LITTLE = Effort(waves=1, vectors=10, sample=10)
TOWN = """
[town]
name = "mytown"
title = "My town"
start = "2020-01"
inhabitants = 20_000
households = 200

[town.obstacles]
unemployed = { value = 0.48, source = "national: Socialstyrelsen", grade = "A" }
sick = { value = 0.12, source = "counted here", grade = "A" }
language = { value = 0.20, source = "assumed", grade = "E" }
social = { value = 0.10, source = "assumed", grade = "E" }
waiting = { value = 0.10, source = "assumed", grade = "E" }

[staff]
posts = 4
"""
OBSERVED = """
[[observed]]
indicator = "households"
measure = "Antal hushåll"
unit = "households"
source = "made up"
grade = "A"
[observed.values]
""" + "\n".join(f"{2020 + at // 12}-{at % 12 + 1:02d} = {200 + 4 * at}" for at in range(24))
SHARE = """

[[observed]]
indicator = "long_term_share"
measure = "Långvarigt"
unit = "share"
[observed.values]
2019 = 0.5
2020 = 0.4
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mytown.toml"
    path.write_text(TOWN + OBSERVED + SHARE, encoding="utf-8")
    return path


def test_only_shares_that_nobody_counted_are_open(path: Path) -> None:
    town = read_scenario(path)
    shares, filling = open_shares(town)
    assert (list(shares), filling) == (["language", "social", "waiting"], "unemployed")
    space = open_space(town)
    for cube in (0.0, 0.5, 1.0):
        values = space.named(space.values(space.defaults() * 0.0 + cube)[0])
        found = shares_with(town, values)
        assert sum(found.values()) == pytest.approx(1.0)
        assert found["sick"] == 0.12
        assert found["unemployed"] >= 0.05 - 1e-9


def test_years_of_the_comparison_become_targets_and_earlier_ones_do_not(path: Path) -> None:
    targets = targets_of(read_scenario(path))
    assert [(it.measure, it.begins) for it in targets] == [
        ("households", 0),
        ("households", 12),
        ("long_term_share", 0),
    ]
    assert targets[0].figure == pytest.approx(200 + 4 * 5.5)


def test_a_town_is_run_in_another_size_but_as_dense(path: Path) -> None:
    scenario = read_scenario(path)
    small, factor = resized(scenario)
    assert small.caseload == pytest.approx(scenario.caseload)
    assert small.town.households * factor == pytest.approx(200)


def test_a_town_without_observed_figures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mytown.toml"
    path.write_text(TOWN, encoding="utf-8")
    with pytest.raises(RefusedError, match="tillit import kolada"):
        calibration_of(read_scenario(path), 1)


def test_the_fit_is_written_as_a_new_file(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_town, "SIZE", 50)
    before = path.read_bytes()
    town = read_scenario(path)
    fit = calibration_of(town, 1, LITTLE).run(tmp_path / "fit", 2)
    scenario, words = fitted(town, fit)
    written = tmp_path / "fitted.toml"
    written.write_text(scenario_text(scenario), encoding="utf-8")
    assert path.read_bytes() == before
    assert any(word.startswith(INFLOW.name) for word in words)
    again = read_scenario(written)
    assert again.digest == scenario.digest
    assert again.town.households == 200
    assert len(again.observed) == 2
    read = tomllib.loads(written.read_text(encoding="utf-8"))["town"]["obstacles"]
    table = parameter_table(fit).set_index("parameter")
    for name in ("language", "social", "waiting"):
        assert read[name]["grade"] == ("D" if table.loc[f"town.obstacles.{name}", "identified"] else "E")


def test_what_the_data_do_not_tell_is_left_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_town, "SIZE", 30)
    town = read_scenario(path)
    fit = calibration_of(town, 1, LITTLE).run(tmp_path / "fit", 2)
    table = parameter_table(fit).assign(identified=lambda it: it["parameter"] == "town.obstacles.waiting")
    monkeypatch.setattr(own_town, "parameter_table", lambda _fit: table)
    shares = fitted(town, fit)[0].town.obstacles
    assert (shares.language, shares.social, shares.sick) == (0.20, 0.10, 0.12)
    assert shares.waiting == pytest.approx(fit.draws[:, 2].mean(), abs=5e-4)
    assert sum(shares.shares()) == pytest.approx(1.0)
