"""The address: what it says is read strictly, what is wrong is named, and files hold the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tillit.model.scenarios import ScenarioError, parse_scenario, read_scenario, town_names
from tillit.visualization.address.files import scenario_file
from tillit.visualization.address.places import opened
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import MOST_EVENTS, State


def parts(state: State) -> list[str]:
    """Return the parts of an address that could not be used."""
    return [problem.part for problem in state.problems]


def test_an_empty_address_begins_a_story() -> None:
    state = read("")
    assert [event.kind for event in state.events] == ["posts"]
    assert not state.problems


def test_a_town_without_events_in_the_address_acts_as_its_account_says() -> None:
    assert read("v=1&t=gavle").events == read_scenario("gavle").events
    assert read("v=1&t=gavle&e=").events == ()


def test_events_are_written_as_on_the_command_line() -> None:
    state = read("v=1&t=gavle&e=reorganisation:month=37,share=0.5&e=posts:month=13,change=-2")
    assert [(it.kind, it.month) for it in state.events] == [("posts", 13), ("reorganisation", 37)]
    assert not state.problems


@pytest.mark.parametrize(
    ("query", "part", "why"),
    [
        ("t=gavel", "t=gavel", "did you mean gavle"),
        ("t=gavle&e=reorganisatoin:month=3", "e=reorganisatoin:month=3", "did you mean"),
        ("t=gavle&e=posts:month=3,change=99999999", "e=posts:month=3,change=99999999", "50,000"),
        ("t=gavle&p=bonds.rapport:7", "p=bonds.rapport:7", "between 0.02 and 0.35"),
        ("t=gavle&p=bonds.raport:0.1", "p=bonds.raport:0.1", "did you mean"),
        ("t=gavle&h=100000", "h=100000", "from 12 to 240"),
        ("t=gavle&x=zzz", "x=zzz", "must be"),
        ("t=gavle&c=payments,children_placed", "c=children_placed", "does not have"),
        ("t=gavle&colour=red", "colour", "is no part of an address"),
        ("t=gavle&t=vaxjo", "t", "stands 2 times"),
        ("v=9&t=gavle", "v=9", "must be one of: 1"),
        ("t=own-0123456789", "t=own-0123456789", "open the file again"),
        ("t=gavle&e=os:system:month=1", "e=os:system:month=1", "cannot be named in an address"),
        ("t=<script>alert(1)</script>", "t=<script>alert(1)</script>", "must be"),
        ("t=../../etc/passwd", "t=../../etc/passwd", "must be"),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(query: str, part: str, why: str) -> None:
    [problem] = read(f"{query}&l=en").problems
    assert problem.part == part
    assert why in problem.why


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "menade du"), ("da", "mente du"), ("en", "did you mean")]
)
def test_what_is_wrong_is_said_in_the_visitor_s_language(language: str, said: str) -> None:
    [problem] = read(f"t=gavel&l={language}").problems
    assert said in problem.why


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("p=nosuch:1", "det finns ingen parameter 'nosuch' (tillit parameters visar dem)"),
        ("p=bonds.rapport:7", "måste ligga mellan"),
        ("e=posts:month=2,change=-400", "händelserna passar inte kommunen"),
        ("e=reorganisatoin:month=3", "menade du 'reorganisation'"),
    ],
)
def test_what_the_model_refuses_is_said_in_the_visitor_s_language(part: str, said: str) -> None:
    [problem] = read(f"t=gavle&{part}&l=sv").problems
    assert said in problem.why
    assert "gavle" not in problem.why


def test_an_address_of_many_parts_is_not_looked_into() -> None:
    [problem] = read("&a" * 900).problems
    assert "901" in problem.why


def test_not_more_is_named_than_fits_a_page() -> None:
    assert len(read("l=en&" + "&".join(f"nonsense{it}=1" for it in range(150))).problems) == 20


def test_events_that_leave_no_posts_are_named_and_left_out() -> None:
    state = read("t=gavle&e=posts:month=2,change=-400")
    assert state.events == ()
    assert "ska vara 1 till" in state.problems[0].why


def test_too_many_events_are_counted_and_the_first_kept() -> None:
    state = read("t=gavle&" + "&".join(["e=training:month=3"] * 150))
    assert len(state.events) == MOST_EVENTS
    assert str(MOST_EVENTS) in state.problems[0].why


@pytest.mark.parametrize("junk", ["x" * 10_000_000, "&e=posts:month=1,change=1" * 100_000])
def test_megabytes_of_junk_get_a_short_answer(junk: str) -> None:
    [problem] = read(junk).problems
    assert "tecken" in problem.why
    assert len(problem.part) < 100


@given(st.text(max_size=200))
def test_no_text_makes_reading_fail(text: str) -> None:
    read(text).scenario  # noqa: B018 - it can be lived


@pytest.mark.parametrize("name", town_names())
def test_a_saved_scenario_is_the_same_town_when_it_is_opened(name: str) -> None:
    state = read(
        f"t={name}&e=posts:month=13,change=2&e=training:month=20,hours=3&x=reach&p=bonds.rapport:0.2"
    )
    text = scenario_file(state)
    assert parse_scenario(text, "saved").digest == state.scenario.digest
    again = read(f"t={opened('saved', text)}")
    assert again.scenario.digest == state.scenario.digest
    assert not again.problems


def test_a_file_cannot_make_the_machine_import_anything() -> None:
    text = scenario_file(read("t=village&e=")) + '\n[[event]]\nkind = "antigravity:Fly"\nmonth = 1\n'
    with pytest.raises(ScenarioError, match="cannot be opened on the page"):
        opened("bad", text)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(ScenarioError, match="letters"):
        opened("big", "#" * 300_000)
