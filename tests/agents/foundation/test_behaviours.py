"""Behaviours compile, and stages wait for a kernel."""

from typing import Any

import pytest

from tests.agents.in_python import row
from tillit.agents.foundation import behaviours
from tillit.agents.foundation.behaviours import (
    BEHAVIOURS,
    COMPILED,
    compilation,
    plain,
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
