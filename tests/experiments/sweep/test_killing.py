"""Whatever is killed, and whenever: nothing is lost, nothing is doubled, and the rest is as it would be."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.experiments.sweep.looking import contents, failed_runs, files
from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.store import Progress, Store
from tillit.experiments.sweep.work import Processes, Threads

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0
RUNS = 200

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the same sweep, run without any trouble."""
    folder = tmp_path_factory.mktemp("whole")
    run_sweep(village_design(replications=RUNS // 4), folder, engine=Threads(2), chunk=5, run_one=PRETEND)
    return folder


@contextmanager
def launched(
    folder: Path, title: str = "", *, threads: int = 0, processes: int = 0
) -> Iterator["subprocess.Popen[str]"]:
    """Start a program that runs the sweep, and end it at the latest when the test ends."""
    words = [str(folder), title, str(RUNS), str(threads), str(processes)]
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.sweep.launcher", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


def has_more_than(folder: Path, number: int) -> Callable[[], bool]:
    """Return what tells whether more than so many chunks are done."""
    return lambda: len(files(folder)) > number


def test_kill_at_random_moments_loses_and_doubles_nothing(tmp_path: Path, whole: Path) -> None:
    moments = np.random.default_rng(1)
    for _ in range(3):
        before = len(files(tmp_path))
        with launched(tmp_path, "sleep 0.02", threads=2) as program:
            until(has_more_than(tmp_path, before + int(moments.integers(4))))
            time.sleep(moments.random() / 20)
            program.send_signal(signal.SIGKILL)
            program.wait()
        assert before < len(files(tmp_path)) < RUNS // 5
        assert files(tmp_path).items() <= files(whole).items()
    design = village_design(replications=RUNS // 4)
    run_sweep(design, tmp_path, engine=Threads(2), run_one=PRETEND)
    assert files(tmp_path) == files(whole)
    assert failed_runs(tmp_path) == []


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path, whole: Path) -> None:
    with launched(tmp_path, "sleep 0.02", threads=2) as program:
        until(has_more_than(tmp_path, 1))
        program.send_signal(signal.SIGINT)
        _, told = program.communicate(timeout=PATIENCE)
    assert program.returncode == 130
    assert "Traceback" not in told
    assert f'of 200 runs are done and kept. To go on: "tillit sweep run -o {tmp_path}"' in told
    assert 0 < len(files(tmp_path)) < RUNS // 5
    assert files(tmp_path).items() <= files(whole).items()


def test_workers_end_when_only_their_parent_is_killed(tmp_path: Path, whole: Path) -> None:
    with launched(tmp_path, "sleep 0.02", processes=2) as program:
        until(has_more_than(tmp_path, 1))
        children = children_of(program.pid)
        assert len(children) >= 2
        program.send_signal(signal.SIGKILL)
        program.wait()
        until(lambda: not any(is_running(child) for child in children))
    assert files(tmp_path).items() <= files(whole).items()


def test_killed_worker_costs_no_run(tmp_path: Path, whole: Path) -> None:
    killed: list[int] = []

    def kill(now: Progress) -> None:
        if now.done and not killed:
            worker = multiprocessing.active_children()[0]
            worker.kill()
            killed.append(worker.pid or 0)

    design = village_design("sleep 0.005", replications=RUNS // 4)
    done = run_sweep(design, tmp_path, engine=Processes(1), chunk=5, progress=kill, run_one=PRETEND)
    assert killed
    assert (done.done, done.failed) == (RUNS, 0)
    assert files(tmp_path) == files(whole)


def test_run_that_crashes_in_a_process_costs_only_itself(tmp_path: Path, whole: Path) -> None:
    design = village_design("segfault 7", replications=RUNS // 4)
    done = run_sweep(design, tmp_path, engine=Processes(1), chunk=5, run_one=PRETEND)
    assert (done.done, done.failed) == (RUNS, 1)
    rows = contents(whole)
    assert contents(tmp_path).equals(rows[rows["run_id"] != 7].reset_index(drop=True))
    (failure,) = Store(tmp_path).failed().to_dict("records")
    assert (failure["run_id"], failure["kind"]) == (7, "crash")
    assert "SIGSEGV" in failure["message"]
    assert '"design_id": 3' in failure["row"]


def asked(*words: str) -> str:
    """Return what the system says of some processes."""
    return subprocess.run(["/bin/ps", *words], capture_output=True, text=True, check=False).stdout


def children_of(pid: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(it) for it in asked("-o", "pid=", "--ppid", str(pid)).split()]


def is_running(pid: int) -> bool:
    """Tell whether a process is there, and not just the memory of it."""
    return asked("-o", "stat=", "-p", str(pid)).strip()[:1] not in {"", "Z"}
