"""Sensitivity of a sweep: which figure, which method, and month by month."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.experiments.answers.known_functions import cases_of, factors, linear
from tests.experiments.answers.written_sweep import Array, write_sweep, written_design
from tillit.experiments.answers.sensitivity import sampled, sensitivity
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.factors import Factor, Kind, Sampler

NAMES = ("parameters.bonds.rapport", "parameters.meetings.kept", "parameters.stress.relief")
OF = factors(*NAMES)


def design_of(kind: Kind, size: int) -> Design:
    """Return a design over a sample of three factors."""
    points = cases_of(kind, linear, size, OF).points
    return written_design(
        factors=tuple(Factor(name, 0.0, 1.0) for name in NAMES),
        sampler=Sampler(kind=kind, size=size),
        points=pd.DataFrame(points, columns=list(NAMES)),
        replications=2,
        outputs=("payments", "households"),
    )


def written(folder: Path, design: Design) -> Sweep:
    """Return a sweep in which `as_it_acted` pays 4 a - 2 b a month beyond `as_it_was`, from month 7 on."""
    effect = linear(design.points.to_numpy())

    def payments(design_id: Array, replication: Array, month: Array) -> Array:
        point, acted = np.divmod(design_id.astype(int), 2)
        return 100.0 + 10.0 * replication + acted * effect[point] * (month > 6)

    write_sweep(folder, design, payments)
    return Sweep(folder)


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return written(tmp_path_factory.mktemp("morris") / "sweep", design_of("morris", 4))


def test_the_usual_figure_is_the_last_variant_s_sum_beyond_the_first_s(sweep: Sweep) -> None:
    found = sampled(sweep)
    assert found.label.endswith("(sum of 24 months), as it acted less as it was")
    assert (found.unit, found.kind) == ("SEK", "morris")
    effect = linear(sweep.design.points.to_numpy())
    np.testing.assert_allclose(found.values, np.repeat(effect[:, None] * 18, 2, axis=1), atol=1e-9)


def test_a_variant_alone_is_not_compared(sweep: Sweep) -> None:
    found = sampled(sweep, "households", variant="as_it_was")
    assert found.label.endswith("(at the end), as it was")
    np.testing.assert_allclose(found.means, 105.0)


def test_morris_says_what_each_factor_does_to_the_effect(sweep: Sweep) -> None:
    answer = sensitivity(sweep)
    mu = answer.frame[answer.frame["index"] == "mu"].set_index("factor")["value"]
    assert mu[list(NAMES)].tolist() == pytest.approx([72.0, -36.0, 0.0], abs=1e-9)


def test_a_method_names_the_sampler_that_it_needs(sweep: Sweep) -> None:
    with pytest.raises(
        RefusedError, match="needs points of the sampler 'saltelli', and this sweep's are of 'morris'"
    ):
        sensitivity(sweep, method="sobol")
    with pytest.raises(RefusedError, match="methods: sobol, morris, regional"):
        sensitivity(sweep, method="sobl")


@pytest.mark.parametrize(("kind", "size", "index"), [("saltelli", 8, "total"), ("lhs", 30, "ks")])
def test_each_sample_gets_the_method_that_fits(tmp_path: Path, kind: Kind, size: int, index: str) -> None:
    sweep = written(tmp_path / "sweep", design_of(kind, size))
    frame = sensitivity(sweep).frame
    rows = frame[frame["index"] == index].sort_values("value", ascending=False)
    assert rows["factor"].tolist()[0] == NAMES[0]


def test_a_sweep_with_holes_is_refused(tmp_path: Path) -> None:
    design = design_of("morris", 2)
    write_sweep(tmp_path / "sweep", design, lambda *its: sum(its) + 0.0, without=[1])
    with pytest.raises(RefusedError, match="missing"):
        sensitivity(Sweep(tmp_path / "sweep"))


def test_a_figure_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    def holed(design_id: Array, replication: Array, month: Array) -> Array:
        return np.where((design_id == 3.0) & (month == 5.0), np.nan, 1.0 + 0.0 * replication)

    write_sweep(tmp_path / "sweep", design_of("morris", 2), holed)
    with pytest.raises(RefusedError, match="not a number"):
        sensitivity(Sweep(tmp_path / "sweep"))
