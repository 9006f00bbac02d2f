"""Speed may change the time, never the result: compiled and plain runs are byte-identical."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model.living_a_village import short_life, told
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.town.arrays import Town

ROOT = Path(__file__).parents[2]
GENERATORS = ("squares", "philox")
"""Generators of keyed draws; the second is there to check the first."""

REACHED = (
    Count.APPLICANTS,
    Count.RETURNS,
    Count.UNASSIGNED,
    Count.MET,
    Count.HOMELESS,
    Count.CRISES,
    Count.LET_DOWN,
    Count.TRAINEES,
    Count.PROGRAMME,
    Count.VACANT,
    Count.CONSULTANTS,
    Count.RESIGNED,
    Count.HIRED,
    Count.UNDONE_HOURS,
    Count.EMPLOYER_TIES,
    Count.COLLEAGUE_TIES,
    *(UNIT + count for count in (Count.MET, Count.CRISES, Count.VACANT, Count.RESIGNED, Count.HIRED)),
    *(UNIT + count for count in (ChildCount.NEW, ChildCount.SUPPORTED, ChildCount.BREAKDOWNS)),
)
"""What has to happen for the comparison to be worth something."""


@pytest.fixture(scope="module")
def compiled() -> dict[str, Town]:
    """Return the village as it is lived in this process, by generator."""
    return {generator: short_life(philox=generator == "philox") for generator in GENERATORS}


def test_the_village_has_seen_everything(compiled: dict[str, Town]) -> None:
    counts = compiled["squares"].counts.sum(axis=0)
    assert [count for count in REACHED if counts[count] == 0.0] == []


def test_the_plain_run_is_the_compiled_run_byte_for_byte(compiled: dict[str, Town]) -> None:
    expected = [
        f"{generator} {name} {value}"
        for generator in GENERATORS
        for name, value in told(compiled[generator]).items()
    ]
    plain = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.model.living_a_village", *GENERATORS],
        cwd=ROOT,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.splitlines() == expected
