"""The commands that run a sweep and look after it: statuses, messages, and what they leave behind."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.experiments.sweep.looking import files
from tests.experiments.sweep.pretending import PRETEND, VILLAGE, village_design
from tillit.experiments.cli import app
from tillit.experiments.cli import sweep as commands
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Threads

DESIGN = """
title = "A village"
towns = ["village.toml"]
months = 3
replications = 4
outputs = ["payments"]

[factors]
"setting.inflow" = { low = 0.8, high = 1.2 }

[sampler]
kind = "lhs"
size = 2
seed = 1
"""


@pytest.fixture
def design_file(tmp_path: Path) -> Path:
    """Return the file of a small design."""
    (tmp_path / "village.toml").write_text(VILLAGE, encoding="utf-8")
    path = tmp_path / "design.toml"
    path.write_text(DESIGN, encoding="utf-8")
    return path


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """Return the folder of a sweep of which a run failed."""
    folder = tmp_path / "failing"
    run_sweep(village_design("raise 7"), folder, engine=Threads(1), chunk=3, run_one=PRETEND)
    return folder


def sweep(*words: object) -> Result:
    """Give a command of the group."""
    return CliRunner().invoke(app, ["sweep", *(str(word) for word in words)])


def test_run_goes_on_without_its_file_and_status_says_what_is_missing(
    tmp_path: Path, design_file: Path
) -> None:
    folder = tmp_path / "out"
    done = sweep("run", design_file, "-o", folder, "-j", 2)
    assert (done.exit_code, "8 of 8 runs are done, 8 of them now" in done.stdout) == (0, True)
    before = files(folder)
    (folder / "runs" / "000003.parquet").unlink()
    state = sweep("status", folder, "--json")
    assert state.exit_code == 1
    told = json.loads(state.stdout)
    assert (told["done"], told["missing"], told["failed"]) == (7, 1, 0)
    assert sweep("run", "-o", folder).exit_code == 0
    assert files(folder) == before
    assert sweep("status", folder).exit_code == 0


def test_plan_says_how_many_runs_and_files_it_is(design_file: Path) -> None:
    done = sweep("plan", design_file)
    assert done.exit_code == 0
    assert "8 runs: 2 rows by 4 replications of 3 months" in done.stdout
    assert "8 files of 1 runs" in done.stdout
    refused = sweep("plan", design_file.with_name("none.toml"))
    assert (refused.exit_code, "there is no file" in refused.stderr) == (2, True)


def test_another_design_in_the_same_folder_is_refused(tmp_path: Path, design_file: Path) -> None:
    folder = tmp_path / "out"
    sweep("run", design_file, "-o", folder)
    design_file.write_text(DESIGN.replace("months = 3", "months = 4"), encoding="utf-8")
    refused = sweep("run", design_file, "-o", folder)
    assert refused.exit_code == 2
    assert "months: 3 → 4" in refused.stderr


def test_failures_are_listed_with_their_rows(failing: Path) -> None:
    listed = sweep("failures", failing)
    assert listed.exit_code == 1
    assert "run 7, replication 2: BrokenTownError: run 7 is no good" in listed.stdout
    assert '"setting.inflow": 1.2' in listed.stdout
    (failure,) = json.loads(sweep("failures", failing, "--json").stdout)
    assert (failure["run_id"], "Traceback" in failure["traceback"]) == (7, True)


def test_retry_runs_the_chunk_of_what_failed(failing: Path) -> None:
    done = sweep("retry", failing)
    assert (done.exit_code, "20 of 20 runs are done, 3 of them now" in done.stdout) == (0, True)
    assert sweep("status", failing).exit_code == 0
    assert "No run has failed" in sweep("retry", failing).stdout


def test_sweep_with_failures_says_what_to_do(failing: Path) -> None:
    done = sweep("run", "-o", failing)
    assert done.exit_code == 1
    assert f"tillit sweep retry {failing}" in done.stderr


@pytest.mark.parametrize("command", ["status", "failures", "retry"])
def test_folder_without_a_sweep_is_refused(tmp_path: Path, command: str) -> None:
    refused = sweep(command, tmp_path)
    assert refused.exit_code == 2
    assert "no folder of a sweep" in refused.stderr


def test_engines_exclude_each_other(tmp_path: Path, design_file: Path) -> None:
    refused = sweep("run", design_file, "-o", tmp_path / "out", "-j", 2, "--dask", "tcp://127.0.0.1:1")
    assert refused.exit_code == 2
    assert "exclude each other" in refused.stderr


@pytest.mark.parametrize("part", ["3", "3/2", "0/2", "a/b"])
def test_part_must_be_one_of_several(tmp_path: Path, design_file: Path, part: str) -> None:
    refused = sweep("run", design_file, "-o", tmp_path / "out", "--part", part)
    assert refused.exit_code == 2
    assert "must be such as 3/8" in refused.stderr


def test_parts_make_the_whole(tmp_path: Path, design_file: Path) -> None:
    for part in ("1/2", "2/2"):
        assert sweep("run", design_file, "-o", tmp_path / "out", "--part", part).exit_code == 0
    assert sweep("status", tmp_path / "out").exit_code == 0


def test_full_disk_is_said_in_one_line(
    tmp_path: Path, design_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "000001.parquet")

    monkeypatch.setattr(commands, "run_sweep", fail)
    stopped = sweep("run", design_file, "-o", tmp_path / "out")
    assert stopped.exit_code == 1
    assert "000001.parquet: No space left on device" in stopped.stderr
    assert f"tillit sweep run -o {tmp_path / 'out'}" in stopped.stderr
