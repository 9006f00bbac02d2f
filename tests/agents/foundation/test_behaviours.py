"""Behaviours compile, stages wait for a kernel, and caches follow the source."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.agents.in_python import row
from tillit.agents.foundation import behaviours
from tillit.agents.foundation.behaviours import (
    BEHAVIOURS,
    COMPILED,
    KEPT_CACHES,
    cache_folder,
    compilation,
    forget_old_caches,
    plain,
    source_hash,
    stage,
)
from tillit.agents.tie import Tie, cut, lose_trust
from tillit.model.month import live_month

needs_compiler = pytest.mark.skipif(not COMPILED, reason="everything is plain Python without the compiler")


@needs_compiler
def test_a_stage_says_that_only_a_kernel_can_call_it() -> None:
    nobody: Any = None
    with pytest.raises(TypeError, match="live_month is a stage of the month: only a kernel can call it"):
        live_month(nobody, nobody)


def test_a_plain_behaviour_is_the_function_as_written() -> None:
    tie = row(Tie, trust=0.5)
    plain(lose_trust)(tie, 0.5)
    assert tie.trust == 0.25
    assert plain(len) is len


def test_every_behaviour_is_counted_once_declared() -> None:
    before = len(BEHAVIOURS)

    @stage
    def nothing_at_all() -> None:
        """Do nothing."""

    assert BEHAVIOURS[before:] == ["nothing_at_all"]
    BEHAVIOURS.pop()
    assert {"cut", "live", "live_month"} <= set(BEHAVIOURS)
    assert plain(cut).__name__ == "cut"


@needs_compiler
def test_compilation_tells_what_it_does_and_how_far_it_is() -> None:
    told: list[tuple[str, int]] = []

    @behaviours.behaviour
    def twice(number: int) -> int:
        """Return the double."""
        return 2 * number

    with compilation(lambda name, done: told.append((name, done))):
        assert twice(21) == 42
    BEHAVIOURS.remove("twice")
    assert told == [("twice", 1)]


@pytest.mark.parametrize("package", behaviours.SOURCES)
def test_the_hash_changes_with_any_file_of_agents_and_model(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in behaviours.SOURCES:
        (tmp_path / name / "inner").mkdir(parents=True)
    monkeypatch.setattr(behaviours, "__file__", str(tmp_path / "agents" / "foundation" / "behaviours.py"))
    file = tmp_path / package / "inner" / "one.py"
    hashes = [source_hash()]
    for text in ("", "pace = 0.1\n", "pace = 0.2\n"):
        file.write_text(text, encoding="utf-8")
        hashes.append(source_hash())
    file.rename(file.with_name("other.py"))
    hashes.append(source_hash())
    assert len(set(hashes)) == len(hashes)


@needs_compiler
def test_the_cache_folder_is_named_after_the_source() -> None:
    assert cache_folder().name == source_hash()


def test_all_but_the_newest_caches_are_forgotten(tmp_path: Path) -> None:
    now = time.time()
    for age in range(KEPT_CACHES + 3):
        folder = tmp_path / f"{age} months old"
        (folder / "inner").mkdir(parents=True)
        (folder / "inner" / "code.nbi").touch()
        os.utime(folder, (now - age, now - age))
    forget_old_caches(tmp_path / f"{KEPT_CACHES + 2} months old")
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {f"{KEPT_CACHES + 2} months old", *(f"{age} months old" for age in range(KEPT_CACHES - 1))}
