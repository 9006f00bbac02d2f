"""Scenario files: what is read, and what a broken file is told."""

import copy
import datetime as dt
import pickle
from pathlib import Path

import pytest

from tillit.model.scenarios import Scenario, ScenarioError, parse_scenario, read_scenario

TOWN = """
[town]
name = "here"
title = "Here"
start = "2004-01"
inhabitants = 20_000
households = { value = 300, unit = "households", source = "the register", grade = "A" }
[town.obstacles]
unemployed = 0.5
sick = 0.1
language = 0.2
social = 0.1
waiting = 0.1
[staff]
posts = 5
"""


def refusal(text: str) -> str:
    """Return what a broken file is told."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "broken.toml")
    return str(caught.value)


def event(**fields: str) -> str:
    """Return the text of one event."""
    return "\n[[event]]\n" + "\n".join(f"{name} = {value}" for name, value in fields.items())


def test_fact_is_a_plain_number_for_the_model_and_keeps_its_source() -> None:
    town = parse_scenario(TOWN, "here.toml")
    assert town.town.households == 300
    assert [(it.name, it.value, it.source) for it in town.facts] == [("town.households", 300, "the register")]


def test_what_the_file_leaves_out_has_a_default() -> None:
    town = parse_scenario(TOWN, "here.toml")
    assert (town.employers, town.caseload, town.caseload_limit) == (80, 60.0, 96.0)
    assert (town.town.currency, town.policy.demands, town.staff.turnover) == ("SEK", 0.3, 1.0)


def test_posts_follow_from_the_caseload() -> None:
    assert parse_scenario(TOWN.replace("posts = 5", "caseload = 70"), "here.toml").posts == 5


def test_date_is_counted_from_the_start() -> None:
    town = parse_scenario(TOWN + event(kind='"training"', date='"2005-03"'), "here.toml")
    assert town.events[0].month == 15


def test_date_may_be_one_of_toml_s_own() -> None:
    town = parse_scenario(TOWN + event(kind='"training"', date=dt.date(2004, 2, 1).isoformat()), "here.toml")
    assert town.events[0].month == 2


def test_repetitions_stand_among_the_other_events_in_order_of_time() -> None:
    again = event(kind='"reorganisation"', month="1", every="10", times="3")
    town = parse_scenario(TOWN + again + event(kind='"training"', month="5"), "here.toml")
    assert [it.month for it in town.events] == [1, 5, 11, 21]


def test_claims_and_prose_are_not_in_the_digest() -> None:
    town = parse_scenario(TOWN, "here.toml")
    claim = '\n[[expect]]\nclaim = "It fell"\nindicator = "payments"\nfigure = -25\n'
    other = parse_scenario(
        TOWN.replace('"Here"', '"There"').replace("the register", "hearsay") + claim, "h.toml"
    )
    assert other.expect[0].figure == -25.0
    assert other.digest == town.digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20_000", "20_001"),
        ("posts = 5", "posts = 6"),
        ("posts = 5", "posts = 5\nturnover = 1.1"),
        ("posts = 5", "posts = 5\n[mechanisms]\nreach = false"),
        ("posts = 5", 'posts = 5\n[parameters]\n"staffing.recruitment" = 0.2'),
        ("posts = 5", "posts = 5\n[policy]\nprogramme = 3"),
        ("posts = 5", 'posts = 5\n[[event]]\nkind = "training"\nmonth = 1'),
    ],
)
def test_everything_that_the_model_reads_is_in_the_digest(old: str, new: str) -> None:
    assert parse_scenario(TOWN.replace(old, new), "h.toml").digest != parse_scenario(TOWN, "h.toml").digest


def test_scenario_survives_pickle_and_copy_and_cannot_be_changed() -> None:
    town = read_scenario("hassleholm")
    copies: list[Scenario] = [pickle.loads(pickle.dumps(town)), copy.deepcopy(town)]  # noqa: S301 - its own pickle
    assert [it == town and it.digest == town.digest for it in copies] == [True, True]
    with pytest.raises(AttributeError):
        town.staff = copies[0].staff  # type: ignore[misc]


def test_town_s_name_may_be_written_as_it_is_spoken() -> None:
    assert read_scenario("Hässleholm").name == "hassleholm"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TOWN.replace("inhabitants", "inhabitnats"), "did you mean 'inhabitants'?"),
        (TOWN.replace("[staff]", "[stafff]"), "did you mean 'staff'?"),
        (TOWN.replace("sick", "sik"), "did you mean 'sick'?"),
        (TOWN + event(kind='"trainin"', month="1"), "did you mean 'training'?"),
        (TOWN + event(kind='"training"', month="1", hour="2"), "did you mean 'hours'?"),
        (TOWN + "[mechanisms]\ncontinuty = false", "did you mean 'continuity'?"),
        (TOWN + "[mechanisms]\ncontinuity = 3", "must be true or false"),
        (TOWN + '[parameters]\n"stafing.recruitment" = 0.2', "did you mean 'staffing.recruitment'?"),
        (TOWN + '[parameters]\n"staffing.recruitment" = 7', "must be from 0.1 to 0.7 1/month"),
        (TOWN.replace("20_000", "1e12"), "must be 500 to 50,000,000 inhabitants"),
        (TOWN.replace("20_000", "200"), "must be 500 to 50,000,000 inhabitants"),
        (TOWN.replace("20_000", "20_000.5"), "whole number"),
        (TOWN.replace("0.5", "nan"), "must be 0 to 1 share"),
        (TOWN.replace("0.5", "0.6"), "sum to 1.1"),
        (TOWN.replace("20_000", "true"), "truth value"),
        (TOWN.replace("2004-01", "2004-13"), "a year and a month"),
        (TOWN + "caseload = 60", "either `posts` or `caseload`"),
        (TOWN.replace("value = 300", "value = 30_000"), "more households (30,000) than inhabitants"),
        (TOWN.replace("grade", "grad"), "did you mean 'grade'?"),
        (TOWN.replace("[staff]\nposts = 5", ""), "[staff] needs either"),
        (TOWN + event(kind='"training"'), "needs `month = 13` or `date"),
        (TOWN + event(kind='"training"', date='"2003-12"'), "before the town's start, 2004-01"),
        (TOWN + event(kind='"training"', date='"soon"'), "must be a year and month"),
        (
            TOWN + event(kind='"training"', month="5") + event(kind='"posts"', month="4", to="3"),
            "order of time",
        ),
        (TOWN + event(kind='"posts"', month="4", change="-5"), "0 posts from month 4"),
        (TOWN + event(month="4"), "kind is missing"),
        (TOWN + "posts = 6", "is not TOML"),
        ("", "[town]: name is missing"),
        ("", "[town]: obstacles is missing; give shares that sum to 1, as in obstacles = {"),
        ("town = 3", "[town] must be a table, not 3"),
        ("event = 3", "[[event]]"),
        ("a = " + "[\n" * 5000, "nested too deeply"),
        ("a." * 500 + "a = 1", "line 1 is longer"),
    ],
)
def test_broken_file_is_told_what_is_wrong(text: str, words: str) -> None:
    assert words in refusal(text)


def test_all_problems_are_named_on_one_screen() -> None:
    text = refusal(TOWN + "".join(event(kind='"training"', month="0") for _ in range(40)))
    assert len(text.splitlines()) == 17
    assert text.endswith("and 25 more")


def test_unknown_town_is_told_the_nearest() -> None:
    with pytest.raises(ScenarioError, match="did you mean 'hassleholm'"):
        read_scenario("hasleholm")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a" * 10_000_000, "larger than"),
        (b"\xff\xfe[\x00t\x00", "not UTF-8"),
        ("title = 'Hässleholm'".encode("latin-1"), "not UTF-8"),
        (bytes(range(32)), "not TOML"),
        (b"", "is missing"),
    ],
)
def test_file_that_is_no_text_of_a_scenario_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "junk.toml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=words):
        read_scenario(path)


def test_byte_order_mark_of_an_editor_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "here.toml"
    path.write_bytes(TOWN.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_scenario(str(path)).name == "here"


@pytest.mark.parametrize("name", ["missing.toml", "a" * 5000 + ".toml", "nul\0l.toml", "."])
def test_path_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError):
        read_scenario(tmp_path / name)
