"""Mesa's own batch runner works on the town."""

from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from tests.model.small_towns import collected, village
from tillit.model import Municipality

MONTHS = 6


def batch(*, iterations: int = 1, **parameters: Any) -> pd.DataFrame:  # noqa: ANN401 - what a model takes
    """Return what Mesa's batch runner finds."""
    everything = {"scenario": [village()], "months": MONTHS, **parameters}
    rows = mesa.batch_run(
        Municipality,
        everything,
        number_processes=1,
        iterations=iterations,
        max_steps=1000,
        data_collection_period=1,
        display_progress=False,
    )
    return pd.DataFrame(rows)


def test_every_run_has_exactly_its_months() -> None:
    frame = batch(seed=[1, 2])
    # Mesa numbers the rows of the data collector from 0; the first is the first month's.
    steps = frame.groupby("RunId")["Step"].agg(list)
    assert steps.tolist() == [list(range(MONTHS))] * 2


def test_its_last_row_is_the_models_last_month() -> None:
    model = Municipality(scenario=village(), seed=2, months=MONTHS)
    model.run_model()
    indicators = collected(model)
    last = batch(seed=2)[indicators.columns].iloc[-1]
    assert last.tolist() == pytest.approx(indicators.iloc[-1].tolist(), nan_ok=True)


def test_different_seeds_give_different_numbers_and_the_same_seed_the_same() -> None:
    frame = batch(seed=[1, 2, 1])
    drop = ["RunId", "seed", "iteration", "scenario"]
    runs = [run.drop(columns=drop).reset_index(drop=True) for _, run in frame.groupby("RunId")]
    assert len(runs) == 3
    assert runs[0].equals(runs[2])
    assert not runs[0].equals(runs[1])


def test_replicates_under_one_seed_differ() -> None:
    frame = batch(seed=1, replicate=[0, 1])
    last = frame[frame["Step"] == MONTHS - 1].drop(columns=["RunId", "replicate", "iteration", "scenario"])
    assert len(last.drop_duplicates()) == 2


def test_iterations_differ_and_each_says_how_to_live_it_again() -> None:
    frame = batch(iterations=3)
    last = frame[frame["Step"] == MONTHS - 1].set_index("iteration")
    assert len(set(last["seed"])) == 3
    assert len(last[["payments", "client_trust"]].drop_duplicates()) == 3
    again = batch(seed=int(last["seed"][1]))
    indicators = again.columns.difference(["RunId", "iteration", "scenario"])
    second = frame[frame["iteration"] == 1]
    assert again[indicators].equals(second[indicators].reset_index(drop=True))


def test_parameters_are_swept() -> None:
    swept: dict[str, Any] = {"posts": [2, 6], "mechanisms.reach": [True, False]}
    frame = batch(**swept)
    assert frame["RunId"].nunique() == 4
    assert set(frame["posts"]) == {2, 6}


@pytest.mark.parametrize(
    "swept",
    [
        {"posts": np.arange(4, 6)},
        {"inflow": np.array([0.9], np.float32)},
        {"mechanisms.reach": np.array([False])},
        {"seed": np.arange(2)},
    ],
    ids=str,
)
def test_parameters_may_come_out_of_an_array(swept: dict[str, Any]) -> None:
    assert batch(**swept)["RunId"].nunique() == len(next(iter(swept.values())))
