"""Switches: what is lost of an effect is told only where there is one."""

from typing import Any

from tillit.experiments.claims.continuity import (
    PAIRS,
    REPLICATES,
    SWITCHES,
    WHOLE,
    WORLDS,
    effects_of,
    in_short,
    lost,
    questions,
    switch_table,
)
from tillit.model.scenarios import Scenario

FULL = [20.0, 10.0, 30.0]
LESS = [5.0, 1.0, 9.0]


def row(whole: list[float] = FULL) -> dict[str, Any]:
    return {"label": "shaken", "effects": dict.fromkeys(SWITCHES, LESS) | {WHOLE: whole}}


def test_what_is_lost_is_a_share_of_the_whole_effect() -> None:
    assert lost(row()["effects"], "neither") == "75 %"
    assert lost(row([2.0, 1.0, 3.0])["effects"], "neither") == "\N{MINUS SIGN}150 %"


def test_of_an_effect_that_may_be_chance_nothing_can_be_lost() -> None:
    assert lost(row([2.0, -1.0, 5.0])["effects"], "neither") == "cannot tell"


def test_table_and_sentence_say_the_same() -> None:
    found = {"pairs": 3, "months": 120, "rows": [row()]}
    assert "| shaken | +20.0 % (+10.0 … +30.0) | +5.0 % (+1.0 … +9.0) |" in switch_table(found)
    told = "a town shaken pays +20.0 % (+10.0 … +30.0) in the tenth year; without a history of ties"
    assert f"{told} that would be +5.0 %" in in_short(found)


def test_where_nothing_is_done_nothing_differs_under_any_switch(hamlet: Scenario) -> None:
    ran: list[int] = []
    calm = hamlet.before()
    found = effects_of(calm, calm, ran.append, pairs=2, months=12, threads=1)
    assert found == {name: [0.0, 0.0, 0.0] for name in SWITCHES}
    assert sum(ran) == 2 * 2 * len(SWITCHES)


def test_bar_counts_every_world() -> None:
    assert len(questions()) * len(SWITCHES) * PAIRS * 2 + 2 * REPLICATES == WORLDS
