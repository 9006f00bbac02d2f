"""Whoever waits for the compiler is told how long, and nobody else is told anything."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tillit.agents.foundation.compilation import Stand
from tillit.experiments.cli import progress

STANDS = [Stand("live", 0, 9, 6.2), Stand("feel", 1, 9, 5.4), Stand("live", 9, 9, 0.0)]


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> list[Stand]:
    """Return what the compiler is to tell."""
    stands: list[Stand] = []

    @contextmanager
    def compilation(tell: Callable[[Stand], None]) -> Iterator[None]:
        yield
        for stand in stands:
            tell(stand)

    monkeypatch.setattr(progress, "compilation", compilation)
    return stands


def said(capsys: pytest.CaptureFixture[str], *, quiet: bool = False) -> str:
    with progress.compiling(quiet=quiet):
        pass
    return capsys.readouterr().err


def test_a_pipe_gets_one_line(compiler: list[Stand], capsys: pytest.CaptureFixture[str]) -> None:
    compiler += STANDS
    assert said(capsys) == "Compiling 9 functions of the model for this machine: about 6 s, this once\n"


def test_a_terminal_gets_a_line_that_moves_and_goes(
    compiler: list[Stand], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler += STANDS
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    lines = said(capsys).split("\r")
    assert "1 of 9 functions, about 5 s left: feel" in lines[2]
    assert lines[-1] == "\033[K"


def test_nothing_is_said_if_nothing_is_compiled_or_nothing_was_to_be_said(
    compiler: list[Stand], capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys) == ""
    compiler += STANDS
    assert said(capsys, quiet=True) == ""
