"""Level: the published base year stands beside the model's, and what a household is paid is fitted to it."""

import pytest

from tests.experiments.importing.published_files import SAMPLES, of_files
from tests.experiments.town_files import town_file
from tillit.experiments.importing.own_town import NORM, Choices, OwnTown, new_town, with_level
from tillit.model.scenarios import parse_scenario

MONTHS = ", ".join(f'"2010-{month:02}" = {{0}}' for month in range(1, 13))


def observed(indicator: str, value: float) -> str:
    """Return a table of what was published for each month of a year, the last of them preliminary."""
    head = f'\n[[observed]]\nindicator = "{indicator}"\nmeasure = "m"\nunit = "u"\n'
    return f'{head}values = {{ {MONTHS.format(value)} }}\nstatus = {{ "2010-12" = "preliminary" }}\n'


def town(paid: float, more: str = "") -> OwnTown:
    """Return a town whose 40 households are paid so much a month, if they are published to be."""
    figures = observed("households", 40) + observed("payments", 40 * paid)
    text = town_file("own", "Own", more=more + figures)
    return OwnTown(text, parse_scenario(text, "own"), ("a note",))


def test_payments_a_household_are_fitted_by_one_factor_and_the_town_is_the_same_otherwise() -> None:
    before = town(7_000.0)
    fitted = with_level(before)
    prices = fitted.scenario.prices.model_dump(exclude_defaults=True)
    assert set(prices) == set(NORM)
    assert fitted.scenario.town == before.scenario.town
    assert fitted.notes == ("a note",)
    households, payments = fitted.fits
    assert (households.published, payments.published) == (40.0, 280_000.0)
    assert payments.model / households.model == pytest.approx(7_000.0, rel=0.05)
    assert with_level(fitted).factor is None


def test_level_that_cannot_be_is_said_and_not_fitted() -> None:
    before = town(70_000.0)
    same = with_level(before)
    assert same.text == before.text
    assert same.factor is None
    assert same.fits


def test_town_with_prices_of_its_own_keeps_them() -> None:
    before = town(7_000.0, "\n[prices]\nrent = 5000\n")
    assert with_level(before).text == before.text


def test_town_without_monthly_figures_is_left_alone() -> None:
    own = new_town(of_files(SAMPLES / "kolada.json"), Choices())
    assert with_level(own) == own
