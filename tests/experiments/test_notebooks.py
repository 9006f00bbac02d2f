"""Notebooks: what Python users hold is shown in words and tables, and what comes from files as it is."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import tillit
from tillit.experiments.answers import ROWS, Answer

SHOWN = {"Comparison", "Municipality", "Scenario"}


def shown(it: object) -> str:
    """Return what a notebook shows of something."""
    text: str = it._repr_html_()  # type: ignore[attr-defined]
    opened, closed = re.findall(r"<([a-z]\w*)", text), re.findall(r"</(\w+)", text)
    assert sorted(it for it in opened if it != "br") == sorted(closed)
    return text


def test_answer_is_its_sentence_and_the_first_rows_of_its_table() -> None:
    frame = pd.DataFrame({"town": ["a <b>"] * (ROWS + 1), "value": range(ROWS + 1)})
    text = shown(Answer(frame, " B is less than < A.", plt.figure))
    assert text.startswith("<p>B is less than &lt; A.</p><table")
    assert text.count("a &lt;b&gt;") == ROWS


def test_explanation_is_its_note_and_its_shares() -> None:
    town = tillit.read_scenario("village")
    told = shown(tillit.explain(town, town.variant({"staff.posts": "+1"}), pairs=1, months=3))
    assert "It explains this model, not the town." in told
    assert "<td>share</td>" in told


def test_scenario_is_its_place_and_what_happens_there() -> None:
    assert "310 households, 5 posts, from 2013-01<ul><li>month 3: " in shown(tillit.read_scenario("gavle"))


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_what_is_imported_by_name_is_shown(name: str) -> None:
    assert hasattr(getattr(tillit, name), "_repr_html_")
