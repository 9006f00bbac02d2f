"""Measuring: every claim in the arithmetic of its account."""

import numpy as np
import pytest

from tests.model.small_towns import village
from tillit.experiments.claims.measuring import Years, least_of, measured, shown_in, why_not, years_of
from tillit.model.scenarios.claim import Claim

MONTHS = 60
ACTS = ({"kind": "posts", "month": 13, "change": 2}, {"kind": "posts", "month": 20, "change": 1})
SOME_YEARS = Years(end=60, before=24, first=25)


def claim(indicator: str = "payments", **fields: object) -> Claim:
    return Claim.model_validate({"claim": "Something came out", "indicator": indicator} | fields)


def steps(before: float, after: float) -> np.ndarray:
    """Return a series that is one figure for two years and another from then on, of two runs alike."""
    series = np.full((2, MONTHS), after)
    series[:, :24] = before
    return series


def figure(said: Claim, **series: tuple[float, float]) -> float:
    """Return what one run gives; the other world has always been as this one was."""
    acted = {name: steps(*ends) for name, ends in series.items()}
    other = {name: steps(before, before) for name, (before, _) in series.items()}
    found = measured(said, acted, other, SOME_YEARS)
    assert found.shape == (2,)
    return float(found[0])


def test_own_past_is_the_year_before_the_first_act() -> None:
    years = years_of(claim(direction="falls"), village(*ACTS))
    assert years == Years(end=144, before=36, first=37)


def test_dates_move_with_the_lead() -> None:
    dated = claim(direction="falls", since="2010-12", until="2012-12")
    assert years_of(dated, village(*ACTS)) == Years(end=60, before=36, first=37)


def test_sum_begins_with_its_own_month() -> None:
    summed = claim(figure=-1, unit="MSEK", arithmetic="cumulative", since="2011-01", until="2012-12")
    assert years_of(summed, village(*ACTS)) == Years(end=60, before=36, first=37)


def test_change_is_in_the_unit_of_the_claim() -> None:
    assert figure(claim(figure=-25, unit="%"), payments=(200.0, 150.0)) == pytest.approx(-25.0)
    assert figure(claim(figure=0.5, unit="ratio"), payments=(200.0, 150.0)) == pytest.approx(0.75)
    money = claim(figure=-1, unit="MSEK/year")
    assert figure(money, payments=(2e6, 1.5e6)) == pytest.approx(-6.0)


def test_direction_of_a_share_is_in_points_and_of_all_else_in_percent_unless_it_says_otherwise() -> None:
    assert figure(claim("stress", direction="falls"), stress=(0.5, 0.4)) == pytest.approx(-10.0)
    assert figure(claim("crises", direction="falls"), crises=(10.0, 8.0)) == pytest.approx(-20.0)
    long = claim("tenure", direction="rises", least={"value": 6, "unit": "months", "why": "half a year"})
    assert figure(long, tenure=(30.0, 38.0)) == pytest.approx(8.0)
    assert (shown_in(long), least_of(claim("turnover", direction="falls")).unit) == ("months", "points")


def test_counterfactual_is_beside_the_other_world_in_the_same_months() -> None:
    said = claim(direction="falls", arithmetic="counterfactual")
    assert figure(said, payments=(200.0, 150.0)) == pytest.approx(-25.0)


def test_rate_is_a_flow_over_those_at_risk() -> None:
    said = claim("exits_to_work", direction="rises", arithmetic="rate", at_risk="households")
    found = figure(said, exits_to_work=(10.0, 10.0), households=(500.0, 250.0))
    assert found == pytest.approx(100.0)


def test_level_is_the_towns_own_and_a_share_of_a_flow_too() -> None:
    people = claim("exits_to_work", figure=107, unit="households/year", arithmetic="level")
    assert figure(people, exits_to_work=(1.0, 9.0)) == pytest.approx(108.0)
    part = claim("exits_to_work", at_least=50, unit="%", arithmetic="event", at_risk="exits")
    assert figure(part, exits_to_work=(1.0, 6.0), exits=(10.0, 10.0)) == pytest.approx(60.0)


def test_gross_is_who_left_in_a_year_times_what_each_was_paid_in_a_year() -> None:
    said = claim("exits_to_work", figure=7.5, unit="MSEK", arithmetic="gross")
    found = figure(said, exits_to_work=(1.0, 9.0), payments_per_household=(5000.0, 6000.0))
    assert found == pytest.approx(9.0 * 12 * 6000.0 * 12 / 1e6)


def test_sum_is_of_all_months_less_as_many_like_the_past() -> None:
    said = claim(figure=-3.7, unit="MSEK", arithmetic="cumulative", since="2010-01")
    assert figure(said, payments=(2e6, 1.9e6)) == pytest.approx(-0.1 * 36)


def test_furthest_apart_is_a_ratio_of_all_that_is_added() -> None:
    said = claim(figure=10, unit="ratio", arithmetic="extreme", against="elsewhere", plus=("staff_cost",))
    assert figure(said, payments=(1.0, 5.0), staff_cost=(1.0, 1.0)) == pytest.approx(3.0)


def test_nothing_becoming_nothing_is_no_change_and_something_from_nothing_is_not_known() -> None:
    said = claim("crises", direction="falls")
    assert figure(said, crises=(0.0, 0.0)) == 0.0
    assert np.isnan(figure(said, crises=(0.0, 1.0)))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (claim("colour", direction="falls"), "no such indicator: colour"),
        (claim("stress", figure=3, unit="kilometres"), "stress is in share"),
    ],
)
def test_what_cannot_be_measured_says_why(said: Claim, why: str) -> None:
    assert why_not(said) == why
