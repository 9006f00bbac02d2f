"""An own town: its inflow is fitted to its observed figures, and a new file is written."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tillit.experiments.calibration import own_town
from tillit.experiments.calibration.own_town import fit_town, years_of
from tillit.experiments.cli import app
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import read_scenario

TOWN = """
[town]
name = "mytown"
title = "My town"
start = "2020-01"
inhabitants = 20_000
households = 200
obstacles = { unemployed = 0.48, sick = 0.12, language = 0.20, social = 0.10, waiting = 0.10 }

[staff]
posts = 4
"""


def observed(*, growth: int = 4) -> str:
    """Return two years of households a month, which grow by so many."""
    head = '[[observed]]\nindicator = "households"\nmeasure = "Antal hushåll"\nunit = "households"\n'
    values = "\n".join(f"{2020 + at // 12}-{at % 12 + 1:02d} = {200 + growth * at}" for at in range(24))
    return f'{head}source = "made up"\ngrade = "A"\n[observed.values]\n{values}\n'


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
    path.write_text(TOWN + observed() + SHARE, encoding="utf-8")
    return path


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_town, "INFLOWS", own_town.INFLOWS[::2])


def test_years_of_the_comparison_are_fitted_to_and_earlier_ones_are_not(path: Path) -> None:
    years = years_of(read_scenario(path))
    assert [(it.indicator, it.begins) for it in years] == [
        ("households", 0),
        ("households", 12),
        ("long_term_share", 0),
    ]
    assert years[0].figure == pytest.approx(200 + 4 * 5.5)


def test_a_town_without_observed_figures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mytown.toml"
    path.write_text(TOWN, encoding="utf-8")
    with pytest.raises(RefusedError, match="tillit import kolada"):
        fit_town(read_scenario(path))


@pytest.mark.usefixtures("_quick")
def test_where_more_came_more_apply_and_that_is_a_fact_of_the_place_in_a_new_file(
    path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    done = CliRunner().invoke(app, ["calibrate", "--town", str(path), "-o", str(tmp_path / "fit"), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["inflow"] > found["low"] > 1.0
    assert path.read_bytes() == before
    again = read_scenario(Path(found["town"]))
    (inflow,) = again.events
    assert (inflow.rule, inflow.value, inflow.fact) == ("inflow", found["inflow"], True)  # type: ignore[attr-defined]
    assert (again.town.households, len(again.observed)) == (200, 2)


@pytest.mark.usefixtures("_quick")
def test_an_inflow_that_may_be_a_balance_s_is_left_so(tmp_path: Path) -> None:
    path = tmp_path / "mytown.toml"
    path.write_text(TOWN + observed(growth=0), encoding="utf-8")
    found = fit_town(read_scenario(path))
    low, high = found.interval
    assert low < 1.0 < high
    assert found.scenario.events == ()
    assert "Households on assistance, 2020: 200 published" in " ".join(found.words)


@pytest.mark.usefixtures("_quick")
def test_what_was_found_is_told_in_danish(path: Path, tmp_path: Path) -> None:
    asked = ["calibrate", "--town", str(path), "-o", str(tmp_path / "fit"), "--lang", "da"]
    said = CliRunner().invoke(app, asked).stdout
    assert "hvor 1 holder kommunen i balance" in said
    assert "2020: 222 offentliggjort, modellen" in said
    assert f"Kommunen: {tmp_path}" in said
