"""Comparison: frames, verdicts and the picture."""

from pathlib import Path

import numpy as np
import pytest

from tillit.experiments.comparison.outcomes import MEASURED
from tillit.experiments.notebook import Comparison, compare
from tillit.experiments.worlds.world import worlds_of
from tillit.model.books.ledger import Party

PAIRS, MONTHS = 20, 24


@pytest.fixture
def comparison(town: Path) -> Comparison:
    return compare(*worlds_of(town), pairs=PAIRS, months=MONTHS)


def test_monthly_frame_has_every_value_once(comparison: Comparison) -> None:
    frame = comparison.monthly_by_column()
    assert list(frame) == ["pair", "world", "month", *MEASURED]
    assert len(frame) == PAIRS * 2 * MONTHS
    assert not frame.duplicated(["pair", "world", "month"]).any()
    assert np.isfinite(frame[list(MEASURED)]).all(axis=None)


def test_difference_is_world_b_less_world_a_in_the_window(comparison: Comparison) -> None:
    frame = comparison.differences(last=6)
    row = frame[(frame["indicator"] == "payments") & (frame["pair"] == 3)].iloc[0]
    a, b = (it.series["payments"][2, -6:].mean() for it in (comparison.a, comparison.b))
    assert (row["a"], row["b"], row["difference"]) == (a, b, b - a)
    assert row["percent"] == pytest.approx(100.0 * (b - a) / a)


def test_rolling_indicator_is_taken_in_the_last_month(comparison: Comparison) -> None:
    frame = comparison.differences()
    turnover = frame[frame["indicator"] == "turnover"]["a"].to_numpy()
    assert (turnover == comparison.a.series["turnover"][:, -1]).all()


def test_total_is_the_sum_of_the_months(comparison: Comparison) -> None:
    frame = comparison.totals()
    exits = frame[frame["indicator"] == "exits"]["b"].to_numpy()
    assert (exits == comparison.b.series["exits"].sum(axis=1)).all()
    assert "stress" not in set(frame["indicator"])


def test_summary_is_the_mean_over_the_pairs(comparison: Comparison) -> None:
    row = comparison.summary().set_index("indicator").loc["payments"]
    values = comparison.a.series["payments"][:, -12:].mean(axis=1)
    assert row["a"] == values.mean()
    assert (row["a_low"], row["a_high"]) == tuple(np.quantile(values, (0.05, 0.95)))


def test_twenty_pairs_have_verdicts_and_nineteen_have_none(town: Path, comparison: Comparison) -> None:
    fewer = compare(*worlds_of(town), pairs=PAIRS - 1, months=2)
    assert "too few pairs" not in set(comparison.summary()["verdict"])
    assert set(fewer.summary()["verdict"]) == {"too few pairs"}


def test_payers_sum_to_nothing(comparison: Comparison) -> None:
    paid = [it.ledger.sum(axis=(1, 2, 3)) for it in (comparison.a, comparison.b)]
    assert not np.any(paid)
    assert list(comparison.payers()["party"]) == [party.name.lower() for party in Party]


def test_picture_shows_both_worlds_in_each_panel(comparison: Comparison) -> None:
    figure = comparison.plot()
    assert len(figure.axes) == 4
    for axes in figure.axes:
        assert [line.get_label() for line in axes.lines] == ["as it was", "as it acted"]
