"""Plausible set: the vectors that come with the program are what it says they are."""

import numpy as np
import pandas as pd

from tillit.experiments.calibration.evaluating import Everything
from tillit.experiments.calibration.history_matching import PLAUSIBLE as FURTHEST
from tillit.experiments.calibration.models import PLAUSIBLE, THEORY
from tillit.experiments.calibration.report import LEAST_KEPT
from tillit.experiments.calibration.targets import TrialTarget, read_targets

BEHAVIOUR = read_targets("behaviour")
EVERY = pd.read_parquet(PLAUSIBLE)
KEPT = EVERY[EVERY["model"] == THEORY.name] if "model" in EVERY else EVERY
SMALL = tuple(
    it for it in BEHAVIOUR.targets if it.town == "standard-children" and not isinstance(it, TrialTarget)
)
"""Targets of a small town, which are quickly run."""


def test_the_theory_has_plausible_vectors_or_says_that_they_are_ruled_out() -> None:
    assert len(KEPT) >= LEAST_KEPT
    plausible = KEPT["implausibility"] < FURTHEST
    assert plausible.all() or len(KEPT) == LEAST_KEPT


def test_each_free_parameter_is_there_and_within_its_range() -> None:
    assert set(BEHAVIOUR.space.names) <= set(KEPT)
    for it in BEHAVIOUR.space.parameters:
        assert KEPT[it.name].between(it.low, it.high).all(), it.name


def test_a_kept_vector_still_gives_what_it_was_kept_for() -> None:
    """If this fails, behaviour has changed: calibrate anew, and keep the new vectors."""
    vector = {str(name): float(value) for name, value in KEPT[BEHAVIOUR.space.names].iloc[0].items()}
    sheet = BEHAVIOUR.sheet
    figures = Everything(SMALL, sheet.months, sheet.replicates, seed=1)(vector).mean(axis=0)
    said = KEPT[[f"target.{it.name}" for it in SMALL]].iloc[0].to_numpy(dtype=float)
    np.testing.assert_allclose(figures, said, rtol=1e-6)
