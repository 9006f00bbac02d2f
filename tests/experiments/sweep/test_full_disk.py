"""A disk that is really full: what is done is kept, and the rest is done when there is room."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.experiments.sweep.looking import files
from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Threads

MOUNT, UNMOUNT = shutil.which("mount"), shutil.which("umount")


def mount(*words: str) -> bool:
    """Mount something, and tell whether that is allowed here."""
    return (
        MOUNT is not None
        and subprocess.run([MOUNT, *words], capture_output=True, check=False).returncode == 0
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that has room for half a sweep."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if UNMOUNT is None or not mount("-t", "tmpfs", "-o", "size=160k", "tmpfs", str(folder)):
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run([UNMOUNT, str(folder)], check=True)


def test_full_disk_stops_the_sweep_and_costs_no_run(tmp_path: Path, small_disk: Path) -> None:
    design = village_design(replications=50)
    with pytest.raises(OSError, match="No space left"):
        run_sweep(design, small_disk / "it", engine=Threads(2), chunk=5, run_one=PRETEND)
    run_sweep(design, tmp_path / "whole", engine=Threads(2), chunk=5, run_one=PRETEND)
    whole, kept = files(tmp_path / "whole"), files(small_disk / "it")
    assert 0 < len(kept) < len(whole)
    assert kept.items() <= whole.items()
    assert mount("-o", "remount,size=4m", str(small_disk))
    run_sweep(design, small_disk / "it", engine=Threads(2), run_one=PRETEND)
    assert files(small_disk / "it") == whole
