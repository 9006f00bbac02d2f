"""A user's own event in a scenario file: every command knows it, in every process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.experiments.sweep.looking import files
from tests.experiments.sweep.small_designs import tables
from tests.experiments.town_files import town_file
from tests.model.events.own_module import write_module
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.design_file import build
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Processes, Threads

STRIKE = '[[event]]\nkind = "{module}:Strike"\nmonth = 3\npart = 1.0'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a town and the module that it names into the working folder; return the event's kind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    module = write_module(tmp_path)
    more = STRIKE.format(module=module)
    (tmp_path / "own.toml").write_text(town_file("own", "Own town", more=more), encoding="utf-8")
    return f"{module}:Strike"


def started(*words: object) -> str:
    """Return what the installed program prints, started as users do."""
    command = [str(Path(sys.executable).with_name("tillit")), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def tillit(*words: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the numbers that it prints."""
    return json.loads(started(*words, "--json"))


@pytest.mark.usefixtures("own")
def test_run_compare_explain_and_rerun_take_a_file_that_names_it() -> None:
    run = tillit("run", "own.toml", "--pairs", 2, "--months", 6, "--out", "one")
    found = {row["indicator"]: row["difference"] for row in run["indicators"]}
    assert found["resignations"] > 0.0
    assert "identical" in started("rerun", "one", "--out", "two")
    assert tillit("compare", "own.toml", "standard", "--pairs", 1, "--months", 3)["pairs"] == 1
    explained = tillit("explain", "own.toml", "--by", "events", "--pairs", 10, "--months", 12)
    assert "Strike (100 % of the staff" in json.dumps(explained)


def test_sweep_on_processes_is_the_sweep_on_threads(own: str, tmp_path: Path) -> None:
    happens = {"kind": own, "month": 2, "part": 0.5}
    variants = [{"name": "as_it_was", "before": True}, {"name": "strike", "event": [happens]}]
    more = {"towns": ["own.toml"], "variant": variants, "months": 4, "replications": 1}
    design = build(tables(**more), "own_sweep.toml", Path())
    assert Design.from_json(design.to_json()).to_json() == design.to_json()
    for name, engine in (("threads", Threads(1)), ("processes", Processes(1))):
        run_sweep(design, tmp_path / name, engine=engine, chunk=3)
    assert files(tmp_path / "threads") == files(tmp_path / "processes")
