"""A teacher's projector and students' telephones, in Chromium: guess, send, show, spell it, start over."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.visualization.classroom.conftest import ClassServer
from tests.visualization.conftest import watched

pytestmark = pytest.mark.browser

PATIENCE = 120_000
"""Milliseconds until a lesson's towns are lived."""
PROJECTOR, PHONE = (1280, 720), (390, 844)


@contextmanager
def opened(browser: Browser, server: ClassServer, size: tuple[int, int], address: str) -> Iterator[Page]:
    """Open a browser of its own, and see to it afterwards that nothing went wrong in it."""
    with browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=size == PHONE
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        wrong = watched(page, server.address)
        page.goto(address)
        yield page
        assert wrong == []


def keeps_nobody_out(page: Page) -> None:
    """See to it that a page fits its window, and that everybody can use it."""
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    found = Axe().run(page).response["violations"]
    assert [it["id"] for it in found if it["impact"] in {"serious", "critical"}] == []


def draw(page: Page, steps: int) -> None:
    """Draw six points by keyboard, each so many steps above the one before it."""
    page.get_by_role("slider", name="month 6").focus()
    for _ in range(6):
        for _ in range(steps):
            page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")


def test_a_class_guesses_and_sees(browser: Browser, class_server: ClassServer) -> None:
    with opened(browser, class_server, PROJECTOR, class_server.teacher) as teacher:
        assert "/teacher/" not in teacher.url  # nobody reads it from the projector
        wall = teacher.locator(".invitation .big.code")
        earlier = wall.inner_text()
        teacher.get_by_label("Language").select_option("en")
        teacher.get_by_role("button", name="New code, and everybody out").click()
        expect(wall).not_to_have_text(earlier)
        code = wall.inner_text()
        expect(teacher.get_by_role("status").filter(has_text="here")).to_contain_text("0 here")
        teacher.get_by_label("Give everybody a role").check()
        with (
            opened(browser, class_server, PHONE, class_server.address) as typing,
            opened(browser, class_server, PHONE, f"{class_server.address}#{code}") as scanning,
        ):
            typing.get_by_role("textbox").fill(code.lower())
            keeps_nobody_out(typing)
            typing.get_by_role("button").click()
            expect(typing.get_by_role("heading")).to_have_text("You are in.")
            expect(teacher.get_by_role("status").filter(has_text="here")).to_contain_text("2 here")
            keeps_nobody_out(teacher)
            teacher.get_by_role("button", name="Gävle: do three posts pay?").click()
            roles = [it.locator("summary") for it in (typing, scanning)]
            for role in roles:
                expect(role).to_contain_text("Your role:", timeout=PATIENCE)
            assert roles[0].inner_text() != roles[1].inner_text()
            assert all(it.locator("details .guess .town").count() == 12 for it in (typing, scanning))
            teacher.get_by_role("button", name="Next").click()
            guessed(teacher, typing, scanning)
            shown(teacher, typing)
            begun_again(teacher, typing)


def guessed(teacher: Page, typing: Page, scanning: Page) -> None:
    """One student guesses by the network, and one by letters: hers keeps her from the teacher's machine."""
    draw(typing, 2)
    typing.get_by_role("button", name="Send my guess").click()
    expect(typing.get_by_role("status")).to_contain_text("Your guess is with the class.")
    keeps_nobody_out(typing)
    expect(teacher.locator(".strip")).to_contain_text("1 of 2 have guessed")
    draw(scanning, 1)
    scanning.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')); }")
    scanning.get_by_role("button", name="Send my guess").click()
    letters = scanning.locator("[role=alert] .code").inner_text()
    teacher.get_by_label("Told by code").fill(letters.lower())
    teacher.get_by_role("button", name="Add", exact=True).click()
    expect(teacher.locator(".strip")).to_contain_text("2 of 2 have guessed")
    assert teacher.locator(".guess .other").count() == 0  # until whoever teaches shows them


def shown(teacher: Page, typing: Page) -> None:
    """Whoever teaches shows the model and the class; a student sees the model, and her own guess alone."""
    teacher.get_by_role("button", name="Show what the model says").click()
    teacher.get_by_role("button", name="The class's guesses").click()
    expect(teacher.locator(".guess .other")).to_have_count(2)
    assert teacher.locator(".guess .town").count() == 12
    own, told = (teacher.locator(".guess .other").nth(it).get_attribute("points") for it in range(2))
    assert own != told
    keeps_nobody_out(teacher)
    expect(typing.locator(".screen .guess .town")).to_have_count(12, timeout=PATIENCE)
    expect(typing.locator(".guessed").first).to_contain_text("you guessed")
    assert typing.locator(".guess .other").count() == 0
    keeps_nobody_out(typing)


def begun_again(teacher: Page, typing: Page) -> None:
    """Whoever teaches starts over, from what came out and while it is asked; the student's page follows."""
    over = teacher.get_by_role("button", name="The class starts over")
    send = typing.get_by_role("button", name="Send my guess")
    over.click()
    expect(teacher.locator(".strip")).to_contain_text("0 of")
    teacher.get_by_role("button", name="Back").click()
    expect(typing.locator(".student")).to_contain_text("step 2 of")
    for steps in (3, 4):
        expect(typing.locator(".screen circle.empty")).to_have_count(6)
        expect(send).to_have_attribute("aria-disabled", "true")
        draw(typing, steps)
        send.click()
        expect(teacher.locator(".strip")).to_contain_text("1 of")
        over.click()
        expect(teacher.locator(".strip")).to_contain_text("0 of")
    expect(typing.get_by_role("status")).to_have_text("")
