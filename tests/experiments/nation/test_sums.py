"""Counties and the nation are the sums of their municipalities."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.cli import app
from tillit.experiments.nation import by_year

TABLE = (
    "municipality,county,inhabitants,households,posts\n"
    "A,North,3000,30,1\nB,North,4000,40,1\nC,South,5000,50,2\n"
)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a nation of three small municipalities, run for two years."""
    folder = tmp_path_factory.mktemp("nation")
    (folder / "nation.csv").write_text(TABLE)
    asked = ["nation", str(folder / "nation.csv"), "-o", str(folder / "out"), "--set", "staff.posts=+1"]
    result = CliRunner().invoke(app, [*asked, "--months", "24", "--replications", "3"])
    assert result.exit_code == 0, result.output
    return folder / "out"


def test_the_sums_are_those_of_the_municipalities(nation: Path) -> None:
    sweep = Sweep(nation)
    found = pd.read_csv(nation / "sums.csv").set_index(["name", "variant", "output", "year"])["value"]
    rows = sweep.rows
    payments = sweep.array("payments")
    for names, sought in ((["a", "b"], "North"), (["c"], "South"), (["a", "b", "c"], "nation")):
        own = (rows["town"].isin(names) & (rows["variant"] == "changed")).to_numpy()
        second_year = payments[own, :, 12:].sum(axis=(0, 2))
        assert found[sought, "changed", "payments", 2] == pytest.approx(np.median(second_year))


def test_stocks_are_means_of_a_year_and_flows_are_its_sums() -> None:
    monthly = np.arange(1.0, 31.0).reshape(1, 1, 30)
    assert by_year(monthly, adds=True).ravel().tolist() == [78.0, 222.0]
    assert by_year(monthly, adds=False).ravel().tolist() == [6.5, 18.5]


def test_a_run_shorter_than_a_year_is_one() -> None:
    assert by_year(np.ones((1, 1, 6)), adds=True).ravel().tolist() == [6.0]


def test_municipalities_have_luck_of_their_own(nation: Path) -> None:
    design = Sweep(nation).design
    assert design.key(0, 0) == design.key(1, 0)
    assert design.key(0, 0) != design.key(2, 0)


def test_given_again_the_command_runs_nothing_twice(nation: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in (nation / "runs").iterdir()}
    table = str(nation.parent / "nation.csv")
    asked = ["nation", table, "-o", str(nation), "--set", "staff.posts=+1", "--json"]
    result = CliRunner().invoke(app, [*asked, "--months", "24", "--replications", "3"])
    assert result.exit_code == 0, result.output
    assert {path.name: path.stat().st_mtime_ns for path in (nation / "runs").iterdir()} == before
    assert {row["level"] for row in json.loads(result.stdout)} == {"county", "nation"}


def test_another_change_in_the_same_folder_is_refused(nation: Path) -> None:
    table = str(nation.parent / "nation.csv")
    result = CliRunner().invoke(app, ["nation", table, "-o", str(nation), "--months", "24"])
    assert result.exit_code == 2
    assert "changed" in result.output


def test_the_nation_speaks_swedish(nation: Path) -> None:
    asked = ["nation", str(nation.parent / "nation.csv"), "-o", str(nation), "--set", "staff.posts=+1"]
    short = ["--months", "24", "--replications", "3", "--lang", "sv"]
    said = CliRunner().invoke(app, [*asked, *short]).stdout
    for text in ("År 2: summor över kommunerna", "utbetalt, mkr", "± det offentliga,", "riket", "Varje år"):
        assert text in said


def test_a_change_too_small_for_a_step_is_said_with_the_municipalities_that_it_leaves_alone(
    nation: Path, tmp_path: Path
) -> None:
    table = str(nation.parent / "nation.csv")
    asked = ["nation", table, "-o", str(tmp_path / "out"), "--months", "1", "--replications", "1"]
    some = CliRunner().invoke(app, [*asked, "--set", "staff.posts=+20%"])
    assert "staff.posts=+20% rounds to nothing in 2 of 3 municipalities" in some.stdout
    none = CliRunner().invoke(app, [*asked, "--set", "staff.posts=+2%", "--lang", "da"])
    assert (none.exit_code, none.stdout) == (2, "")
    assert "staff.posts = '+2%': går i trin på 0,5, så 0,02 af 1 ville intet ændre; angiv +0.5" in none.stderr
