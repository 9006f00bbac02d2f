"""Behaviours compile, and stages wait for a kernel."""

from typing import Any

import pytest

from tests.agents.in_python import row
from tillit.agents.foundation.behaviours import COMPILED, plain
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


def test_what_was_declared_is_still_the_function_with_its_name() -> None:
    assert plain(cut).__name__ == "cut"
