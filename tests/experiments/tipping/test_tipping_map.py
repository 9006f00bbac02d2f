"""The map of a town: what happens in each place, where the past decides, and what brings a town back."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text
from typer.testing import CliRunner

from tests.model.small_towns import VILLAGE
from tillit.experiments.answers import Answer
from tillit.experiments.cli import app
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.tipping.tipping_map import (
    CALM,
    MONTHS,
    TROUBLE,
    TROUBLED,
    Course,
    courses_of_the_map,
    design_of_the_map,
    tipping_map,
    way_back,
    ways_back,
)
from tillit.experiments.worlds.world import Source
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.scenarios import read_scenario

RESTLESS = Source.of("tvilling-omorganiserar")


def made_up(ends: Callable[[str], float], spread: float = 0.0) -> Any:  # noqa: ANN401 - stands for a sweep
    """Return a sweep of Hässleholm in which each course ends where it is told to."""
    source = Source.of("hassleholm")
    town = source.scenario()
    names = [it.name for it in (*courses_of_the_map(town), *ways_back(town))]
    chance = spread * np.arange(10.0)[:, None]
    level = town.town.households
    households = np.array([np.ones((10, MONTHS)) * ends(name) * level + chance for name in names])
    return SimpleNamespace(
        array=lambda _: households,
        rows=pd.DataFrame({"variant": names}),
        design=SimpleNamespace(towns=(source,)),
    )


def mapped(sweep: Any) -> Answer:  # noqa: ANN401 - the same
    """Return the map in English."""
    return tipping_map(sweep, words("en"))


def test_a_troubled_course_differs_from_a_calm_one_by_its_trouble_alone() -> None:
    calm, troubled = (list(Course(start, 12, 36).events()) for start in (CALM, TROUBLED))
    trouble = [event for event in troubled if event not in calm]
    assert [event.month for event in trouble] == [1, 13, 25, 37, 49, 61]
    assert all(isinstance(event, Reorganisation) for event in trouble)
    assert troubled[len(trouble) :] == calm


def test_after_the_start_a_course_has_its_posts_and_its_reorganisations() -> None:
    events = list(Course(CALM, 12, 60).events())
    assert events[0] == Posts(month=TROUBLE + 1, to=12)
    assert [event.month for event in events[1:]] == [73, 133, 193]


def test_a_way_back_ends_with_the_towns_own_posts() -> None:
    events = list(Course(TROUBLED, 10, None, extra=3, lasting=24).events())
    posts = [(event.month, event.to) for event in events if isinstance(event, Posts)]
    assert posts == [(TROUBLE + 1, 13), (TROUBLE + 25, 10)]


def test_the_map_holds_the_town_as_it_was_and_as_it_acted() -> None:
    town = read_scenario("hassleholm")
    posts = {course.posts for course in courses_of_the_map(town)}
    assert {town.posts, town.posts_over_time()[-1][1]} <= posts


def test_a_town_with_child_cases_only_has_no_map() -> None:
    with pytest.raises(RefusedError, match="herning: has child cases only"):
        design_of_the_map(Source.of("herning"), replications=1, seed=1)


def test_the_past_decides_where_trouble_ends_higher_in_most_pairs() -> None:
    frame = mapped(made_up(lambda name: 1.4 if name == "troubled_11_every_24" else 1.0)).frame
    decided = frame[frame["past_decides"]]
    assert decided[["posts", "interval"]].to_numpy().tolist() == [[11, 24]]
    assert decided["from_trouble"].item() == pytest.approx(1.4)


def test_what_trouble_left_and_time_takes_away_is_no_other_regime() -> None:
    sweep = made_up(lambda name: 1.4 if name.startswith("troubled") else 1.0)
    lasting = mapped(sweep).frame["past_decides"]
    for name, months in zip(sweep.rows["variant"], sweep.array("households"), strict=True):
        if name.startswith("troubled"):
            months[:, :TROUBLE] *= 1.1
    fading = mapped(sweep).frame["past_decides"]
    assert lasting.all()
    assert not fading.any()


def test_a_town_that_ends_alike_from_both_starts_has_one_regime() -> None:
    answer = mapped(made_up(lambda _: 1.0, spread=1.0))
    assert not answer.frame["past_decides"].any()
    assert answer.note.startswith("In 0 of")


def test_the_way_back_with_the_fewest_post_years_is_named() -> None:
    def ends(name: str) -> float:
        back = name in {"troubled_10_never_2_more_for_48", "troubled_10_never_5_more_for_24"}
        return 1.0 if name.startswith("calm") or back else 1.5

    answer = way_back(made_up(ends), words("en"))
    assert "2 posts more for 48 months" in answer.note
    assert answer.frame.set_index(["posts_more", "months"]).loc[(5, 24), "came_back"] == 1.0


def test_a_town_that_comes_back_by_itself_needs_nothing() -> None:
    assert "by itself" in way_back(made_up(lambda _: 1.0), words("en")).note


def test_the_command_draws_a_small_towns_map_and_goes_on_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "village.toml").write_text(
        VILLAGE.format(inhabitants=5000, households=60, posts=3), encoding="utf-8"
    )
    asked = ["tipping", str(tmp_path / "village.toml"), "-o", str(tmp_path / "map"), "--replications", "2"]
    result = CliRunner().invoke(app, [*asked, "--json"])
    assert result.exit_code == 0, result.output
    assert set(json.loads(result.stdout)) == {"map", "ways-back"}
    assert (tmp_path / "map" / "map.svg").read_text(encoding="utf-8").startswith("<?xml")
    again = CliRunner().invoke(app, [*asked, "--lang", "da"])
    assert "96/96" in again.stderr
    for said in ("Den begyndte uroligt", "husstande pr.", "dens fortid", "kom tilbage", "Kortet: "):
        assert said in again.stdout


def test_the_map_and_its_figure_speak_swedish() -> None:
    answer = tipping_map(made_up(lambda _: 1.0), words("sv"))
    assert answer.note.startswith("På 0 av 48 platser på kartan avgör det förflutna var Hässleholm är 15 år")
    assert "slutar den på 1,00 av hushållen" in answer.note
    figure = answer.plot()
    texts = {it.get_text() for it in figure.findobj(Text)} | {figure.get_suptitle()}
    assert {"Den började oroligt", "tjänster (hushåll per tjänst)", "aldrig", "1,00"} <= texts
    assert not [text for text in texts if "posts" in text or "calm" in text]


def test_the_way_back_speaks_danish() -> None:
    assert "kommer tilbage af sig selv" in way_back(made_up(lambda _: 1.0), words("da")).note
    ends = made_up(lambda name: 1.5 if name.startswith("troubled") else 1.0)
    assert (
        "det bedste gør det i 0\N{NO-BREAK SPACE}%: 10 stillinger mere i 96 måneder."
        in way_back(ends, words("da")).note
    )
