"""Tipping from a sweep: the boundary, and where the past decides."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.experiments.answers.written_sweep import Array, write_sweep, written_design
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import Grid
from tillit.experiments.sweep.variants import Variant
from tillit.experiments.tipping.grid_map import in_words, parted, tipping

CASELOAD, INFLOW = "staff.caseload", "setting.inflow"
LOADS, FLOWS = (30.0, 40.0, 50.0), (0.8, 0.9, 1.0, 1.1)


def grid(**changes: object) -> Design:
    """Return a design of a grid, in which the variants are how the town began."""
    points = pd.DataFrame([{CASELOAD: load, INFLOW: flow} for load in LOADS for flow in FLOWS])
    about = {
        "factors": (Factor(CASELOAD, 30.0, 50.0), Factor(INFLOW, 0.8, 1.1)),
        "sampler": Grid(size=4),
        "points": points,
        "outputs": ("households",),
        "variants": (Variant("calm"), Variant("crisis")),
        "replications": 3,
    }
    return written_design(**(about | changes))


def households(design_id: Array, replication: Array, month: Array) -> Array:
    """Return much where the load is 50; where it is 40, only for towns that began in crisis."""
    load = design_id // 2 // len(FLOWS)
    much = (load == 2.0) | ((load == 1.0) & (design_id % 2.0 == 1.0))
    return np.where(much, 1_400.0, 1_000.0) + replication + 0.0 * month


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    write_sweep(tmp_path / "sweep", grid(), households)
    return Sweep(tmp_path / "sweep")


def test_a_place_where_the_past_decides_has_both_regimes(sweep: Sweep) -> None:
    answer = tipping(sweep, CASELOAD, INFLOW)
    regimes = answer.frame.groupby(CASELOAD)["regime"].unique()
    assert [set(regimes[load]) for load in LOADS] == [{"little"}, {"both"}, {"much"}]
    assert len(answer.frame) == 2 * len(LOADS) * len(FLOWS)
    assert "in 4 that depends on how the town began" in answer.note
    assert "so it tips" in answer.note
    assert answer.plot().axes


def test_one_start_alone_has_its_own_boundary(sweep: Sweep) -> None:
    frame = tipping(sweep, CASELOAD, INFLOW, starts=["calm"]).frame
    assert frame.groupby(CASELOAD)["share_over"].max().tolist() == [0.0, 0.0, 1.0]
    assert set(frame["start"]) == {"calm"}


def test_points_that_are_no_grid_are_refused(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    points = pd.DataFrame({CASELOAD: rng.random(12), INFLOW: rng.random(12)})
    write_sweep(tmp_path / "sweep", grid(points=points), households)
    with pytest.raises(RefusedError, match="sampler 'grid'"):
        tipping(Sweep(tmp_path / "sweep"), CASELOAD, INFLOW)


def test_a_mistyped_factor_is_named_with_those_that_are_there(sweep: Sweep) -> None:
    with pytest.raises(RefusedError, match=r"staff\.caseload"):
        tipping(sweep, "staff.caselod", INFLOW)
    with pytest.raises(RefusedError, match="must differ"):
        tipping(sweep, CASELOAD, CASELOAD)


def test_an_even_change_is_called_gradual_and_a_leap_is_not() -> None:
    _, between = parted(np.linspace(0.0, 1.0, 1_000))
    assert between == pytest.approx(0.25, abs=0.01)
    assert "gradually" in in_words(between)
    threshold, between = parted(np.concatenate((np.linspace(0.0, 0.2, 500), np.linspace(0.8, 1.0, 500))))
    assert threshold == pytest.approx(0.5)
    assert "so it tips" in in_words(between)


def test_a_figure_that_never_changes_cannot_tip() -> None:
    with pytest.raises(RefusedError, match="nothing that could tip"):
        parted(np.ones(50))
