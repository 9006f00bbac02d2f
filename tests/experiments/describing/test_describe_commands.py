"""`tillit describe` prints the description, and notices when the committed one is old."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tillit.experiments import describing
from tillit.experiments.cli import app


def describe(*words: str) -> Result:
    return CliRunner().invoke(app, ["describe", *words])


def test_page_is_printed_as_it_is_committed() -> None:
    assert describe().stdout_bytes == (describing.FOLDER / "model.md").read_bytes()


def test_check_of_committed_pages_succeeds_and_says_nothing() -> None:
    done = describe("--check")
    assert (done.exit_code, done.output) == (0, "")


def test_check_names_what_is_old_and_how_to_renew_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "outdated", lambda: "line 3: 'a' should be 'b'")
    done = describe("--check")
    assert done.exit_code == 1
    assert "docs/model.md is no longer what the program says (line 3" in done.output
    assert "tillit describe > docs/model.md" in done.output


def test_check_without_a_checkout_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(describing, "FOLDER", tmp_path / "docs")
    done = describe("--check")
    assert done.exit_code == 2
    assert "checkout" in done.output


def test_page_that_there_is_not_is_refused() -> None:
    done = describe("children")
    assert done.exit_code == 2
    assert "children" in done.output
