"""Plausible page: the tables of the vectors that calibration has left."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.claims.plausible_page import fit, left_open

NATIONAL = read_targets("behaviour")


@pytest.fixture(name="vectors")
def made_up_vectors(tmp_path: Path) -> Path:
    """Return a file of eleven vectors, evenly over the whole of every range."""
    values = NATIONAL.space.values(np.linspace(0.0, 1.0, 11)[:, None].repeat(len(NATIONAL.space), axis=1))
    frame = pd.DataFrame(values, columns=NATIONAL.space.names)
    figures = {f"target.{it.name}": np.linspace(0.0, 10.0, 11) for it in NATIONAL.targets}
    path = tmp_path / "vectors.parquet"
    frame.assign(**figures, implausibility=1.0).to_parquet(path)
    return path


def test_each_target_stands_beside_what_the_vectors_give(vectors: Path) -> None:
    table = fit(vectors).splitlines()
    assert len(table) == 2 + len(NATIONAL.targets)
    assert "11 vectors" in table[0]
    assert all("5 (0.5 … 9.5)" in line for line in table[2:])


def test_vectors_all_over_a_range_leave_all_of_it(vectors: Path) -> None:
    table = left_open(vectors).splitlines()
    assert len(table) == 2 + len(NATIONAL.space)
    even = [line for line, it in zip(table[2:], NATIONAL.space.parameters, strict=True) if not it.whole]
    assert all("| 100 % |" in line for line in even)
    assert sum("(log)" in line for line in table) == sum(it.log for it in NATIONAL.space.parameters)


def test_without_vectors_the_page_says_not_yet(tmp_path: Path) -> None:
    assert fit(tmp_path / "none.parquet") == left_open(tmp_path / "none.parquet") == "not yet"
