"""A sweep on a real Dask cluster: a scheduler and two workers, one of which is killed."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.experiments.sweep.looking import files
from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep import work as engines
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.store import Progress
from tillit.experiments.sweep.work import Dask, Threads

pytest.importorskip("distributed")


ROOT = Path(__file__).parents[3]


@contextmanager
def started(folder: Path, program: str, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start one of Dask's own programs, and end it with the test."""
    command = [sys.executable, "-m", f"distributed.cli.{program}", *words, "--no-dashboard"]
    with (folder / f"{program}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Return the address of a scheduler."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(tmp_path, "dask_scheduler", "--host", "127.0.0.1", "--port", str(port)):
        yield f"tcp://127.0.0.1:{port}"


def worker(folder: Path, scheduler: str, *words: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    """Start a worker that nobody starts again."""
    return started(folder, "dask_worker", scheduler, "--nthreads", "1", "--no-nanny", *words)


def test_killed_worker_costs_no_run_and_no_byte(tmp_path: Path, scheduler: str) -> None:
    design = village_design("sleep 0.02; raise 11", replications=50)
    told: list[Progress] = []
    with worker(tmp_path, scheduler) as one, worker(tmp_path, scheduler):

        def kill(now: Progress) -> None:
            told.append(now)
            if now.done > 50:
                one.kill()

        folder = tmp_path / "dask"
        done = run_sweep(design, folder, engine=Dask(scheduler), chunk=5, progress=kill, run_one=PRETEND)
        assert one.wait() != 0
    assert (done.done, done.failed) == (200, 1)
    run_sweep(design, tmp_path / "threads", engine=Threads(4), chunk=5, run_one=PRETEND)
    assert files(folder) == files(tmp_path / "threads")


def test_real_runs_are_the_same_to_the_last_bit(tmp_path: Path, scheduler: str) -> None:
    design = village_design(months=6)
    with worker(tmp_path, scheduler):
        run_sweep(design, tmp_path / "dask", engine=Dask(scheduler), chunk=5)
    run_sweep(design, tmp_path / "threads", engine=Threads(2), chunk=5)
    assert files(tmp_path / "dask") == files(tmp_path / "threads")


def test_scheduler_without_workers_is_refused(
    tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "ENOUGH", 0.1)
    with pytest.raises(RefusedError, match="it has no workers"):
        run_sweep(village_design(), tmp_path / "it", engine=Dask(scheduler), run_one=PRETEND)
