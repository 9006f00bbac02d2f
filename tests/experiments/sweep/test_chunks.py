"""Every run is in one chunk, and every chunk in one file that counts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.experiments.sweep.pretending import village_design
from tillit.experiments.sweep.chunks import Chunks, Span, current_files, file_name, span_of, usual_size


@given(runs=st.integers(1, 3000), size=st.integers(1, 1000))
def test_every_run_is_in_one_chunk(runs: int, size: int) -> None:
    chunks = Chunks(runs, size)
    assert [run for number in range(len(chunks)) for run in chunks.of(number)] == list(range(runs))


@given(first=st.integers(0, 2_000_000), more=st.integers(0, 2_000_000))
def test_name_of_a_file_says_which_chunks_are_in_it(first: int, more: int) -> None:
    span = Span(first, first + more)
    assert span_of(Path(file_name(span))) == span


@pytest.mark.parametrize("name", [".unfinished-1-000001.parquet", "000001.parquet.bak", "notes.txt"])
def test_other_files_are_passed_over(name: str) -> None:
    assert span_of(Path(name)) is None


def test_larger_file_counts_while_the_smaller_ones_are_still_there(tmp_path: Path) -> None:
    names = ["000000.parquet", "000001.parquet", "000000-000001.parquet", "000002.parquet"]
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for _, path in current_files(tmp_path)] == ["000000-000001.parquet", "000002.parquet"]


def test_small_sweep_has_work_for_several_workers() -> None:
    assert usual_size(village_design(points=8, replications=8)) == 4


def test_large_sweep_has_chunks_of_bounded_size() -> None:
    assert 100 < usual_size(village_design(points=1000, replications=1000)) <= 1000


def test_chunks_are_smaller_where_each_row_is_another_place() -> None:
    alike = village_design(points=1000, replications=2)
    apart = village_design(points=1000, replications=2, factor="parameters.bonds.rapport")
    assert usual_size(apart) < usual_size(alike)
