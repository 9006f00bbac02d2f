"""Observed figures: what is read of them, and that the model does not read them."""

import pytest

from tillit.model.scenarios import ScenarioError, parse_scenario, read_scenario
from tillit.model.scenarios.reading import TOWNS

PLAIN = (TOWNS / "standard.toml").read_text(encoding="utf-8")
SERIES = """
[[observed]]
indicator = "households"
measure = "Antal hushåll"
unit = "households"
place = "Here"
source = "the register"
grade = "A"
values = MONTHS
status = { 2010-03 = "preliminary" }
"""


def with_months(months: str) -> str:
    """Return the text of a town with a series of these months."""
    return PLAIN + SERIES.replace("MONTHS", months)


def test_observed_figures_are_read_by_period() -> None:
    town = parse_scenario(with_months("{ 2010-01 = 1200, 2010-02 = 1190.5, 2010-03 = 1188 }"), "here.toml")
    series = town.observed[0]
    assert series.monthly
    assert dict(series.values) == {"2010-01": 1200.0, "2010-02": 1190.5, "2010-03": 1188.0}
    assert list(dict(series.status)) == ["2010-03"]


def test_observed_figures_are_not_in_the_digest() -> None:
    town = parse_scenario(with_months("{ 2010-01 = 1200 }"), "here.toml")
    assert town.digest == read_scenario("standard").digest
    assert hash(town) is not None


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("{ 2010-01 = 1200, 2011 = 3 }", "mixes years"),
        ("{ 2010-02 = 1200, 2010-01 = 3 }", "out of order"),
        ("{ 2010-13 = 1200 }", "2010-13"),
        ('{ 2010-01 = "many" }', "many"),
        ("{ 2010-01 = true }", "values"),
        ("{ 2010-01 = nan }", "nan"),
        ("{ }", "values"),
        ("7", "values"),
    ],
)
def test_broken_series_is_told_what_is_wrong(months: str, said: str) -> None:
    with pytest.raises(ScenarioError, match="observed 1") as caught:
        parse_scenario(with_months(months), "here.toml")
    assert said in str(caught.value)


def test_only_tables_are_series() -> None:
    with pytest.raises(ScenarioError, match="observed must be tables"):
        parse_scenario("observed = 3\n" + PLAIN, "here.toml")
