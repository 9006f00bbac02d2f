"""Whoever runs a sweep, and however often it is stopped, the results are the same."""

import errno
import os
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from tests.experiments.sweep.looking import contents, failed_runs, files
from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.store import Progress, Store
from tillit.experiments.sweep.work import Dask, Processes, Threads
from tillit.experiments.worlds import files as durable
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import simulate
from tillit.model.town.seeds import key_of


class FullDisk:
    """Takes the place of the disk, and is full after some files."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.flush = durable.flush_to_disk

    def __call__(self, path: Path) -> None:
        self.room -= 1
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        self.flush(path)


def test_number_of_threads_changes_no_byte(tmp_path: Path, undisturbed: Path, design: Design) -> None:
    run_sweep(design, tmp_path / "it", engine=Threads(4), chunk=3, run_one=PRETEND)
    assert files(tmp_path / "it") == files(undisturbed)


@pytest.mark.parametrize("chunk", [1, 7, 100, None])
def test_size_of_chunks_changes_no_number(
    tmp_path: Path, undisturbed: Path, design: Design, chunk: int | None
) -> None:
    run_sweep(design, tmp_path / "it", engine=Threads(2), chunk=chunk, run_one=PRETEND)
    assert contents(tmp_path / "it").equals(contents(undisturbed))


def test_stored_outputs_are_what_the_model_gives(tmp_path: Path) -> None:
    design = village_design(months=6, replications=2, factor="parameters.bonds.rapport", points=2)
    run_sweep(design, tmp_path, engine=Threads(2), chunk=3)
    rows = contents(tmp_path)
    for run in range(design.runs):
        replication, design_id = divmod(run, 2)
        scenario = design.scenario(design_id)
        lived = simulate(scenario, key_of(1, replication), months=6)
        for name in design.outputs:
            stored = rows.loc[rows["run_id"] == run, name].to_list()
            figures = INDICATORS[name].compute(
                lived.counts, lived.ledger, inhabitants=scenario.town.inhabitants
            )
            assert stored == figures.tolist()


def test_inflow_that_was_found_is_used_again_and_changes_nothing(tmp_path: Path) -> None:
    design = village_design(replications=2)
    run_sweep(design, tmp_path, engine=Threads(1), chunk=4)
    before = files(tmp_path)
    assert list((tmp_path / "inflows").glob("*.parquet"))
    (tmp_path / "runs" / "000001.parquet").unlink()
    run_sweep(design, tmp_path, engine=Threads(1))
    assert files(tmp_path) == before


def test_only_what_is_missing_is_run(undisturbed: Path, design: Design) -> None:
    before = files(undisturbed)
    for name in ("000001.parquet", "000006.parquet"):
        (undisturbed / "runs" / name).unlink()
    done = run_sweep(design, undisturbed, engine=Threads(2), run_one=PRETEND)
    assert (done.done, done.here) == (20, 5)
    assert files(undisturbed) == before
    assert run_sweep(design, undisturbed, engine=Threads(2), run_one=PRETEND).here == 0


def test_run_that_raises_is_recorded_with_its_row_and_costs_only_itself(
    tmp_path: Path, undisturbed: Path
) -> None:
    done = run_sweep(village_design("raise 7"), tmp_path / "it", engine=Threads(2), chunk=3, run_one=PRETEND)
    assert (done.done, done.failed) == (20, 1)
    rows = contents(undisturbed)
    assert contents(tmp_path / "it").equals(rows[rows["run_id"] != 7].reset_index(drop=True))
    (failure,) = Store(tmp_path / "it").failed().to_dict("records")
    assert (failure["run_id"], failure["design_id"], failure["replication"]) == (7, 3, 1)
    assert (failure["kind"], failure["message"]) == ("BrokenTownError", "run 7 is no good")
    assert "pretending.py" in failure["traceback"]
    assert '"setting.inflow": 1.2' in failure["row"]


def test_retry_puts_right_what_failed_and_leaves_no_trace(
    tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "it"
    design = village_design("raise 7 8 19")
    run_sweep(design, folder, engine=Threads(2), chunk=3, run_one=PRETEND)
    assert Store(folder).forget_failed() == 2
    again = run_sweep(design, folder, engine=Threads(2), run_one=PRETEND)
    assert (again.here, again.failed) == (5, 3)
    monkeypatch.setattr("tests.experiments.sweep.pretending.ENDS", {})
    Store(folder).forget_failed()
    again = run_sweep(design, folder, engine=Threads(2), run_one=PRETEND)
    assert (again.here, again.failed) == (5, 0)
    assert files(folder) == files(undisturbed)
    assert failed_runs(folder) == []


def test_two_launchers_share_a_folder_a_part_each(tmp_path: Path) -> None:
    design = village_design("sleep 0.01", replications=20)
    done: list[Progress] = []

    def launch(turn: int) -> None:
        engine = Threads(1)
        done.append(
            run_sweep(design, tmp_path / "both", engine=engine, chunk=2, part=(turn, 2), run_one=PRETEND)
        )

    launchers = [threading.Thread(target=launch, args=(turn,)) for turn in (1, 2)]
    for it in launchers:
        it.start()
    for it in launchers:
        it.join()
    run_sweep(design, tmp_path / "one", engine=Threads(1), chunk=2, run_one=PRETEND)
    assert files(tmp_path / "both") == files(tmp_path / "one")
    assert [it.here for it in done] == [40, 40]


def test_part_that_another_launcher_is_at_is_refused_with_how_to_share(
    undisturbed: Path, design: Design
) -> None:
    lock = FileLock(undisturbed / "locks" / "1-of-1.lock")
    with lock, pytest.raises(RefusedError, match="--part 1/2"):
        run_sweep(design, undisturbed, run_one=PRETEND)


@pytest.mark.parametrize("part", [(0, 2), (3, 2)])
def test_part_that_there_is_not_is_refused(undisturbed: Path, design: Design, part: tuple[int, int]) -> None:
    with pytest.raises(RefusedError, match="must be 1/2 to 2/2"):
        run_sweep(design, undisturbed, part=part, run_one=PRETEND)


def test_what_is_done_is_kept_when_the_disk_is_full(
    tmp_path: Path, undisturbed: Path, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "it"
    with monkeypatch.context() as patched:
        patched.setattr(durable, "flush_to_disk", FullDisk(room=9))
        with pytest.raises(OSError, match="No space left"):
            run_sweep(design, folder, engine=Threads(2), chunk=3, run_one=PRETEND)
    kept = files(folder)
    assert 0 < len(kept) < 7
    assert kept.items() <= files(undisturbed).items()
    run_sweep(design, folder, engine=Threads(2), run_one=PRETEND)
    assert files(folder) == files(undisturbed)


def test_progress_is_told_until_all_is_done(tmp_path: Path, design: Design) -> None:
    told: list[Progress] = []
    run_sweep(design, tmp_path, engine=Threads(1), chunk=3, progress=told.append, run_one=PRETEND)
    assert [it.done for it in told] == sorted(it.done for it in told)
    assert (told[-1].done, told[-1].remaining) == (20, 0.0)


def test_scheduler_that_does_not_answer_is_refused(tmp_path: Path, design: Design) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(RefusedError, match="no Dask scheduler answers at nonsense://here"):
        run_sweep(design, tmp_path, engine=Dask("nonsense://here"), run_one=PRETEND)


def test_processes_change_no_byte_of_a_real_sweep(tmp_path: Path) -> None:
    design = village_design(months=6)
    run_sweep(design, tmp_path / "threads", engine=Threads(2), chunk=3)
    run_sweep(design, tmp_path / "processes", engine=Processes(1), chunk=3)
    assert files(tmp_path / "processes") == files(tmp_path / "threads")
