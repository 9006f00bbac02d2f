"""Scenario discovery: a box that is known is found."""

import numpy as np
import pandas as pd
import pytest

from tests.experiments.answers.known_functions import factors
from tillit.experiments.answers.prim import prim
from tillit.experiments.answers.sensitivity import Sampled
from tillit.experiments.sweep.factors import Factor

RNG = np.random.default_rng(4)
POINTS = RNG.random((400, 4))
ABCD = factors("a", "b", "c", "d")


def cases(above: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Sampled:
    return Sampled(ABCD, POINTS, np.where(above, 1e6, -1e6)[:, None], "Public cost", "SEK")


def limits(frame: pd.DataFrame, factor: str) -> list[float]:
    return [float(frame[end].to_dict()[factor]) for end in ("low", "high")]


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    inside = (POINTS[:, 0] > 0.6) & (POINTS[:, 2] < 0.5)
    return prim(cases(inside)).frame.query("box == 1").set_index("factor")


def test_a_known_box_is_found_and_idle_factors_are_left_alone(frame: pd.DataFrame) -> None:
    assert set(frame.index) == {"a", "c"}
    assert limits(frame, "a") == pytest.approx([0.6, 1.0], abs=0.06)
    assert limits(frame, "c") == pytest.approx([0.0, 0.5], abs=0.06)


def test_density_and_coverage_are_shares_of_the_points_in_the_box(frame: pd.DataFrame) -> None:
    row = frame.loc["a"]
    inside = (POINTS[:, 0] >= row["low"]) & (POINTS[:, 2] <= limits(frame, "c")[1])
    assert row["points"] == inside.sum()
    assert row["density"] == pytest.approx(row["of_interest"] / row["points"])
    assert row["density"] > 0.85
    assert row["coverage"] > 0.85
    assert (frame["quasi_p"] < 0.05).all()


def test_two_boxes_are_found_where_there_are_two() -> None:
    corners = (POINTS[:, 0] > 0.75) | (POINTS[:, 1] < 0.2)
    answer = prim(cases(corners))
    assert set(answer.frame["box"]) == {1, 2}
    assert set(answer.frame["factor"]) == {"a", "b"}
    assert answer.plot().axes


def test_it_is_said_when_few_points_are_of_interest() -> None:
    few = np.zeros(400, bool)
    few[np.argsort(POINTS[:, 0])[:7]] = True
    assert "7 are too few to describe a box well" in prim(cases(few)).note


def test_it_is_said_when_it_pays_everywhere_or_nowhere() -> None:
    nowhere, everywhere = prim(cases(np.ones(400, bool))), prim(cases(np.zeros(400, bool)))
    assert "in every point" in nowhere.note
    assert "in no point" in everywhere.note
    assert nowhere.frame.empty
    assert everywhere.plot() is not None


def test_whole_numbers_are_peeled_value_by_value() -> None:
    months = RNG.integers(1, 7, 300).astype(float)
    points = np.column_stack((months, RNG.random(300)))
    of = (Factor("interval", 1.0, 6.0, whole=True), Factor("b", 0.0, 1.0))
    answer = prim(Sampled(of, points, np.where(months >= 4.0, 1.0, -1.0)[:, None]))
    row = answer.frame.query("box == 1").set_index("factor").loc["interval"]
    assert (row["low"], row["high"], row["density"]) == (4.0, 6.0, 1.0)


def test_whole_numbers_are_pasted_back_where_they_were_peeled_too_far() -> None:
    interval = RNG.integers(1, 7, 200).astype(float)
    points = np.column_stack((interval, RNG.random(200)))
    of = (Factor("interval", 1.0, 6.0, whole=True), Factor("b", 0.0, 1.0))
    middle = (interval >= 3.0) & (interval <= 4.0) & (points[:, 1] > 0.3)
    middle ^= RNG.random(200) < 0.1
    row = prim(Sampled(of, points, np.where(middle, 1.0, -1.0)[:, None])).frame.iloc[0]
    assert (row["factor"], row["low"], row["high"]) == ("interval", 3, 4)
