"""Following one household or child: what happened, with whom, in words and as a picture."""

import numpy as np
import pytest

from tillit.agents.child import Form
from tillit.agents.closing import End
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.records import Rows
from tillit.model.books.lives_of_children import ChildEvent, ChildLife
from tillit.visualization.followed_life import (
    Spell,
    caseworker_spells,
    eventful,
    happenings_of,
    life_of,
    lives_of,
    months_placed,
    name_of,
)
from tillit.visualization.inks import LIGHT
from tillit.visualization.life_picture import life_option
from tillit.visualization.seen_units import ASSISTANCE, CHILDREN
from tillit.visualization.watched_town import WatchedTown

ANNA, BO = 11, 12
STORY = (
    (ANNA, 1, 70, Form.HOME, ChildEvent.NONE, End.OPEN),
    (BO, 1, 70, Form.HOME, ChildEvent.NONE, End.OPEN),
    (ANNA, 2, -1, Form.INSTITUTION, ChildEvent.PLACED_ACUTELY, End.OPEN),
    (ANNA, 3, 71, Form.FOSTER, ChildEvent.MOVED, End.OPEN),
    (ANNA, 4, 71, Form.HOME, ChildEvent.RETURNED_HOME, End.WELL),
)


@pytest.fixture
def lives() -> Rows:
    """Return the lives of two children."""
    rows = np.zeros(len(STORY), ChildLife.dtype)
    for row, (person, month, caseworker, form, event, end) in zip(rows, STORY, strict=True):
        row["person"], row["month"], row["caseworker"] = person, month, caseworker
        row["form"], row["event"], row["end"] = form, event, end
    return rows


def test_a_childs_life_is_told_with_its_placements_and_caseworkers(lives: Rows) -> None:
    assert happenings_of(life_of(lives, ANNA), CHILDREN) == [
        (2, "acute placement, to institution"),
        (2, "no caseworker"),
        (3, "planned move, to foster family"),
        (3, "caseworker no. 2"),
        (4, "returned home"),
        (4, "case closed: all is well enough at home"),
    ]
    assert months_placed(life_of(lives, ANNA)) == 2


def test_caseworkers_are_numbered_in_the_order_in_which_they_came(lives: Rows) -> None:
    spells = caseworker_spells(life_of(lives, ANNA))
    assert spells == [Spell(1, 1, 1), Spell(2, 2, 0), Spell(3, 4, 2)]


def test_those_to_whom_most_happened_come_first(lives: Rows) -> None:
    assert eventful(lives, CHILDREN) == [ANNA, BO]
    assert eventful(lives[:0], CHILDREN) == []


def test_the_picture_shows_where_the_child_lived_and_marks_what_happened(lives: Rows) -> None:
    option = life_option(life_of(lives, ANNA), CHILDREN, 24, LIGHT)
    where, *rest = option["series"]
    assert where["data"] == [[1, Form.HOME], [2, Form.INSTITUTION], [3, Form.FOSTER], [4, Form.HOME]]
    marks = {it["name"]: it["data"] for it in rest if it["type"] == "scatter" and it["data"]}
    assert marks == {
        "acute placement": [[2, Form.INSTITUTION]],
        "planned move": [[3, Form.FOSTER]],
        "returned home": [[4, Form.HOME]],
    }
    assert [line["name"] for line in rest if line["type"] == "line"] == [
        "family's trust",
        "risk to the child",
    ]


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (0, "Child 3, known for years"),
        (96, "Child 3, came 1 month before the start"),
        (97, "Child 3, came in month 1"),
    ],
)
def test_a_child_is_called_by_when_it_came(month: int, name: str) -> None:
    assert name_of(identity(Kind.CHILD, month, 2), CHILDREN, 96) == name


def test_households_are_followed_too() -> None:
    town = WatchedTown()
    town.step()
    lives = lives_of(town, ASSISTANCE)
    first = eventful(lives, ASSISTANCE)[0]
    option = life_option(life_of(lives, first), ASSISTANCE, 24, LIGHT)
    assert option["series"][0]["data"] == [[1, int(life_of(lives, first)["state"][0]) - 1]]
