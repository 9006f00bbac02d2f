"""A known model's values are found again, whatever interrupts the search."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.experiments.calibration.toys import SPACE, TRUTH, Toy, calibration
from tillit.experiments.calibration import history_matching
from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.history_matching import PLAUSIBLE
from tillit.experiments.calibration.report import (
    LEAST_KEPT,
    fit_table,
    parameter_table,
    write_report,
)

ROOT = Path(__file__).parents[3]

KILLED = """
import os, sys
from pathlib import Path
from tests.experiments.calibration.toys import Toy, calibration
def kill(run):
    if run == int(sys.argv[2]):
        os._exit(9)
calibration(Toy(before=kill), Path(sys.argv[1])).run()
"""


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the walk through the posterior, where it is not what is tested."""
    monkeypatch.setattr(history_matching, "POSTERIOR_STEPS", 80)
    monkeypatch.setattr(history_matching, "BURN_IN", 20)


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    return calibration(Toy(), tmp_path_factory.mktemp("fit")).run()


def test_the_truth_is_found_again(fit: Fit) -> None:
    table = parameter_table(fit)
    assert (table["q05"].to_numpy() <= TRUTH + 1e-9).all()
    assert (table["q95"].to_numpy() >= TRUTH - 1e-9).all()
    assert table["width"].to_numpy()[0] < 0.4
    assert fit_table(fit)["met"].all()


def test_what_is_left_shrinks_and_holds_the_truth(fit: Fit) -> None:
    first, last = fit.left
    assert 0.0 <= last <= first < 0.2
    np.testing.assert_allclose(fit.best[SPACE.names], TRUTH, atol=0.08)
    assert (fit.sample["implausibility"] < PLAUSIBLE).mean() > 0.8


def test_a_fit_that_was_killed_goes_on_to_the_same_numbers(fit: Fit, tmp_path: Path) -> None:
    for run in (21, 14):
        words = [sys.executable, "-c", KILLED, str(tmp_path / "fit"), str(run)]
        assert subprocess.run(words, cwd=ROOT, check=False).returncode == 9
    toy = Toy()
    again = dataclasses.replace(calibration(toy, tmp_path / "fit"), threads=2).run()
    assert toy.runs < len(again.every)
    pd.testing.assert_frame_equal(again.every, fit.every, check_exact=True)
    np.testing.assert_array_equal(again.draws, fit.draws)


def test_ctrl_c_keeps_what_was_run(tmp_path: Path) -> None:
    def stop(run: int) -> None:
        if run == 17:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dataclasses.replace(calibration(Toy(before=stop), tmp_path), threads=1).run()
    assert len(list(tmp_path.glob("stages/wave-1/0*.parquet"))) == 16


@pytest.mark.usefixtures("_hurried")
def test_a_vector_that_cannot_be_run_costs_only_itself(tmp_path: Path) -> None:
    def fail(run: int) -> None:
        if run % 10 == 3:
            message = "no such town"
            raise ValueError(message)

    found = calibration(Toy(before=fail), tmp_path, waves=1).run()
    assert 3 <= np.isinf(found.every["implausibility"]).sum() <= 6
    assert np.isfinite(found.best).all()


@pytest.mark.usefixtures("_hurried")
def test_targets_that_contradict_each_other_leave_nothing_but_the_nearest_that_are_marked(
    tmp_path: Path,
) -> None:
    one = calibration(Toy(), tmp_path, waves=2)
    other = one.targets[0].model_copy(update={"figure": 5.0})
    fit = dataclasses.replace(one, targets=(other, *one.targets[1:])).run()
    assert fit.left[-1] == 0.0
    assert not fit_table(fit)["met"].all()
    assert (fit.sample["implausibility"] >= PLAUSIBLE).all()
    write_report(tmp_path, fit, "A toy", "theory")
    nearest = pd.read_parquet(tmp_path / "vectors.parquet")
    assert len(nearest) == LEAST_KEPT
    assert (nearest["implausibility"] >= PLAUSIBLE).all()


def test_the_report_says_what_was_found(fit: Fit, tmp_path: Path) -> None:
    write_report(tmp_path, fit, "A toy", "theory")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    for words in ("4 of 4 targets are met", "| t0 |", "draws are plausible"):
        assert words in text
    vectors = pd.read_parquet(tmp_path / "vectors.parquet")
    assert len(vectors) > 8
    assert {*SPACE.names, "implausibility"} <= {*vectors.columns}
    assert 'c" = 3\n' in (tmp_path / "best.toml").read_text(encoding="utf-8")
