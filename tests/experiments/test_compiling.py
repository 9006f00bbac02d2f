"""Whoever waits for the compiler is told how long, and nobody else is told anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tillit.agents.foundation.compilation import Stand
from tillit.experiments.cli import silent, terminal

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

    monkeypatch.setattr(terminal, "compilation", compilation)
    return stands


def said(capsys: pytest.CaptureFixture[str], *, quiet: bool = False) -> str:
    token = silent.set(quiet)
    with terminal.compiling():
        pass
    silent.reset(token)
    return capsys.readouterr().err


def test_a_pipe_gets_one_line(compiler: list[Stand], capsys: pytest.CaptureFixture[str]) -> None:
    compiler += STANDS
    line = "Compiling the model for this machine, this once: 0/9, about 6 s left\n"
    assert said(capsys) == line


def test_nothing_is_said_if_nothing_is_compiled_or_nothing_was_to_be_said(
    compiler: list[Stand], capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys) == ""
    compiler += STANDS
    assert said(capsys, quiet=True) == ""
