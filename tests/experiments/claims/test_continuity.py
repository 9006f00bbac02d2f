"""Continuity: households are counted as in Milwaukee, and from a landmark on."""

import numpy as np
import pandas as pd
import pytest

from tillit.experiments.claims.continuity import first_spells, gradient_of, shares_of
from tillit.model.scenarios import Scenario


def life(person: int, begun: int, caseworkers: list[int], *, leaves: bool) -> pd.DataFrame:
    months = len(caseworkers)
    destination = np.zeros(months, int)
    destination[-1] = int(leaves)
    columns = {"person": person, "month": np.arange(begun, begun + months), "caseworker": caseworkers}
    return pd.DataFrame(columns | {"destination": destination})


def spells(*lives: pd.DataFrame) -> pd.DataFrame:
    return first_spells(pd.concat(lives, ignore_index=True)).assign(replicate=0)


def test_only_households_that_arrive_and_can_be_followed_are_counted() -> None:
    found = spells(
        life(1, 1, [7, 7], leaves=True),
        life(2, 2, [7, 7], leaves=True),
        life(3, 40, [7, 7], leaves=True),
    )
    assert set(found["person"]) == {2}


def test_months_after_the_first_exit_are_another_spell() -> None:
    found = spells(life(2, 2, [7, 7], leaves=True), life(2, 9, [8, 8], leaves=True))
    assert found["month"].tolist() == [2, 3]


def test_gradient_is_the_share_that_left_by_caseworkers() -> None:
    shares = shares_of(
        spells(
            life(2, 2, [7, 7], leaves=True),
            life(3, 2, [7, 7, -1], leaves=True),
            life(4, 2, [7] * 30, leaves=True),
            life(5, 2, [7, 7, 8, 8, 8, 8, 8, 8], leaves=True),
            life(6, 2, [7, *[8] * 29], leaves=False),
            life(7, 2, [7, 8, 9, 6, *[6] * 26], leaves=False),
        )
    )
    assert shares["milwaukee"] == {
        "1": pytest.approx(2 / 3, abs=1e-4),
        "1_households": 3,
        "2": 0.5,
        "2_households": 2,
        "3": 0.0,
        "3_households": 1,
    }
    assert shares["landmark"]["1"] == 0.0
    assert (shares["landmark"]["2"], shares["landmark"]["2_households"]) == (0.5, 2)


def test_gradient_is_there_without_any_effect_of_ties(hamlet: Scenario) -> None:
    ran: list[int] = []
    found = gradient_of(hamlet, ran.append, replicates=6)
    assert sum(ran) == 12
    shares = found["off"]["milwaukee"]
    assert shares["1"] - shares["2"] > 0.1
    assert found["off"]["milwaukee"] != found["on"]["milwaukee"]
