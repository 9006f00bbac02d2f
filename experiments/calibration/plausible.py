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
    theory's) and `weight` how much it counts, or a folder with one file for each model, ``theory.parquet``
    among them; None for the file that comes with the program. `number` says how many vectors of each, at
    most; all if None, and 0 for the values in force alone. RefusedError if it cannot be read, the theory has
    no set, or a value is not one of a declared parameter.
    """
    if number == 0:
        return dict.fromkeys((it.name for it in MODELS), AS_IT_IS)
    source = source or PLAUSIBLE
    frames = _frames_of(source)
    sets = ((it.name, _chosen(frames, source, it.name), it.name in frames) for it in MODELS)
    return {name: _set_of(frame, number, source, own=own) for name, frame, own in sets}


def frame_of(path: Path, model: str) -> pd.DataFrame:
    """Return a model's vectors in a file, with what came of them; the theory's if it has none there.

    RefusedError if it cannot be read, or has no vectors of either.
    """
    return _chosen(_frames_of(path), path, model)


def under(scenario: Scenario, vector: Vector) -> Scenario:
    """Return a scenario whose people behave as a vector says."""
    return scenario.variant({f"parameters.{name}": value for name, value in vector.items()})


def _frames_of(source: Path) -> dict[str, pd.DataFrame]:
    try:
        if source.is_dir():
            files = {it.name: source / f"{it.name}.parquet" for it in MODELS}
            return {name: pd.read_parquet(path) for name, path in files.items() if path.exists()}
        frame = pd.read_parquet(source)
    except (OSError, ValueError, ArrowException) as error:
        raise RefusedError(
            f"{source} cannot be read as a Parquet file of parameter vectors: {str(error)[:200]}"
        ) from None
    if "model" not in frame:
        return {THEORY.name: frame}
    parts = frame.groupby("model", sort=False)
    return {str(name): part.drop(columns="model").reset_index(drop=True) for name, part in parts}


def _chosen(frames: dict[str, pd.DataFrame], source: Path, model: str) -> pd.DataFrame:
    frame = frames.get(model, frames.get(THEORY.name))
    if frame is None or frame.empty:
        raise RefusedError(
            f"{source} has no vectors of {model!r}, and no plausible set of {THEORY.name!r}: "
            f"{THEORY.name}.parquet, or rows of that model"
        )
    return frame


def _set_of(frame: pd.DataFrame, number: int | None, where: Path, *, own: bool) -> PlausibleSet:
    """Return some vectors of a table, evenly from its first to its last."""
    names = [
        it for it in map(str, frame) if not it.startswith(("target.", "implausibility", "model", "weight"))
    ]
    unknown = [f"{name!r} is no declared parameter" for name in names if name not in DECLARED]
    if not names or unknown:
        wrong = unknown[0] if unknown else "it has no vector"
        raise RefusedError(
            f"{where}: {wrong}; each column must be one of 'tillit parameters', each row a vector"
        )
    rows = np.unique(
        np.linspace(0, len(frame) - 1, min(number or len(frame), len(frame))).round().astype(int)
    )
    chosen, vectors = frame.iloc[rows], []
    for row, values in zip(rows, chosen[names].to_dict("records"), strict=True):
        try:
            vectors.append({name: checked(name, values[name]) for name in names})
        except ParameterError as error:
            raise RefusedError(f"{where}, row {row + 1:,}: {error}") from None
    weights = chosen["weight"].to_numpy(float) if "weight" in frame else np.ones(len(rows))
    return PlausibleSet(tuple(vectors), weights / weights.sum(), own)
