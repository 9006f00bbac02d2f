"""Plausible set: the vectors that come with the program are what it says they are."""

import numpy as np
import pandas as pd

from tillit.experiments.calibration.evaluating import Towns
from tillit.experiments.calibration.implausibility import PLAUSIBLE as FURTHEST
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.claims.plausible import PLAUSIBLE

NATIONAL = read_targets("national")
KEPT = pd.read_parquet(PLAUSIBLE)
SMALL = tuple(it for it in NATIONAL.targets if it.town in {"gavle", "herning"})
"""Targets of small towns, which are quickly run."""


def test_some_hundred_vectors_are_kept_and_none_is_ruled_out() -> None:
    assert len(KEPT) >= 100
    assert (KEPT["implausibility"] < FURTHEST).all()


def test_each_free_parameter_is_there_and_within_its_range() -> None:
    assert set(NATIONAL.space.names) <= set(KEPT)
    for it in NATIONAL.space.parameters:
        assert KEPT[it.name].between(it.low, it.high).all(), it.name


def test_a_kept_vector_still_gives_what_it_was_kept_for() -> None:
    """If this fails, behaviour has changed: calibrate anew, and keep the new vectors."""
    vector = {str(name): float(value) for name, value in KEPT[NATIONAL.space.names].iloc[0].items()}
    sheet = NATIONAL.sheet
    figures = Towns.of(SMALL, sheet.months, sheet.replicates, seed=1)(vector).mean(axis=0)
    said = KEPT[[f"target.{it.name}" for it in SMALL]].iloc[0].to_numpy(dtype=float)
    np.testing.assert_allclose(figures, said, rtol=1e-6)
