"""The pages for teachers say what the lessons and accounts say today."""

import re

import pytest

from tillit.experiments.describing import FOLDER, outdated
from tillit.experiments.lessons.reading import CITED, lesson_files, read_lesson
from tillit.experiments.lessons.rendering import CARDS, TEACHERS, for_teachers


@pytest.mark.parametrize("page", TEACHERS)
def test_committed_page_says_what_the_lessons_say(page: str) -> None:
    assert not outdated(page, for_teachers(page)), f"tillit describe {page} > docs/{page}.md renews it"


@pytest.mark.parametrize("page", TEACHERS)
def test_page_has_every_lesson_and_every_card_with_a_grade(page: str) -> None:
    text = for_teachers(page)
    assert len(re.findall(r"^\| \d+ \| \D", text, re.MULTILINE)) >= len(lesson_files())
    assert len(re.findall(r"^- \*\*.*; [A-E]$", text, re.MULTILINE)) == len(CARDS)


@pytest.mark.parametrize("page", TEACHERS)
def test_links_lead_to_files(page: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", for_teachers(page))
    assert [link for link in links if not (FOLDER / link).exists()] == []


def test_every_quotation_is_of_an_account_that_says_where_it_was_published() -> None:
    quoted = {
        it.account for number in lesson_files() for it in read_lesson(number).source.values() if it.quote
    }
    assert quoted <= {None, *(name for name, it in CITED.items() if "title" in it)}
