"""The towns that come with the program state facts, and what their accounts claim."""

import tomllib
from typing import Any

import pytest

from tillit.model.scenarios import read_scenario, town_names
from tillit.model.scenarios.reading import TOWNS

TWINS = ("tvilling-satsar", "tvilling-omorganiserar")


def tables(name: str) -> dict[str, Any]:
    """Return the tables of a town's file."""
    return tomllib.loads((TOWNS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", town_names())
def test_town_is_read_under_its_own_name(name: str) -> None:
    assert read_scenario(name).name == name


@pytest.mark.parametrize("name", town_names())
def test_town_states_facts_only(name: str) -> None:
    assert tables(name).keys() <= {"town", "staff", "policy", "children", "event", "expect"}


@pytest.mark.parametrize("name", town_names())
def test_everything_done_and_claimed_has_a_source(name: str) -> None:
    town = tables(name)
    stated = [*town.get("event", []), *town.get("expect", [])]
    assert [it for it in stated if not it.get("source") or not it.get("grade")] == []


def test_standard_town_is_as_large_as_the_benchmarks_say() -> None:
    town = read_scenario("standard")
    assert (town.town.households, town.posts, town.caseload, town.events) == (1200, 20, 60.0, ())


def test_hassleholm_has_the_claim_of_a_quarter_against_itself_as_it_was_and_as_it_would_have_been() -> None:
    claims = [it for it in read_scenario("hassleholm").expect if it.indicator == "payments"]
    assert [(it.figure, it.unit) for it in claims] == [(-25.0, "%")] * 2
    assert {it.since is None for it in claims} == {True, False}


def test_hassleholm_is_as_large_as_the_national_rate_makes_it() -> None:
    stock = 198_514 * 6.6 / 12 / 10_380_000 * 52_000
    assert read_scenario("hassleholm").town.households == pytest.approx(stock, rel=0.01)


def test_twins_are_alike_up_to_the_events() -> None:
    one, other = (read_scenario(name) for name in TWINS)
    assert one.before().digest == other.before().digest
    assert one.digest != other.digest


def test_one_twin_reorganises_every_year_and_a_half_for_six_years() -> None:
    events = read_scenario("tvilling-omorganiserar").events
    assert [it.month for it in events if it.kind == "reorganisation"] == [1, 19, 37, 55]
    assert "reorganisation" not in {it.kind for it in read_scenario("tvilling-satsar").events}
