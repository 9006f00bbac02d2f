"""The page in Chromium: it opens, lives, is reorganised, and leaves the machine alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response, expect

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds until the page must show something."""


@pytest.fixture
def visit(page: Page, address: str) -> Iterator[Page]:
    """Open the page, and see to it afterwards that nothing went wrong in the whole visit."""
    wrong: list[str] = []

    def stays_here(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            wrong.append(f"left the machine: {request.url}")

    def succeeds(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status} for {response.url}")

    def complains(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"console: {message.text}")

    page.on("request", stays_here)
    page.on("response", succeeds)
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("console", complains)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("websocket", lambda socket: None if "127.0.0.1" in socket.url else wrong.append(socket.url))
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("An ordinary town", timeout=PATIENCE)
    yield page
    assert wrong == []


def step(visit: Page, month: int) -> None:
    """Live one month."""
    visit.get_by_role("button", name="Step").click()
    expect(visit.get_by_text(f"Step: {month}", exact=True)).to_be_visible()


def test_page_lives_a_month_and_is_reorganised(visit: Page) -> None:
    payments = visit.get_by_role("img", name="Payments, million kronor a month")
    expect(payments).to_have_attribute(
        "aria-label", "Payments, million kronor a month, over the months. Payments: no month yet."
    )
    expect(payments.locator("canvas")).to_be_visible()
    step(visit, 1)
    expect(visit.get_by_role("img", name="in month 1, ").first).to_be_visible()
    before = visit.get_by_role("img", name="The trust graph").screenshot()
    visit.get_by_role("button", name="Reorganise now").click()
    expect(visit.get_by_text("A reorganisation begins in month 2")).to_be_visible()
    expect(visit.get_by_role("button", name="Reorganise now")).to_be_disabled()
    step(visit, 2)
    expect(visit.get_by_text("Month 2: reorganisation")).to_be_visible()
    assert visit.get_by_role("img", name="The trust graph").screenshot() != before


def test_sliders_act_on_the_next_town(visit: Page) -> None:
    step(visit, 1)
    posts = visit.get_by_role("slider", name="Posts")
    posts.focus()
    visit.keyboard.press("ArrowRight")
    visit.get_by_role("button", name="Reset").click()
    expect(visit.get_by_text("Step: 0", exact=True)).to_be_visible()
    step(visit, 1)
    expect(visit.get_by_text("Month 1: more or fewer posts")).to_be_visible()


def test_a_town_with_children_only_is_shown_by_its_children(visit: Page) -> None:
    visit.get_by_label("Town").first.click(force=True)
    visit.locator(".v-menu__content .v-list-item").filter(has_text="herning").click()
    visit.get_by_role("button", name="Reset").click()
    expect(visit.get_by_role("heading", level=1)).to_have_text("Herning", timeout=PATIENCE)
    step(visit, 1)
    expect(visit.get_by_role("img", name="Children placed, children").locator("canvas")).to_be_visible()
    expect(visit.get_by_role("img", name="months as a case").locator("canvas")).to_be_visible()
    expect(visit.get_by_role("img", name="Payments")).to_have_count(0)


def test_page_says_its_language_and_names_every_control(visit: Page) -> None:
    expect(visit.locator("html")).to_have_attribute("lang", "en")
    assert "user-scalable=no" not in (visit.locator("meta[name=viewport]").get_attribute("content") or "")
    for control in [*visit.get_by_role("button").all(), *visit.get_by_role("slider").all()]:
        assert control.get_attribute("aria-label") or control.inner_text().strip()


def test_nobody_can_type_commands_to_the_server(visit: Page) -> None:
    expect(visit.get_by_text("Command Console")).to_have_count(0)
    expect(visit.locator("textarea")).to_have_count(0)
