"""Plausible vectors: read evenly from a file, and refused by name when they cannot be."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from tillit.experiments.calibration.models import Vector, plausible_sets, under
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario


def written(folder: Path, **columns: Sequence[float | str]) -> Path:
    path = folder / "plausible.parquet"
    pd.DataFrame({name.replace("__", "."): values for name, values in columns.items()}).to_parquet(path)
    return path


def read_vectors(path: Path, number: int) -> list[Vector]:
    """Return the theory's vectors."""
    return list(plausible_sets(path, number)["theory"].vectors)


def test_vectors_are_taken_evenly_from_first_to_last(tmp_path: Path) -> None:
    path = written(tmp_path, stress__load=[0.4, 0.5, 0.6, 0.7, 0.8])
    assert [it["stress.load"] for it in read_vectors(path, 3)] == [0.4, 0.6, 0.8]
    assert len(read_vectors(path, 100)) == 5


def test_what_calibration_writes_beside_the_values_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, stress__load=[0.4], target__turnover=[9.0], implausibility=[1.2])
    assert read_vectors(path, 1) == [{"stress.load": 0.4}]


def test_people_of_a_town_behave_as_a_vector_says(tmp_path: Path, hamlet: Scenario) -> None:
    path = written(tmp_path, stress__load=[0.4], meetings__promised=[3])
    (vector,) = read_vectors(path, 1)
    assert under(hamlet, vector).parameters == {"meetings.promised": 3, "stress.load": 0.4}


def test_column_that_is_no_parameter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"'stress\.lode' is no declared parameter"):
        read_vectors(written(tmp_path, stress__lode=[0.1]), 1)


def test_value_outside_its_range_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"row 2: stress\.load = 99"):
        read_vectors(written(tmp_path, stress__load=[0.4, 99.0]), 2)


def test_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no vector"):
        read_vectors(written(tmp_path, stress__load=[]), 2)


@pytest.mark.parametrize("content", [b"", b"not Parquet", b"PAR1" + b"\0" * 40 + b"PAR1"])
def test_what_is_no_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plausible.parquet"
    path.write_bytes(content)
    with pytest.raises(RefusedError, match="cannot be read"):
        read_vectors(path, 2)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be read"):
        read_vectors(tmp_path / "nowhere.parquet", 2)


def test_model_without_a_set_of_its_own_has_the_theorys_and_says_so(tmp_path: Path) -> None:
    sets = plausible_sets(written(tmp_path, stress__load=[0.4, 0.5]), 2)
    assert sets["ties_frozen"].vectors == sets["theory"].vectors
    assert (sets["theory"].own, sets["ties_frozen"].own) == (True, False)


def test_rows_may_say_whose_set_they_are_in(tmp_path: Path) -> None:
    path = written(tmp_path, stress__load=[0.4, 0.5, 0.8], model=["theory", "theory", "hours_only"])
    sets = plausible_sets(path, 9)
    assert [len(sets[name].vectors) for name in ("theory", "hours_only", "nothing_done")] == [2, 1, 2]
    assert sets["hours_only"].vectors == ({"stress.load": 0.8},)
    assert (sets["hours_only"].own, sets["nothing_done"].own) == (True, False)


def test_vectors_count_alike_unless_a_weight_says_otherwise(tmp_path: Path) -> None:
    assert plausible_sets(written(tmp_path, stress__load=[0.4, 0.5]), 2)["theory"].weights.tolist() == [
        0.5,
        0.5,
    ]
    path = written(tmp_path, stress__load=[0.4, 0.5], weight=[3.0, 1.0])
    found = plausible_sets(path, 2)["theory"]
    assert found.weights.tolist() == [0.75, 0.25]
    assert found.vectors == ({"stress.load": 0.4}, {"stress.load": 0.5})
