"""A shorter run-in is for debugging: it is quick, and nobody comes upon it by chance."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.model.small_towns import VILLAGE, fingerprint, village
from tillit.agents.client import State
from tillit.model import Municipality
from tillit.model.origin import RUN_IN, Origin
from tillit.model.scenarios import ScenarioError, parse_scenario
from tillit.model.simulation import settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

ROOT = Path(__file__).parents[2]

YEAR = """
import tillit
from tests.model.small_towns import fingerprint
town = tillit.Municipality(scenario="village", run_in=0, months=12, seed=1)
town.run_model()
print(fingerprint(town.town.arrays.values()))
"""


def test_a_village_lives_a_year_in_seconds_without_the_compiler_and_gives_the_same_bytes() -> None:
    town = Municipality(scenario="village", run_in=0, months=12, seed=1)
    town.run_model()
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    plain = subprocess.run(
        [sys.executable, "-c", YEAR],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert plain.stdout.strip() == fingerprint(town.town.arrays.values())


def test_without_a_run_in_a_town_begins_as_it_is_founded_and_each_who_leaves_is_replaced() -> None:
    model = Municipality(scenario=village(), run_in=0, seed=1)
    assert model.months_before == 0
    assert on_assistance(model.town) == 60
    for _ in range(24):
        model.step()
        assert on_assistance(model.town) + model.town.leavers.sum() == 60
    assert model.town.inflow.sum() > 0


def on_assistance(town: Town) -> int:
    """Return how many households are on assistance, at home or as trainees."""
    return int(np.isin(town.households["state"], (State.ASSISTED, State.PLACED)).sum())


def test_a_short_run_in_counts_the_inflow_over_its_last_third() -> None:
    assert [Origin.of(village(), run_in=months).observed for months in (0, 1, 12, RUN_IN)] == [0, 1, 5, 36]
    origin, key = Origin.of(village(), run_in=12), key_of(1)
    town = settled(origin, key)
    assert (town.place.month, town.place.balance) == (13, 0)
    assert town.inflow.sum() > 0.0


def test_towns_after_run_ins_of_different_lengths_are_different_places() -> None:
    assert Origin.of(village()) == Origin.of(village(), run_in=RUN_IN)
    assert Origin.of(village()) != Origin.of(village(), run_in=12)


@pytest.mark.parametrize(
    ("months", "message"),
    [
        (-1, "run_in = -1: must be a whole number, 0 or more"),
        (RUN_IN + 1, "run_in is 97: must be 96 months, or fewer to debug with"),
    ],
)
def test_a_run_in_outside_its_range_is_refused(months: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Municipality(scenario="village", run_in=months)


def test_a_file_cannot_shorten_the_run_in() -> None:
    text = VILLAGE.format(inhabitants=5000, households=60, posts=3)
    with pytest.raises(ScenarioError, match="run_in"):
        parse_scenario(text.replace("[town]", "[town]\nrun_in = 0"), "village.toml")
