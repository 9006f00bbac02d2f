"""A lesson's file is checked as it is read, and all that is wrong with it is named."""

import pytest

from tillit.experiments.cli.pages import TEMPLATE
from tillit.experiments.lessons.reading import Asked, all_asked, bare_numbers, parse_lesson, read_lesson
from tillit.model.scenarios import ScenarioError

NEW = TEMPLATE.read_text(encoding="utf-8")


def test_the_lesson_that_one_begins_with_is_in_order() -> None:
    lesson = parse_lesson(NEW, "new.toml")
    assert [step.kind for step in lesson.step] == ["read", "predict", "reveal"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('en = "Do they pay?"', 'en = "Do 3 posts pay?"', "'3' stands there by itself"),
        ('sv = "Lönar de sig?"', 'sv = "Lönar sig tre?"', "'tre' stands there by itself"),
        ("{model: net@24.told}.", "{model: net@99.told}.", "month 99: the series has months 1 to 24"),
        ("{model: net@24.told}.", "{model: nett@24.told}.", "did you mean 'net'?"),
        ("has {model: net@24.told}.", "has much.", "its languages ask for different numbers"),
        ('indicator = "municipal_cost"', 'indicator = "households"', "only money that is saved or gained"),
        ('of = "posts"', 'of = "post"', "did you mean 'posts'?"),
        ('client = "client_trust"', 'client = "clients_trust"', "did you mean 'client_trust'?"),
        ('indicator = "municipal_cost"', 'indicator = "municpal_cost"', "did you mean 'municipal_cost'?"),
        ('town = "hassleholm"', 'town = "hasselholm"', "did you mean 'hassleholm'?"),
        ("posts:month=3,change=3", "post:month=3", "compared posts"),
        (', da = "Kan de betale sig?"', "", "da is missing"),
        ("minutes = 10, what", "minutes = 9, what", "take [9, 45, 90]"),
        ('form = "draw"', 'form = "choose"', "needs four tables [[step.choice]]"),
        ('about = { sv = "Ett', 'account = "ett" # ', "known: hassleholm, herning"),
        ("months = 24", "months = 25", "multiple of 6"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(before: str, after: str, said: str) -> None:
    assert before in NEW
    with pytest.raises(ScenarioError) as wrong:
        parse_lesson(NEW.replace(before, after), "own.toml")
    assert said in str(wrong.value)


def test_a_lesson_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(ScenarioError, match="known: 1, 2"):
        read_lesson("12")


def test_placeholders_ask_for_a_month_an_end_or_a_figure() -> None:
    text = "{model: net@36.low} and {model: X6.1} and {source: posts}"
    found = [it for _, it in all_asked(text)]
    assert found == [Asked("series", "net", 36, "low"), Asked("trial", "X6", 1), Asked("source", "posts")]


def test_numbers_in_letters_are_numbers_of_their_language() -> None:
    assert bare_numbers("three posts to keep", "en") == ["three"]
    assert bare_numbers("to stillinger", "da") == ["to"]
    assert bare_numbers("{model: net@36} posts", "en") == []
