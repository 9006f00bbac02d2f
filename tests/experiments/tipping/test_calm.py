"""A calm town: how its drift is reckoned, and that with few cases it comes back when it is pushed."""

from pathlib import Path

import numpy as np
import pytest

from tillit.experiments.describing.markdown import renewed
from tillit.experiments.refused import RefusedError
from tillit.experiments.tipping import calm

PAGE = Path(__file__).parents[3] / "docs" / "regimes.md"


def test_drift_is_of_the_median_and_says_how_sure_it_is() -> None:
    years = np.outer(np.ones(40), np.linspace(100.0, 109.0, 10))
    moved, error = calm.drift(years)
    assert moved == pytest.approx(108.5 / 100.5 - 1.0)
    assert error == 0.0
    noise = 10.0 * np.random.default_rng(1).standard_normal((40, 1))
    _, error = calm.drift(years + noise * np.linspace(0.0, 1.0, 10))
    assert 0.005 < error < 0.05


def test_too_much_drift_is_in_bold() -> None:
    assert calm.percent(0.04, 0.01) == "+4.0 ± 1.0 %"
    assert calm.percent(-0.06, 0.01) == "**−6.0 ± 1.0 %**"  # noqa: RUF001 - a real minus


def test_where_cases_are_few_a_push_fades() -> None:
    after, before = calm.pushed(15.0, households=600, replicates=4)
    more = (after - before).mean(axis=0)
    assert more[1] > 60.0
    assert more[-1] < 0.5 * more[1]


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(RefusedError, match="<!-- push -->"):
        renewed("nothing", {"push": str})


def test_the_page_has_a_place_for_every_part() -> None:
    parts = dict.fromkeys(("long run", "push", "drift"), lambda: "new")
    assert renewed(PAGE.read_text("utf-8"), parts).count("new") >= 3
