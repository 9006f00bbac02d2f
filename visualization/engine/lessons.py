"""Lessons: those that come with the program, and one with its numbers, in the visitor's language."""

from collections.abc import Callable
from typing import Any

from tillit.experiments.lessons.answers import Answers, answers
from tillit.experiments.lessons.reading import lesson_files, read_lesson
from tillit.experiments.lessons.rendering import Rendering, headings
from tillit.experiments.telling import words
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.state import State

_ran: dict[str, Answers] = {}
"""Lessons that were run: their numbers are the same in every language, and for every visitor."""


def lesson_list(state: State, _: dict[str, Any]) -> dict[str, Any]:
    """Return what can be chosen; titles ask sources only, so that nothing is run."""
    return {"lessons": headings(words(state.language))}


def known(question: dict[str, Any]) -> str:
    """Return the number of the lesson that is asked for.

    Raises
    ------
    ScenarioError
        If there is no such lesson: no visitor opens files of this machine.
    """
    number = str(question.get("by", ""))
    if number not in lesson_files():
        message = f"there is no lesson {number[:20]!r}; known: {', '.join(lesson_files())}"
        raise ScenarioError(message)
    return number


def lesson(state: State, question: dict[str, Any], progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Return a lesson with its numbers, and what each role of a class sees first.

    Raises
    ------
    ScenarioError
        If there is no such lesson.
    """
    number = known(question)
    if number not in _ran:
        _ran[number] = answers(read_lesson(number), progress=progress)
    it = Rendering(_ran[number], words(state.language))
    return {"lesson": it.lesson(), "roles": it.roles() or None}
