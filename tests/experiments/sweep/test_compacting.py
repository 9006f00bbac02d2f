"""Compacting changes files, and no number."""

from pathlib import Path

import pytest

from tests.experiments.sweep.looking import contents
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep import compacting
from tillit.experiments.sweep.compacting import compact
from tillit.experiments.sweep.store import Store


def test_many_files_become_one_with_the_same_rows(undisturbed: Path) -> None:
    before = contents(undisturbed)
    assert compact(Store(undisturbed)) == (7, 1)
    assert [path.name for path in Store(undisturbed).run_files()] == ["000000-000006.parquet"]
    assert contents(undisturbed).equals(before)
    assert Store(undisturbed).runs_done() == 20


def test_files_beside_a_gap_are_joined_apart(undisturbed: Path) -> None:
    (undisturbed / "runs" / "000003.parquet").unlink()
    compact(Store(undisturbed))
    names = [path.name for path in Store(undisturbed).run_files()]
    assert names == ["000000-000002.parquet", "000004-000006.parquet"]
    assert list(Store(undisturbed).missing()) == [3]


def test_file_that_is_large_already_is_left_alone(undisturbed: Path) -> None:
    assert compact(Store(undisturbed), large=1) == (7, 7)


def test_compacting_that_is_killed_halfway_loses_and_doubles_nothing(
    undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(undisturbed)

    class KilledError(Exception):
        pass

    def killed(path: Path) -> None:
        if path.name == "000002.parquet":
            raise KilledError
        path.unlink()

    with monkeypatch.context() as patched:
        patched.setattr(compacting, "forget", killed)
        with pytest.raises(KilledError):
            compact(Store(undisturbed))
    assert len(list((undisturbed / "runs").iterdir())) == 6
    assert contents(undisturbed).equals(before)
    compact(Store(undisturbed))
    assert [path.name for path in (undisturbed / "runs").iterdir()] == ["000000-000006.parquet"]
    assert contents(undisturbed).equals(before)


def test_two_programs_do_not_compact_at_once(undisturbed: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (undisturbed / ".changing").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(RefusedError, match="another program"):
            compact(Store(undisturbed))
