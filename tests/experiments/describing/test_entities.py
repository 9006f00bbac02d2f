"""Entities are described from their records, whoever adds them."""

from enum import IntEnum
from typing import Annotated

from tillit.agents.client import Client
from tillit.agents.foundation.records import Field, View
from tillit.agents.tie import Tie
from tillit.experiments.describing.entities import docs, entities, enumeration, own, records, state_variable


class Mood(IntEnum):
    """How somebody feels."""

    CALM = 0
    VERY_CROSS = 1
    """After waiting."""


class Visitor(View):
    """Somebody who looks in."""

    mood: Annotated[int, Field("Mood", 0, 1, "i2")]
    """How they
    feel."""


def test_every_record_of_the_agents_is_found_and_agents_come_first() -> None:
    found = list(records())
    assert {Client, Tie} <= set(found)
    assert found.index(Client) < found.index(Tie)


def test_every_state_variable_has_a_row_with_words() -> None:
    text = entities()
    for owner in records():
        for name, field in own(owner):
            assert docs(owner).get(name), f"{owner.__name__}.{name} says nothing of itself"
            assert f"| `{name}` | {field.unit} |" in text


def test_row_has_unit_range_and_docstring() -> None:
    ((name, field),) = own(Visitor)
    assert state_variable(name, field, {"mood": "How they feel."}) == (
        "`mood`",
        "Mood",
        "0 to 1",
        "How they feel.",
    )


def test_numbers_of_a_state_are_told_in_words() -> None:
    assert enumeration(Mood) == "`Mood`: 0 calm, 1 very cross (after waiting)."


def test_what_a_parent_has_is_not_told_again() -> None:
    assert own(Client, Client) == []
