"""Trial targets: what studies found is fitted to, with the error that chance leaves."""

import numpy as np
import pytest

from tillit.experiments import trials
from tillit.experiments.calibration.evaluating import Everything, as_replicates
from tillit.experiments.calibration.models import MODELS, Model, model_of
from tillit.experiments.calibration.targets import TrialTarget, parse_targets, read_targets
from tillit.experiments.refused import RefusedError
from tillit.model.events.lot import Lot

X12 = 'title = "Some"\n[free]\nparameters = ["bonds.rapport"]\n[trials]\nnames = ["X12"]\nreplications = 3\n'
LEVEL = """
[[target]]
name = "families"
label = "In families"
measure = "foster_share"
town = "standard-children"
figure = 67
tolerance = 3
unit = "%"
source = "x"
grade = "D"
months = 13
"""


def only_trial(text: str = X12) -> TrialTarget:
    (target,) = parse_targets(text, "some.toml").targets
    assert isinstance(target, TrialTarget)
    return target


def test_a_trial_s_first_figure_is_a_target_with_the_accepted_interval_read_as_ninety_percent() -> None:
    target, headline = only_trial(), trials.read_trial("X12").figures[0]
    assert (target.figure, target.unit, target.source) == (headline.value, headline.unit, headline.source)
    assert target.tolerance == pytest.approx((headline.high - headline.low) / 3.29)  # type: ignore[operator]


def test_all_trials_are_all_that_count_and_say_how_far() -> None:
    asked = {it.trial for it in read_targets("behaviour").targets if isinstance(it, TrialTarget)}
    counting = {
        it.name for it in trials.all_trials() if any(fig.counts and fig.accepted for fig in it.figures)
    }
    assert asked == counting


def test_replicates_have_the_effect_as_their_mean_and_its_error_as_that_of_the_mean() -> None:
    effect = trials.effects("X12", replications=3, threads=1)[0]
    figures = as_replicates(effect, 5)
    assert figures.mean() == pytest.approx(effect.value)
    assert figures.std(ddof=1) / np.sqrt(5) == pytest.approx(effect.error)


def test_levels_and_trials_come_back_in_the_file_s_order() -> None:
    targets = parse_targets(X12 + LEVEL, "some.toml").targets
    everything = Everything((targets[1], targets[0]), 13, 2, seed=1)({"bonds.rapport": 0.2})
    trial = Everything((only_trial(),), 13, 2, seed=1)({"bonds.rapport": 0.2})
    np.testing.assert_array_equal(everything[:, 1], trial[:, 0])
    assert (everything[:, 0] > 1.0).all()


def test_where_an_explanation_lets_nothing_be_done_a_trial_gives_nothing() -> None:
    gives = Everything((only_trial(),), 13, 2, 1, model_of("nothing_done"))({})
    np.testing.assert_array_equal(gives, np.zeros((2, 1)))


@pytest.mark.parametrize("name", ["ties_frozen", "hours_only", "random_ties"])
def test_ties_without_a_history_give_something_else_in_a_trial(name: str) -> None:
    target = only_trial(X12.replace("X12", "X8"))
    under, theory = (Everything((target,), 13, 2, 1, model_of(it))({}) for it in (name, "theory"))
    assert np.isfinite(under).all()
    assert (under != theory).any()


@pytest.mark.parametrize("model", MODELS)
def test_under_every_explanation_the_same_people_are_drawn(model: Model) -> None:
    trial = trials.read_trial("X8")
    told = model.of_trial(trial)
    lots = [[it for it in arm.scenario.events if isinstance(it, Lot)] for arm in told.arms]
    assert lots == [[it for it in arm.scenario.events if isinstance(it, Lot)] for arm in trial.arms]
    assert all(lots)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('["X12"]', '["X99"]'),
        ('["X12"]', '["X16"]'),
        ("replications = 3", "replications = 1"),
        ("replications = 3", "more = { X5 = 3 }"),
    ],
)
def test_what_is_wrong_with_the_trials_is_named(change: str, words: str) -> None:
    with pytest.raises(RefusedError, match=r"\[trials\]"):
        parse_targets(X12.replace(change, words), "some.toml")
