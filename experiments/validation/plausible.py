"""Plausible: vectors of behaviour that fit the national figures about equally well.

Chance says how far two lives of one town differ; these say how far the answer
depends on assumptions that the data leave open. Calibration makes the file.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import ArrowException

from tillit.experiments.refused import RefusedError
from tillit.model.assumptions import DECLARED, ParameterError, checked
from tillit.model.scenarios import Scenario

PLAUSIBLE = Path(__file__).parents[1] / "calibration" / "plausible.parquet"
"""The vectors that come with the program."""

Vector = dict[str, float]
"""Values of some parameters, by their declared names."""


def read_vectors(path: Path, number: int) -> list[Vector]:
    """Return some vectors of a file, evenly from its first to its last.

    Parameters
    ----------
    path
        Parquet file: one row a vector, one column a declared parameter. What calibration
        writes down beside them (``target.*``, ``implausibility``) is passed over.
    number
        How many, at most.

    Raises
    ------
    RefusedError
        If it cannot be read, or a value is not one of a declared parameter.
    """
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError, ArrowException) as error:
        message = f"{path} cannot be read as a Parquet file of parameter vectors: {str(error)[:200]}"
        raise RefusedError(message) from None
    frame = frame[[name for name in frame if not is_figure(str(name))]]
    unknown = [str(name) for name in frame if name not in DECLARED]
    if frame.empty or unknown:
        wrong = f"{unknown[0]!r} is no declared parameter" if unknown else "it has no vector"
        message = f"{path}: {wrong}; each column must be one of 'tillit parameters', each row a vector"
        raise RefusedError(message)
    rows = np.unique(np.linspace(0, len(frame) - 1, min(number, len(frame))).round().astype(int))
    return [vector_of(frame.iloc[row], f"{path}, row {row + 1:,}") for row in rows]


def is_figure(name: str) -> bool:
    """Tell whether a column holds what came of a vector, and not a value of it."""
    return name.startswith("target.") or name in {"implausibility", "model"}


def vector_of(row: pd.Series, where: str) -> Vector:
    """Return one row as values in their ranges."""
    try:
        return {str(name): checked(str(name), value) for name, value in row.items()}
    except ParameterError as error:
        message = f"{where}: {error}"
        raise RefusedError(message) from None


def under(scenario: Scenario, vector: Vector) -> Scenario:
    """Return a scenario whose people behave as a vector says."""
    return scenario.variant({f"parameters.{name}": value for name, value in vector.items()})
