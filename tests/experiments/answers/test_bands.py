"""Bands: the known quantiles of known figures."""

from pathlib import Path

import numpy as np
import pytest

from tests.experiments.answers.written_sweep import INTERVAL, MONTHS, numbered, write_sweep, written_design
from tillit.experiments.answers import Sweep
from tillit.experiments.answers.bands import bands
from tillit.experiments.refused import RefusedError


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(), numbered)
    return Sweep(tmp_path / "sweep")


def test_bands_of_a_row_are_quantiles_over_its_replications(sweep: Sweep) -> None:
    frame = bands(sweep, "payments", (0.0, 0.5, 1.0), by=["design_id"]).frame
    assert list(frame) == ["design_id", "month", "runs", "q0", "q50", "q100"]
    assert len(frame) == 10 * MONTHS
    row = frame[(frame["design_id"] == 7) & (frame["month"] == 3)].iloc[0]
    # Replications 0 to 11, a thousand apart.
    assert row[["runs", "q0", "q50", "q100"]].tolist() == [12, 7_000_003, 7_005_503, 7_011_003]


def test_bands_of_a_variant_are_quantiles_over_all_its_runs(sweep: Sweep) -> None:
    frame = bands(sweep, "payments", (0.05, 0.5, 0.95), by=["variant"]).frame
    runs = sweep.array("payments")[1::2, :, 4]
    row = frame[(frame["variant"] == "as_it_acted") & (frame["month"] == 5)].iloc[0]
    assert row["runs"] == 60
    assert row[["q5", "q50", "q95"]].to_numpy(float) == pytest.approx(np.quantile(runs, (0.05, 0.5, 0.95)))


def test_bands_by_a_factor_take_towns_and_variants_together(sweep: Sweep) -> None:
    frame = bands(sweep, "payments", (0.5,), by=[INTERVAL]).frame
    row = frame[(frame[INTERVAL] == 2.0) & (frame["month"] == 1)].iloc[0]
    assert row["q50"] == np.median(sweep.array("payments")[2:4, :, 0])


def test_groups_of_unlike_size_have_their_own_quantiles(tmp_path: Path) -> None:
    listed = ((0, "standard", "as_it_was"), (0, "standard", "as_it_acted"), (1, "standard", "as_it_acted"))
    write_sweep(tmp_path / "sweep", written_design(listed=listed), numbered)
    sweep = Sweep(tmp_path / "sweep")
    frame = bands(sweep, "households", (0.5,), by=["variant"]).frame
    medians = frame[frame["month"] == 2].set_index("variant")["q50"]
    array = sweep.array("households")[..., 1]
    assert medians["as_it_was"] == np.median(array[0])
    assert medians["as_it_acted"] == np.median(array[1:])


def test_without_groups_all_runs_are_one(sweep: Sweep) -> None:
    answer = bands(sweep, "payments", (0.5,), by=[])
    assert len(answer.frame) == MONTHS
    assert answer.frame["q50"].iloc[0] == np.median(sweep.array("payments")[..., 0])
    assert "over 120 runs" in answer.note


def test_quantiles_are_numpys(sweep: Sweep) -> None:
    marks = (0.0, 0.013, 0.5, 0.999, 1.0)
    columns = [f"q{100 * mark:.6g}" for mark in marks]
    last = bands(sweep, "payments", marks, by=["variant"]).frame.query(f"month == {MONTHS}")[columns]
    runs = sweep.array("payments")[::2, :, -1]
    assert last.to_numpy()[0] == pytest.approx(np.quantile(runs, marks))


def test_figure_has_a_line_a_group_and_the_bands_around_it(sweep: Sweep) -> None:
    axes = bands(sweep, "payments").plot().axes[0]
    assert [line.get_label() for line in axes.lines] == ["as it was", "as it acted"]
    assert len(axes.collections) == 4


@pytest.mark.parametrize("quantiles", [(), (0.5, 1.5), (-0.1,)])
def test_quantile_that_there_is_not_is_refused(sweep: Sweep, quantiles: tuple[float, ...]) -> None:
    with pytest.raises(RefusedError, match="between 0 and 1"):
        bands(sweep, "payments", quantiles)


def test_column_that_there_is_not_is_refused(sweep: Sweep) -> None:
    with pytest.raises(RefusedError, match=r"no column 'variants'; did you mean 'variant'"):
        bands(sweep, "payments", by=["variants"])


def test_unfinished_sweep_is_refused(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[5])
    with pytest.raises(RefusedError, match=r"1 of 120 runs failed.*retry"):
        bands(Sweep(tmp_path / "sweep"), "payments")
