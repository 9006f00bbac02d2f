"""A town in another currency says what its money buys, or Swedish prices would count one to one in it."""

import pytest

from tillit.model.scenarios import ScenarioError, parse_scenario, read_scenario

TOWN = """
[town]
name = "here"
title = "Here"
start = "2020-01"
inhabitants = 20_000
households = 200
obstacles = { unemployed = 0.48, social = 0.13, sick = 0.09, language = 0.20, waiting = 0.10 }
"""


def test_another_currency_without_a_price_level_is_refused_with_what_to_add() -> None:
    with pytest.raises(
        ScenarioError, match=r"\[town\].*counts in EUR.*add price_level, the EUR that buy what"
    ):
        parse_scenario(TOWN.replace("[town]", '[town]\ncurrency = "EUR"'), "here.toml")


@pytest.mark.parametrize(
    "added", ['currency = "EUR"\nprice_level = 0.1', 'currency = "NOK"\nprice_level = 1.0', ""]
)
def test_a_price_level_that_is_stated_will_do_and_kronor_need_none(added: str) -> None:
    text = TOWN.replace("[town]", f"[town]\n{added}") + "[staff]\ncaseload = 40\n"
    assert parse_scenario(text, "here.toml").town.name == "here"


def test_every_town_of_the_program_says_it() -> None:
    assert read_scenario("herning").town.price_level != 1.0
