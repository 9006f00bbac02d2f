"""A town is a model of the EMA Workbench, with Tillit's pairs."""

import pytest

from tests.model.small_towns import village
from tillit.experiments import compare
from tillit.experiments.refused import RefusedError
from tillit.experiments.workbench import workbench_model
from tillit.model.assumptions import DECLARED, ParameterError
from tillit.model.scenarios import ScenarioError

ema = pytest.importorskip("ema_workbench")

MONTHS = 24


def test_an_experiment_is_the_paired_difference() -> None:
    model = workbench_model(
        village(),
        levers={"staff.posts": (2, 8)},
        outcomes=["payments", "stress"],
        months=MONTHS,
        replications=3,
    )
    outcomes = model.function(**{"staff.posts": 6})
    before = village().before()
    pairs = compare(before, village().variant({"staff.posts": 6}), pairs=3, months=MONTHS)
    means = pairs.differences().groupby("indicator")["difference"].mean()
    assert outcomes == pytest.approx({name: means[name] for name in ("payments", "stress")})


def test_nothing_changed_is_no_difference() -> None:
    model = workbench_model(
        village().before(), uncertainties=["bonds.rapport"], months=MONTHS, replications=2
    )
    outcomes = model.function(**{"parameters.bonds.rapport": DECLARED["bonds.rapport"].par.high})
    assert set(outcomes.values()) == {0.0}


def test_the_workbench_runs_it_over_declared_ranges() -> None:
    model = workbench_model(
        village(),
        uncertainties=["bonds.rapport", "meetings.promised"],
        levers={"staff.posts": (2, 8)},
        months=MONTHS,
        replications=1,
    )
    experiments, outcomes = ema.perform_experiments(model, scenarios=3, policies=2)
    rapport = DECLARED["bonds.rapport"].par
    assert experiments["parameters.bonds.rapport"].between(rapport.low, rapport.high).all()
    assert experiments["staff.posts"].between(2, 8).all()
    assert outcomes["payments"].shape == (6,)


def test_unknown_names_are_refused_before_anything_runs() -> None:
    with pytest.raises(RefusedError, match="no indicator 'paymets'"):
        workbench_model(village(), outcomes=["paymets"])
    with pytest.raises(ParameterError, match=r"did you mean 'bonds.rapport'"):
        workbench_model(village(), uncertainties=["bonds.raport"])
    with pytest.raises(ScenarioError, match=r"staff\.post"):
        workbench_model(village(), levers={"staff.post": (1, 2)})
