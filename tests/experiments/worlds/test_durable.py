"""A file is there whole or not at all."""

from pathlib import Path

import pytest

from tillit.experiments.worlds.files import write_durably


def test_file_is_there_and_nothing_else(tmp_path: Path) -> None:
    write_durably(tmp_path / "it.txt", lambda draft: draft.write_text("whole"))
    assert [path.name for path in tmp_path.iterdir()] == ["it.txt"]
    assert (tmp_path / "it.txt").read_text() == "whole"


def test_file_that_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "it.txt"
    path.write_text("before")

    def fail(draft: Path) -> None:
        draft.write_text("half of")
        message = "no space left"
        raise OSError(message)

    with pytest.raises(OSError, match="no space left"):
        write_durably(path, fail)
    assert path.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["it.txt"]
