"""Scenario writing: what is written reads back as the same scenario."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.experiments.importing.published_files import SAMPLES, of_files
from tillit.experiments.importing.own_town import Choices, new_town
from tillit.experiments.importing.scenario_writing import scenario_text
from tillit.model.scenarios import Scenario, parse_scenario, read_scenario, town_names
from tillit.model.scenarios.facts import Fact


def again(scenario: Scenario) -> Scenario:
    """Return the scenario that is read from what is written."""
    return parse_scenario(scenario_text(scenario), "again.toml")


def facts(scenario: Scenario) -> set[Fact]:
    """Return the facts, in whatever order."""
    return set(scenario.facts)


@pytest.mark.parametrize("name", town_names())
def test_every_town_that_ships_survives_being_written(name: str) -> None:
    town = read_scenario(name)
    read = again(town)
    assert read.digest == town.digest
    assert (read.town, read.staff, read.policy, read.expect) == (
        town.town,
        town.staff,
        town.policy,
        town.expect,
    )
    assert read.events == town.events
    assert facts(read) == facts(town)


def test_imported_town_survives_with_its_observed_figures() -> None:
    town = new_town(of_files(SAMPLES / "kolada.json"), Choices()).scenario
    read = again(town)
    assert (read.digest, read.observed, facts(read)) == (town.digest, town.observed, facts(town))


def test_changes_are_written_without_the_sources_of_what_they_changed() -> None:
    changes = {
        "town.households": 900,
        "parameters.meetings.promised": 2,
        "mechanisms.reach": False,
        "staff.posts": "+3",
    }
    town = read_scenario("hassleholm").variant(changes)
    read = again(town)
    assert read.digest == town.digest
    assert {it.name for it in facts(town)} - {it.name for it in facts(read)} == {"town.households"}


def test_repeated_events_are_written_one_by_one(town: Path) -> None:
    text = town.read_text(encoding="utf-8").replace("months = 2", "months = 2\nevery = 6\ntimes = 4")
    scenario = parse_scenario(text, "town.toml")
    assert [event.month for event in again(scenario).events] == [7, 13, 19, 25, 31]


@settings(max_examples=40, deadline=None)
@example(prose="\n", title='"')
@example(prose="", title="\r\n")
@example(prose='a"""\\\n\n"', title="\\")
@example(prose="x" * 400, title="'")
@given(prose=st.text(max_size=600), title=st.text(min_size=1, max_size=200))
def test_any_words_survive(prose: str, title: str) -> None:
    town = read_scenario("standard")
    place = town.town.model_copy(update={"account": prose, "title": title})
    read = again(Scenario(place, town.staff))
    assert (read.town.account, read.town.title) == (prose, title)
