"""Paired: differences are taken between runs with the same point and the same luck."""

from pathlib import Path

import numpy as np
import pytest

from tests.experiments.answers.written_sweep import Array, write_sweep, written_design
from tillit.experiments.answers.distributions import compare
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.world import Source

EFFECTS = np.array([-2.0, -1.0, 3.0, 4.0, 5.0])
"""What acting does at each point."""


def noisy(design_id: Array, replication: Array, month: Array) -> Array:
    """Return figures whose luck is a hundred times what acting does, and the same in both variants."""
    luck = 1000.0 * np.sin(17.0 * replication + month) + 100.0 * (design_id // 2)
    figures: Array = luck + (design_id % 2) * EFFECTS[(design_id // 2).astype(int)]
    return figures


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", written_design(replications=20), noisy)
    return Sweep(tmp_path / "sweep")


def test_each_point_has_its_effect_without_the_luck(sweep: Sweep) -> None:
    frame = compare(sweep, "as_it_was", "as_it_acted", ["households"]).frame
    points = frame[frame["scope"] == "point"]
    assert points["point"].tolist() == [0, 1, 2, 3, 4]
    for column in ("difference", "difference_low", "difference_high"):
        assert points[column].to_numpy(float) == pytest.approx(EFFECTS)
    assert points["pairs"].unique().tolist() == [20]
    assert points["verdict"].tolist() == ["falls", "falls", "rises", "rises", "rises"]


def test_over_all_points_means_subtract_beside_the_interval_and_share_of_the_other_sign(sweep: Sweep) -> None:
    row = compare(sweep, "as_it_was", "as_it_acted", ["households"]).frame.iloc[0]
    assert row["scope"] == "all"
    assert (row["pairs"], row["flips"]) == (100, 0.4)
    all_pairs = np.repeat(EFFECTS, 20)
    expected = np.quantile(all_pairs, (0.05, 0.95))
    assert row[["difference_low", "difference_high"]].to_numpy(float) == pytest.approx(expected)
    assert row["difference"] == pytest.approx(row["b"] - row["a"]) == pytest.approx(all_pairs.mean())
    assert row["percent"] == pytest.approx(100.0 * row["difference"] / row["a"])


def test_the_other_way_round_has_the_other_sign(sweep: Sweep) -> None:
    there = compare(sweep, "as_it_was", "as_it_acted", ["households"]).frame
    back = compare(sweep, "as_it_acted", "as_it_was", ["households"]).frame
    assert back["difference"].to_numpy() == pytest.approx(-there["difference"].to_numpy())
    assert back["difference_low"].to_numpy() == pytest.approx(-there["difference_high"].to_numpy())


def test_sum_of_the_horizon_is_taken_of_what_adds_up(sweep: Sweep) -> None:
    frame = compare(sweep, "as_it_was", "as_it_acted").frame
    payments = frame[(frame["output"] == "payments") & (frame["point"] == 2)].iloc[0]
    assert (payments["over"], payments["unit"]) == ("sum", "SEK")
    assert payments["difference"] == pytest.approx(3.0 * 24)
    assert list(dict.fromkeys(frame["output"])) == ["payments", "households", "turnover"]


def test_towns_are_paired_within_each_variant(tmp_path: Path) -> None:
    towns = (Source.of("standard"), Source.of("hassleholm"))
    # Rows of a point: standard before and acted, hassleholm before and acted.
    write_sweep(
        tmp_path / "sweep", written_design(towns=towns), lambda row, luck, _m: 10.0 * (row % 4) + luck
    )
    frame = compare(Sweep(tmp_path / "sweep"), "standard", "hassleholm", ["households"]).frame
    points = frame[frame["scope"] == "point"]
    assert points["variant"].tolist() == ["as_it_was", "as_it_acted"] * 5
    assert points["difference"].tolist() == [20.0] * 10


def test_below_twenty_replications_a_point_has_no_verdict(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(replications=19), noisy)
    frame = compare(Sweep(tmp_path / "sweep"), "as_it_was", "as_it_acted", ["households"]).frame
    assert frame["verdict"].iloc[0] == "no clear difference"
    assert set(frame["verdict"].iloc[1:]) == {"too few pairs"}


def test_note_says_how_often_the_sign_flips(sweep: Sweep) -> None:
    note = compare(sweep, "as_it_was", "as_it_acted", ["households"]).note
    assert note.startswith("Households on assistance, as it acted less as it was: +1.8 (")
    assert note.endswith("in 40 % of 5 points the sign is the other.")


def test_figure_has_a_panel_an_output(sweep: Sweep) -> None:
    figure = compare(sweep, "as_it_was", "as_it_acted").plot()
    assert len([axes for axes in figure.axes if axes.axison]) == 3


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [("as_it_was", "as_it_act", "mean 'as_it_acted'"), ("nobody", "nothing", "as_it_was, as_it_acted")],
)
def test_variant_that_there_is_not_is_refused(sweep: Sweep, a: str, b: str, words: str) -> None:
    with pytest.raises(RefusedError, match=f"no variant.*{words}"):
        compare(sweep, a, b)


def test_variant_beside_itself_is_refused(sweep: Sweep) -> None:
    with pytest.raises(RefusedError, match="are the same"):
        compare(sweep, "as_it_was", "as_it_was")


def test_unfinished_sweep_is_refused(tmp_path: Path) -> None:
    write_sweep(tmp_path / "sweep", written_design(), noisy, without=[1])
    with pytest.raises(RefusedError, match="17 of 120 runs are missing"):
        compare(Sweep(tmp_path / "sweep"), "as_it_was", "as_it_acted")
