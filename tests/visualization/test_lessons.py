"""Lessons on the page: one guesses first, then sees, and nobody opens other files."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.visualization.conftest import Server
from tillit.experiments.lessons.answers import answers
from tillit.experiments.lessons.reading import lesson_files, read_lesson
from tillit.experiments.lessons.rendering import handout
from tillit.experiments.telling import LANGUAGES, words
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.reading import read
from tillit.visualization.engine.lessons import lesson, lesson_list

SHEET = (673, 1024)
"""What is printed of an A4 sheet: 178 by 271 mm in the browser's pixels."""
PATIENCE = 120_000
"""Milliseconds until a lesson's towns are lived."""


def nothing(done: int, of: int) -> None:
    """Tell nobody how far it is."""


def test_the_list_has_headings_with_their_numbers_and_runs_nothing() -> None:
    found: list[dict[str, Any]] = lesson_list(read("l=sv"), {})["lessons"]
    assert found[0]["title"] == "Gävle: lönar sig tre tjänster?"


@pytest.mark.parametrize("by", ["/etc/passwd.toml", "../1-gavle.toml", "12", None])
def test_no_visitor_opens_another_file(by: object) -> None:
    with pytest.raises(ScenarioError, match="there is no lesson"):
        lesson(read("l=en"), {"by": by}, nothing)


@pytest.mark.browser
@pytest.mark.parametrize("number", lesson_files())
def test_what_is_handed_out_to_guess_on_is_one_sheet_of_paper(page: Page, number: str) -> None:
    found = answers(read_lesson(number), runs=2)
    page.set_viewport_size({"width": SHEET[0], "height": SHEET[1]})
    page.emulate_media(media="print")
    for language in LANGUAGES:
        page.set_content(handout(found, words(language), notes=False))
        after = page.locator("h1.page").evaluate("it => it.getBoundingClientRect().top")
        assert after <= SHEET[1], f"lesson {number} in {language}: {after:.0f} of {SHEET[1]} pixels"


def reach(page: Page, name: str) -> None:
    """Go on by Tab until something of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.textContent.includes(name)", name):
            return
    pytest.fail(f"no Tab reaches {name!r}")


@pytest.mark.browser
def test_a_lesson_is_walked_to_its_end_by_keyboard_alone(visit: Page, server: Server) -> None:
    visit.goto(f"{server.address}?v=1&l=en&t=village&view=lessons")
    expect(visit.get_by_role("button", name="Gävle")).to_be_visible(timeout=PATIENCE)
    press = visit.keyboard.press
    reach(visit, "Gävle: do three posts pay?")
    press("Enter")
    expect(visit.get_by_role("heading", name="A group gets more time")).to_be_focused(timeout=PATIENCE)
    press("Tab")
    visit.keyboard.type("The clients.")
    reach(visit, "Next")
    press("Enter")
    show = visit.get_by_role("button", name="Show what the model says")
    expect(show).to_have_attribute("aria-disabled", "true")
    assert visit.locator(".guess .town").count() == 0
    press("Tab")
    for _ in range(6):
        press("ArrowUp")
        press("ArrowRight")
    expect(show).to_have_attribute("aria-disabled", "false")
    reach(visit, "Show what the model says")
    press("Enter")
    assert visit.locator(".guess .town").count() == 12
    expect(visit.locator(".guessed")).to_contain_text("you guessed")
    reach(visit, "Next")
    press("Enter")
    press("Tab")
    press("Space")
    reach(visit, "Show what the model says")
    press("Enter")
    expect(visit.locator(".guessed")).to_contain_text("Hardly anybody")
    reach(visit, "Next")
    press("Enter")
    for end in ("-3", "5"):
        press("Tab")
        visit.keyboard.type(end)
    reach(visit, "Show what the model says")
    press("Enter")
    for _ in range(2):
        reach(visit, "Next")
        press("Enter")
    expect(visit.get_by_role("heading", name="Would you pay?")).to_be_focused()
    kept = visit.evaluate("() => localStorage.getItem('tillit-lesson-1')")
    assert "The clients." in kept
