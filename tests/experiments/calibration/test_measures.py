"""Measures: figures of a few lives that can be counted by hand."""

import statistics
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tillit.agents.child import Form
from tillit.experiments.calibration.measures import MEASURES, Lived
from tillit.model.books.counts import COUNTS, UNIT, ChildCount, Count
from tillit.model.books.lives import Life


def told(*spells: tuple[int, int | None], months: int = 24) -> Any:  # noqa: ANN401 - stands for a run
    """Return a run with households that are there from a month on, until they leave."""
    rows = []
    for person, (first, left) in enumerate(spells):
        rows += [(person, month, month == left) for month in range(first, (left or months) + 1)]
    lives = np.zeros(len(rows), Life.dtype)
    lives["person"], lives["month"], lives["destination"] = np.array(rows).T
    return SimpleNamespace(lives=lives, counts=np.zeros((months, 1)))


def given(name: str, run: Any) -> float:  # noqa: ANN401 - stands for a run
    return MEASURES[name].figure(Lived(run, 1000, slice(None)))


@pytest.mark.parametrize("lengths", [[1, 2, 2, 3, 9], [2, 2, 2], [1, 1, 4, 4], [5]])
def test_the_median_of_new_spells_is_the_grouped_median(lengths: list[int]) -> None:
    run = told((1, 3), (1, None), *((4, 3 + length) for length in lengths))
    assert given("new_spell", run) == pytest.approx(statistics.median_grouped(lengths))


def test_spells_that_do_not_end_count_as_long() -> None:
    assert given("new_spell", told((2, 3), (2, None), (2, None))) == 24.0


def test_no_new_spell_is_no_figure() -> None:
    assert np.isnan(given("new_spell", told((1, 3))))


def test_exits_of_the_stock_are_those_of_the_first_month() -> None:
    run = told((1, 12), (1, None), (5, 6))
    assert given("stock_exit", run) == pytest.approx(100.0 * (1.0 - 0.5 ** (1.0 / 12.0)))


def test_shares_are_measured_in_percent() -> None:
    assert MEASURES["long_term_share"].unit == "%"
    assert MEASURES["turnover"].unit == "%/year"
    assert MEASURES["households"].unit == "households"


def counted(**columns: float) -> Any:  # noqa: ANN401 - stands for a run
    """Return a run of two years in which every month counts the same."""
    counts = np.zeros((24, COUNTS))
    for name, value in columns.items():
        child = name in ChildCount.__members__
        counts[:, UNIT + ChildCount[name] if child else Count[name]] = value
    return SimpleNamespace(counts=counts)


def test_children_in_care_are_those_in_any_form_but_home() -> None:
    run = counted(CHILDREN=10.0)
    run.counts[:, UNIT + ChildCount.IN_FORM + Form.HOME] = 7.0
    run.counts[:, UNIT + ChildCount.IN_FORM + Form.INSTITUTION] = 1.0
    run.counts[:, UNIT + ChildCount.IN_FORM + Form.FOSTER] = 2.0
    assert given("children_in_care", run) == pytest.approx(30.0)


def test_breakdowns_are_a_share_of_the_placements_that_ended() -> None:
    assert given("family_breakdowns", counted(FAMILY_BREAKDOWNS=1.0, FAMILY_ENDS=4.0)) == 25.0
    assert np.isnan(given("family_breakdowns", counted()))


def test_the_level_is_the_last_year_against_the_first() -> None:
    run = counted(HOUSEHOLDS=100.0)
    run.counts[12:, Count.HOUSEHOLDS] = 90.0
    assert given("level_change", run) == pytest.approx(-10.0)
