"""A sweep that was run without any trouble, to compare others with."""

from pathlib import Path

import pytest

from tests.experiments.sweep.pretending import PRETEND, village_design
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.run import run_sweep
from tillit.experiments.sweep.work import Threads


@pytest.fixture
def design() -> Design:
    """Return a design of 20 runs."""
    return village_design()


@pytest.fixture
def undisturbed(tmp_path: Path, design: Design) -> Path:
    """Return the folder of a sweep of that design that was run in one go."""
    folder = tmp_path / "undisturbed"
    run_sweep(design, folder, engine=Threads(1), chunk=3, run_one=PRETEND)
    return folder
