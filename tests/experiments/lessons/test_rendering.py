"""Every lesson in every language: its numbers are the model's or a source's, and it can be printed."""

import re
from functools import cache

import numpy as np
import pytest

from tillit.experiments.lessons.answers import Answers, answers
from tillit.experiments.lessons.reading import (
    PLACEHOLDER,
    Asked,
    bare_numbers,
    lesson_files,
    read_lesson,
    texts,
)
from tillit.experiments.lessons.rendering import NOTHING, Rendering, handout
from tillit.experiments.telling import LANGUAGES, words

LESSONS = [*lesson_files()]


@cache
def answered(number: str) -> Answers:
    return answers(read_lesson(number), runs=2)


def test_the_lessons_are_there() -> None:
    assert LESSONS == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", LESSONS)
def test_no_number_stands_in_a_text_by_itself(number: str, language: str) -> None:
    said = [it[language] for _, it in texts(read_lesson(number))]
    assert [bare for text in said for bare in bare_numbers(text, language)] == []


@pytest.mark.parametrize(
    ("language", "foreign"),
    [
        ("sv", "og ikke hvad hvem mellem når fra af meget noget være"),
        ("da", "och inte vad vem mellan när från av också är"),
    ],
)
def test_no_word_of_the_neighbours_slips_in(language: str, foreign: str) -> None:
    said = [it[language].lower() for number in LESSONS for _, it in texts(read_lesson(number))]
    words_of = {word for text in said for word in re.findall(r"\w+", PLACEHOLDER.sub(" ", text))}
    assert words_of & set(foreign.split()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", LESSONS)
def test_a_lesson_is_rendered_with_a_number_in_every_place(number: str, language: str) -> None:
    page = handout(answered(number), words(language))
    assert PLACEHOLDER.findall(page) == []
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    rendered = Rendering(answered(number), words(language)).lesson()
    said = [text for step in rendered["steps"] for text in step["text"]]
    assert all(f" {NOTHING} " not in text for text in said)
    assert all(" %" not in text for text in said)  # it may begin no line


@pytest.mark.parametrize("number", LESSONS)
def test_the_first_question_is_who_is_not_there(number: str) -> None:
    first = read_lesson(number).step[0]
    assert first.ask is not None
    assert "not in" in first.ask["en"]


def test_what_a_text_says_moves_with_the_model() -> None:
    found = answered("1")
    net = found.courses["net"]
    moved = Answers(found.lesson, {**found.courses, "net": net + 100.0}, found.effects)
    before, after = (Rendering(it, words("en")).lesson()["steps"][2]["text"] for it in (found, moved))
    assert before != after


def test_what_was_not_saved_is_told_as_paid() -> None:
    it = Asked("series", "net", 36, "told")
    found = answered("1")
    told = []
    for saved in (4.06, -4.06, -0.01):
        net = np.full_like(found.courses["net"], saved)
        moved = Answers(found.lesson, {**found.courses, "net": net}, found.effects)
        told.append([Rendering(moved, words(language)).number(it) for language in ("sv", "da", "en")])
    assert told == [
        ["sparat 4,1 miljoner", "sparet 4,1 millioner", "saved 4.1 million"],
        ["betalat 4,1 miljoner mer", "betalt 4,1 millioner mere", "paid 4.1 million more"],
        ["sparat 0,0 miljoner", "sparet 0,0 millioner", "saved 0.0 million"],
    ]


@pytest.mark.parametrize("number", LESSONS)
def test_each_role_sees_a_chart_of_its_own_of_the_town_as_it_was(number: str) -> None:
    seen = Rendering(answered(number), words("sv")).roles()
    assert [*seen] == ["manager", "caseworker", "economist", "client", "politician"]
    assert len({it["label"] for it in seen.values()}) == len(seen)
    assert all(it["lines"] and "low" in it for it in seen.values())
    lesson = read_lesson(number)
    assert {it.shown for it in lesson.seen.values()} <= {"was", "year_was"}
    assert lesson.roles is not None
    assert lesson.compared[lesson.roles.of].against is None


def test_a_reveal_shows_towns_and_a_guess_does_not() -> None:
    steps = Rendering(answered("1"), words("sv")).lesson()["steps"]
    drawn, revealed = steps[1]["chart"], steps[2]["chart"]
    assert "lines" not in drawn
    assert len(drawn["points"]) == 6
    assert len(revealed["lines"]) == 2
    assert len(revealed["middle"]) == revealed["months"]


@pytest.mark.parametrize("number", LESSONS)
def test_an_axis_to_guess_on_does_not_give_away_which_way_it_goes(number: str) -> None:
    lesson = read_lesson(number)
    guessed = {step.series for step in lesson.step if step.kind == "predict"}
    axes = [it.axis for name, it in lesson.series.items() if name in guessed]
    axes += [step.axis for step in lesson.step if step.axis is not None]
    assert [axis for axis in axes if axis[0] not in {0.0, -axis[1]}] == []
