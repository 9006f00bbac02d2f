"""Given events: what happens can be said in one word of a command, and is listed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tillit.experiments.cli import app
from tillit.experiments.comparison.manifest import WorldRecord
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.world import World, changed, given_event
from tillit.model.events import EVENTS
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import ScenarioError


def test_event_has_the_sizes_that_are_said_and_its_own_for_the_rest() -> None:
    (event,) = given_event("reorganisation:month=13,share=0.4", "2010-01")
    assert isinstance(event, Reorganisation)
    assert (event.month, event.share, event.months) == (13, 0.4, 4)


def test_date_is_a_month_of_the_town() -> None:
    (event,) = given_event("posts:date=2011-03,change=+3", "2010-01")
    assert isinstance(event, Posts)
    assert (event.month, event.change) == (15, 3)


def test_event_that_happens_again_and_again_is_given_once() -> None:
    assert [it.month for it in given_event("reorganisation:month=13,every=12,times=3", "2010-01")] == [
        13,
        25,
        37,
    ]


@pytest.mark.parametrize(
    "said", ["reorganisation", "reorganisation:", ":month=1", "posts:month", "posts:month="]
)
def test_what_is_no_event_is_told_how_one_is_written(said: str) -> None:
    with pytest.raises(RefusedError, match="tillit events lists them"):
        given_event(said, "2010-01")


def test_unknown_kind_and_wrong_size_are_named() -> None:
    with pytest.raises(ScenarioError, match="did you mean 'reorganisation'"):
        given_event("reorganisatio:month=1", "2010-01")
    with pytest.raises(ScenarioError, match=r"unknown kind 'nonsense'; known: .*reorganisation"):
        given_event("nonsense:month=1", "2010-01")
    with pytest.raises(ScenarioError, match="share"):
        given_event("reorganisation:month=1,share=7", "2010-01")


def test_manifest_remembers_the_event(town: Path) -> None:
    world = changed(World.of(town), {}, ["reorganisation:month=13,share=0.4"])
    again = WorldRecord.model_validate_json(WorldRecord.of(world).model_dump_json()).world()
    assert again.scenario.digest == world.scenario.digest
    assert len(again.scenario.events) == len(World.of(town).scenario.events) + 1


def test_every_event_is_listed_with_sizes_in_three_languages() -> None:
    listed = json.loads(CliRunner().invoke(app, ["events", "--json"]).stdout)
    assert {it["kind"] for it in listed} == set(EVENTS)
    swedish = CliRunner().invoke(app, ["events", "--lang", "sv"]).stdout
    assert "Omorganisation" in swedish
    assert "share = 0.6" in swedish
    assert CliRunner().invoke(app, ["events", "party"]).exit_code == 2
