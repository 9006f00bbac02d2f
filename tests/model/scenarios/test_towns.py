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
    assert tables(name).keys() <= {"town", "staff", "policy", "children", "event", "expect", "prices"}


@pytest.mark.parametrize("name", town_names())
def test_everything_done_and_claimed_has_a_source(name: str) -> None:
    town = tables(name)
    stated = [*town.get("event", []), *town.get("expect", [])]
    assert [it for it in stated if not it.get("source") or not it.get("grade")] == []


def test_standard_town_is_as_large_as_the_benchmarks_say() -> None:
    town = read_scenario("standard")
    assert (town.town.households, town.posts, town.caseload, town.events) == (1200, 20, 60.0, ())


def test_nothing_is_claimed_twice() -> None:
    for name in town_names():
        asked = [
            (it.indicator, it.arithmetic, it.figure, it.direction, it.until)
            for it in read_scenario(name).expect
        ]
        assert len(set(asked)) == len(asked), name


@pytest.mark.parametrize("name", ["gavle", "herning", "vaxjo"])
def test_claims_of_a_town_whose_start_is_known_begin_with_their_year(name: str) -> None:
    town = read_scenario(name)
    for it in town.expect:
        assert it.until is not None
        assert it.until[:4] in it.claim or it.until[2:4] in it.claim.partition(":")[0]


def test_gavles_posts_cost_what_the_account_says() -> None:
    assert 3 * 12 * (read_scenario("gavle").prices.post or 0) == pytest.approx(1_100_000, rel=1e-3)


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
