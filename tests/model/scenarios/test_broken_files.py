"""Whatever a file holds, it is either read or refused in one screen of text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.broken_tables import QUICK, Brokenness
from tests.experiments.town_files import town_file
from tillit.model.scenarios import ScenarioError, parse_scenario, read_scenario
from tillit.model.scenarios.building import build
from tillit.model.scenarios.errors import LINES, WIDTH

BROKEN = Brokenness(
    (
        "town",
        "staff",
        "policy",
        "mechanisms",
        "parameters",
        "event",
        "expect",
        "name",
        "title",
        "start",
        "inhabitants",
        "households",
        "obstacles",
        "unemployed",
        "sick",
        "posts",
        "caseload",
        "turnover",
        "demands",
        "kind",
        "month",
        "date",
        "change",
        "to",
        "value",
        "source",
        "grade",
        "training",
        "reorganisation",
        "every",
        "times",
        "claim",
        "indicator",
        "figure",
        "quantity",
        "until",
        "since",
        "against",
        "continuity",
    )
)


def good() -> dict[str, Any]:
    """Return the tables of a file without mistakes."""
    shares = {"unemployed": 0.5, "sick": 0.1, "language": 0.2, "social": 0.1, "waiting": 0.1}
    town = {"name": "here", "title": "Here", "start": "2004-01", "inhabitants": 20_000, "households": 300}
    event = {"kind": "reorganisation", "month": 3, "every": 6, "times": 2, "share": 0.5}
    claim = {
        "claim": "It fell",
        "indicator": "payments",
        "figure": -25,
        "until": "2006-12",
        "since": "2004-12",
    }
    return {
        "town": {**town, "obstacles": shares},
        "staff": {"posts": 5, "turnover": 1.0},
        "policy": {"demands": 0.3},
        "mechanisms": {"continuity": False},
        "parameters": {"staffing.recruitment": 0.2},
        "event": [event, {"kind": "posts", "date": "2005-03", "change": 2}],
        "expect": [claim],
    }


def fits_on_a_screen(error: ScenarioError) -> None:
    """Check the length of a message."""
    lines = str(error).splitlines()
    assert 1 <= len(lines) <= LINES + 2
    assert max(map(len, lines)) <= WIDTH + 2


def is_read_or_refused(data: dict[str, Any]) -> None:
    """Check that tables make a whole scenario, or a message that fits on a screen."""
    try:
        town = build(data, "broken.toml")
    except ScenarioError as error:
        fits_on_a_screen(error)
    else:
        assert len(town.digest) == 32
        assert town.most_posts() >= 1


@QUICK
@given(BROKEN.tables)
def test_any_tables_are_read_or_refused(data: dict[str, Any]) -> None:
    is_read_or_refused(data)


@QUICK
@given(st.data())
def test_good_file_with_one_wrong_value_is_read_or_refused(data: st.DataObject) -> None:
    tables = good()
    BROKEN.spoil(tables, data)
    is_read_or_refused(tables)


@QUICK
@given(st.sampled_from(sorted(good())), BROKEN.keys, BROKEN.trees)
def test_good_file_with_one_more_key_is_read_or_refused(table: str, key: str, value: object) -> None:
    tables = good()
    owner = tables[table][0] if isinstance(tables[table], list) else tables[table]
    owner[key] = value
    is_read_or_refused(tables)


def test_file_without_mistakes_is_read() -> None:
    assert [it.month for it in build(good(), "here.toml").events] == [3, 9, 15]


@QUICK
@given(st.text(max_size=300))
def test_text_that_is_no_scenario_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "broken.toml")
    fits_on_a_screen(caught.value)


@QUICK
@given(st.one_of(st.text(max_size=50), BROKEN.words), BROKEN.values)
def test_any_change_is_made_or_refused(name: str, value: object) -> None:
    standard = read_scenario("standard")
    for group in ("", "staff.", "policy.", "town.", "setting.", "mechanisms.", "parameters."):
        try:
            assert standard.variant({group + name: value}).most_posts() >= 1
        except ScenarioError as error:
            fits_on_a_screen(error)


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_value_that_is_no_number_is_refused_by_its_own_table_alone(value: str) -> None:
    text = town_file("own", "Own").replace(
        "households = 40", f'households = {{ value = {value}, source = "count" }}'
    )
    with pytest.raises(ScenarioError) as wrong:
        parse_scenario(text, "own.toml")
    _, problem = str(wrong.value).split("\n")
    assert problem.startswith(f"  [town]: households = {value}: ")
    assert problem.endswith("must be 10 to 2,000,000 households (on assistance in one month, not in a year)")
