"""Bands: the known quantiles of known figures."""

from pathlib import Path

import numpy as np
import pytest

from tests.experiments.answers.written_sweep import MONTHS, numbered, write_sweep, written_design
from tillit.experiments.answers.distributions import QUANTILES, bands
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(), numbered)
    return Sweep(tmp_path / "sweep")


def test_bands_of_a_variant_are_quantiles_over_all_its_runs(sweep: Sweep) -> None:
    frame = bands(sweep, "payments").frame
    assert list(frame) == ["town", "variant", "month", "runs", *QUANTILES]
    assert len(frame) == 2 * MONTHS
    runs = sweep.array("payments")[1::2, :, 4]
    row = frame[(frame["variant"] == "as_it_acted") & (frame["month"] == 5)].iloc[0]
    assert row["runs"] == 60
    expected = np.quantile(runs, list(QUANTILES.values()))
    assert row[list(QUANTILES)].to_numpy(float) == pytest.approx(expected)


def test_figure_has_a_line_a_group_and_the_bands_around_it(sweep: Sweep) -> None:
    axes = bands(sweep, "payments").plot().axes[0]
    assert [line.get_label() for line in axes.lines] == ["as it was", "as it acted"]
    assert len(axes.collections) == 4


def test_unfinished_sweep_is_refused(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), numbered, failing=[5])
    with pytest.raises(RefusedError, match=r"1 of 120 runs failed.*retry"):
        bands(Sweep(tmp_path / "sweep"), "payments")
