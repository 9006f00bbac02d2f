"""Plausible: for each model, vectors of behaviour that fit trials and national levels about equally well.

Chance says how far two lives of one town differ; these say how far the answer depends on assumptions
that the data leave open. Calibration makes them, for each model on its own.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pyarrow import ArrowException

from tillit.experiments.calibration.models import MODELS, THEORY
from tillit.experiments.refused import RefusedError
from tillit.model.assumptions import DECLARED, ParameterError, checked
from tillit.model.scenarios import Scenario

PLAUSIBLE = Path(__file__).with_name("plausible.parquet")
"""The vectors that come with the program."""
Vector = dict[str, float]
"""Values of some parameters, by their declared names."""


class PlausibleSet(NamedTuple):
    """Some vectors, how much each counts, shape (vectors,), and whether they are the model's own."""

    vectors: tuple[Vector, ...]
    weights: NDArray[np.float64]
    own: bool


AS_IT_IS = PlausibleSet(({},), np.ones(1), own=True)
"""The values in force alone."""


def plausible_sets(source: Path | None, number: int | None) -> dict[str, PlausibleSet]:
    """Return each model's plausible set, by the model's name; a model without a set has the theory's.

    `source` is a Parquet file, whose column `model` says whose set a vector is in (without that column, the
    theory's) and `weight` how much it counts; None for the file that comes with the program. `number` says
    how many vectors of each, at most, evenly from the first to the last; all if None, and 0 for the values
    in force alone. RefusedError if it cannot be read, the theory has no set, or a value is not one of a
    declared parameter.
    """
    if number == 0:
        return dict.fromkeys((it.name for it in MODELS), AS_IT_IS)
    path, sets = source or PLAUSIBLE, {}
    frames = _frames_of(path)
    for model in (it.name for it in MODELS):
        frame = _chosen(frames, path, model)
        beside = ("target.", "implausibility", "weight")
        names = [it for it in map(str, frame) if not it.startswith(beside)]
        if not names or (unknown := [repr(it) for it in names if it not in DECLARED]):
            wrong = f"{unknown[0]} is no declared parameter" if names else "it has no vector"
            raise RefusedError(
                f"{path}: {wrong}; each column must be one of 'tillit parameters', each row a vector"
            )
        rows = np.linspace(0, len(frame) - 1, min(number or len(frame), len(frame))).round().astype(int)
        vectors = []
        for row, values in zip(rows, frame[names].iloc[rows].to_dict("records"), strict=True):
            try:
                vectors.append({name: checked(name, values[name]) for name in names})
            except ParameterError as error:
                raise RefusedError(f"{path}, row {row + 1:,}: {error}") from None
        weights = frame["weight"].to_numpy(float)[rows] if "weight" in frame else np.ones(len(rows))
        sets[model] = PlausibleSet(tuple(vectors), weights / weights.sum(), model in frames)
    return sets


def frame_of(path: Path, model: str) -> pd.DataFrame:
    """Return a model's vectors in a file, with what came of them; the theory's if it has none there.

    RefusedError if it cannot be read, or has no vectors of either.
    """
    return _chosen(_frames_of(path), path, model)


def _frames_of(path: Path) -> dict[str, pd.DataFrame]:
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError, ArrowException) as error:
        raise RefusedError(
            f"{path} cannot be read as a Parquet file of parameter vectors: {str(error)[:200]}"
        ) from None
    if "model" not in frame:
        return {THEORY.name: frame}
    parts = frame.groupby("model", sort=False)
    return {str(name): part.drop(columns="model").reset_index(drop=True) for name, part in parts}


def _chosen(frames: dict[str, pd.DataFrame], path: Path, model: str) -> pd.DataFrame:
    frame = frames.get(model, frames.get(THEORY.name))
    if frame is None or frame.empty:
        raise RefusedError(f"{path} has no vectors of {model!r}, and no plausible set of {THEORY.name!r}")
    return frame


def under(scenario: Scenario, vector: Vector) -> Scenario:
    """Return a scenario whose people behave as a vector says."""
    return scenario.variant({f"parameters.{name}": value for name, value in vector.items()})
