"""Convergence: how sure a figure is, and how many runs would make it so."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tests.experiments.answers.written_sweep import Array, write_sweep, written_design
from tillit.experiments.answers.distributions import as_numbers_grow, convergence
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError


def lucky(design_id: Array, replication: Array, month: Array) -> Array:
    """Return 100 with luck of about ±3 in each replication, and 10 more for acting."""
    luck = np.random.default_rng(3).normal(0.0, 3.0, 1_000)[replication.astype(int)]
    figures: Array = 100.0 + luck + 10.0 * (design_id % 2) * (1.0 + luck / 10.0) + 0.0 * month
    return figures


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(replications=200), lucky, chunk=500)
    return Sweep(tmp_path / "sweep")


def test_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    figures = np.random.default_rng(5).normal(50.0, 10.0, 400)
    last = as_numbers_grow(figures).iloc[-1]
    low, high = stats.t.interval(0.9, 399, figures.mean(), stats.sem(figures))
    assert [last["low"], last["high"]] == pytest.approx([low, high])
    assert last["percent"] == pytest.approx(100.0 * last["half_width"] / figures.mean())


def test_estimate_at_a_number_is_that_of_the_first_so_many() -> None:
    figures = np.random.default_rng(5).normal(size=60)
    frame = as_numbers_grow(figures).set_index("number")
    assert frame.loc[[5, 60], "estimate"].tolist() == pytest.approx([figures[:5].mean(), figures.mean()])
    assert as_numbers_grow(figures[:7])["number"].tolist() == [5, 6, 7]


def test_paired_difference_is_surer_than_the_figure_itself(sweep: Sweep) -> None:
    alone = convergence(sweep, "households").frame.iloc[-1]
    paired = convergence(sweep, "households", between=("as_it_was", "as_it_acted")).frame.iloc[-1]
    assert paired["estimate"] == pytest.approx(10.0, rel=0.1)
    assert paired["half_width"] < 0.9 * alone["half_width"]


def test_draws_are_means_over_the_rows(sweep: Sweep) -> None:
    frame = convergence(sweep, "households").frame
    assert frame["number"].iloc[-1] == 200
    assert frame["estimate"].iloc[-1] == pytest.approx(sweep.array("households", "end").mean())


def test_note_says_whether_there_are_enough(sweep: Sweep) -> None:
    assert "enough for ± 5 %" in convergence(sweep, "households").note
    strict = convergence(sweep, "households", within=0.01).note
    assert "not enough for ± 0.01 %, which takes about" in strict


def test_half_the_width_takes_four_times_as_many(sweep: Sweep) -> None:
    percent = convergence(sweep, "households").frame["percent"].iloc[-1]
    assert "takes about 800." in convergence(sweep, "households", within=percent / 2.0).note
    assert "enough for" in convergence(sweep, "households", within=percent).note
    assert "about 5 would be." in convergence(sweep, "households", within=100.0).note


def test_difference_of_nought_has_no_width_in_per_cent(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), lambda row, luck, month: 0.0 * (row + luck + month))
    answer = convergence(Sweep(tmp_path / "sweep"), "households", between=("as_it_was", "as_it_acted"))
    assert answer.frame["half_width"].tolist() == [0.0] * len(answer.frame)


def test_fewer_than_five_replications_are_refused(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(replications=4), lucky)
    with pytest.raises(RefusedError, match="4 replications; from 5 on"):
        convergence(Sweep(tmp_path / "sweep"), "households")


def test_figure_shows_the_estimate_up_to_all_replications(sweep: Sweep) -> None:
    (axes,) = convergence(sweep, "households").plot().axes
    assert np.asarray(axes.lines[0].get_xdata())[-1] == 200


def test_unfinished_sweep_is_refused(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), lucky, without=[0])
    with pytest.raises(RefusedError, match="17 of 120 runs are missing"):
        convergence(Sweep(tmp_path / "sweep"), "households")
