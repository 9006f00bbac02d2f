"""The office elsewhere that docs/own-town.md shows is a file that can be run as it stands."""

from pathlib import Path

from tests.test_docs import blocks
from tillit.model.scenarios import Scenario, parse_scenario

PAGE = Path(__file__).parents[2] / "docs" / "own-town.md"


def example() -> Scenario:
    """Return the office of the page: the block that is a whole file."""
    (text,) = (it for it in blocks(PAGE, "toml") if "\nname = " in it)
    return parse_scenario(text, "seedorf.toml")


def test_the_example_is_read_with_prices_of_its_own() -> None:
    office = example()
    assert (office.town.currency, office.posts) == ("CHF", 4)
    assert office.own_values["assistance.adult"] == 1031 / 0.14
    assert office.own_values["hours.month"] == 150
    assert office.variant({"prices.rent": "+10%"}).prices.rent == 1265
