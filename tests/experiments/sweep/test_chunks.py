"""Every run is in one chunk, and every chunk in one file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.experiments.sweep.pretending import village_design
from tillit.experiments.sweep.run import usual_size
from tillit.experiments.sweep.store import Store, file_name, files_in


@settings(max_examples=20, deadline=None)
@given(replications=st.integers(1, 100), size=st.integers(1, 1000))
def test_every_run_is_in_one_chunk(replications: int, size: int) -> None:
    with TemporaryDirectory() as folder:
        store = Store.opened(Path(folder), village_design(replications=replications), size)
    assert [run for chunk in store.chunks for run in chunk] == list(range(4 * replications))
    assert max(map(len, store.chunks)) <= size


def test_files_are_found_by_their_chunks_in_order_and_others_passed_over(tmp_path: Path) -> None:
    names = [file_name(number) for number in (1_000_000, 2, 0)]
    for name in (*names, ".unfinished-1-000001.parquet", "000001.parquet.bak", "notes.txt"):
        (tmp_path / name).touch()
    assert list(files_in(tmp_path)) == [0, 2, 1_000_000]


def test_small_sweep_has_work_for_several_workers() -> None:
    assert usual_size(village_design(points=8, replications=8)) == 4


def test_large_sweep_has_chunks_of_bounded_size() -> None:
    assert 100 < usual_size(village_design(points=1000, replications=1000)) <= 1000
