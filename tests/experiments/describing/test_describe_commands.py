"""`tillit describe` prints the description, and notices when the committed one is old."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tillit.experiments import describing
from tillit.experiments.cli import app
from tillit.experiments.cli import pages as commands


def describe(*words: str) -> Result:
    return CliRunner().invoke(app, ["describe", *words])


def test_description_is_printed_unless_another_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "described", lambda page: f"# {page}, η\n")
    assert describe().stdout_bytes == "# model, η\n".encode()
    assert describe("reference").stdout_bytes == "# reference, η\n".encode()


def test_check_names_what_is_old_and_how_to_renew_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "outdated", lambda page, _: page == "reference")
    monkeypatch.setattr(describing, "described", str)
    monkeypatch.setattr(commands, "for_teachers", str)
    done = describe("--check")
    assert done.exit_code == 1
    assert "docs/reference.md is no longer what the program says" in done.output
    assert "tillit describe reference > docs/reference.md" in done.output
    assert "model.md" not in done.output


def test_check_of_what_is_right_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(describing, "outdated", lambda *_: False)
    monkeypatch.setattr(describing, "described", str)
    monkeypatch.setattr(commands, "for_teachers", str)
    done = describe("--check")
    assert (done.exit_code, done.output) == (0, "")


def test_check_without_a_checkout_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(describing, "FOLDER", tmp_path / "docs")
    done = describe("--check")
    assert done.exit_code == 2
    assert "checkout" in done.output


def test_page_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    done = describe("children")
    assert done.exit_code == 2
    assert "'children'; pages: model, reference" in done.output
