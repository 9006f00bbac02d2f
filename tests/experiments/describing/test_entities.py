"""Entities are described from their records, whoever adds them."""

from typing import Annotated

from tillit.agents.child import Child
from tillit.agents.client import Client
from tillit.agents.foundation.records import Field, View
from tillit.agents.office import Office
from tillit.agents.tie import Tie
from tillit.experiments.describing.parts import MANY, entities, entity, own


class Visitor(View):
    """Somebody who looks in. And goes."""

    mood: Annotated[int, Field("Mood", 0, 1, "i2")]
    """How they feel."""


def test_every_record_of_the_agents_is_found_and_agents_come_first() -> None:
    text = entities()
    assert 0 < text.index(f"[{Client.__name__}]") < text.index(f"[{Tie.__name__}]")


def test_row_says_what_somebody_is_and_names_their_state_variables() -> None:
    assert entity(Tie)[0] == "[Tie](../agents/tie.py)"
    assert entity(Tie)[2].startswith("`other`, `trust`, ")
    Visitor.__module__ = Tie.__module__
    assert entity(Visitor)[1:] == ("Somebody who looks in.", "`mood`")


def test_what_a_parent_has_is_not_told_again() -> None:
    assert entity(Child)[2].startswith("those of Case, `risk`")
    assert "`silence`" not in entity(Child)[2]


def test_of_very_many_only_the_number_is_told() -> None:
    assert len(own(Office)) > MANY
    assert entity(Office)[2] == f"{len(own(Office))}, most of them what an event has set"
