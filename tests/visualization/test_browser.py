"""The page in Chromium: what one moves is what one reads, and everybody can use it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.visualization.conftest import Server, watched

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds until the page must show something."""
SIZES = ((390, 844), (1920, 1080), (1280, 720))
"""Windows of a telephone, a large screen and a projector, in pixels."""
DONE = "() => window.tillit && tillit.store.answer && tillit.store.answer.pairs >= 100 && !tillit.store.under"


def visited(
    page: Page, server: Server, query: str = "v=1&t=village&h=36&e=posts:month=5,change=1&l=en"
) -> None:
    """Open an address, and wait for all pairs."""
    page.goto(f"{server.address}?{query}" if query else server.address)
    settled(page)


def settled(page: Page) -> None:
    """Wait for all pairs."""
    page.wait_for_function(DONE, timeout=PATIENCE)


def shown(page: Page) -> tuple[str, str]:
    """Return the sentence and who pays, as one reads them."""
    return page.locator(".say").inner_text(), page.locator(".payers table").inner_text()


def test_a_slider_changes_the_sentence_and_the_address(visit: Page, server: Server) -> None:
    visited(visit, server)
    before = shown(visit)
    slider = visit.get_by_role("slider", name="Caseworkers")
    slider.focus()
    slider.press("ArrowRight")
    settled(visit)
    assert shown(visit) != before
    assert "e=posts:month=5,change=2" in visit.url
    saved = visit.get_by_role("link", name="Save the scenario").get_attribute("href")
    assert "e=posts:month=5,change=2" in str(saved)
    visit.get_by_role("button", name="Undo").click()
    settled(visit)
    assert shown(visit) == before


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("e=posts:month=3,change=2&e=posts:month=9,change=1", "(+3)"),
        ("e=posts:month=9,change=-1&e=posts:month=3,change=2", "(+1)"),
        ("e=caseload_norm:month=3,cases=20", "by the norm"),
    ],
)
def test_a_slider_shows_what_holds_at_the_end(visit: Page, server: Server, query: str, said: str) -> None:
    visited(visit, server, f"v=1&t=village&h=36&{query}&l=en")
    expect(visit.locator("output[for=slider-posts]")).to_contain_text(said)


def test_half_a_post_is_where_the_slider_stands(visit: Page, server: Server) -> None:
    visited(visit, server, "v=1&t=village&h=36&e=posts:month=3,change=0.5&l=en")
    expect(visit.locator("output[for=slider-posts]")).to_contain_text("(+0.5)")
    expect(visit.get_by_role("slider", name="Caseworkers")).to_have_value("0.5")


def test_one_event_that_is_moved_leaves_the_others(visit: Page, server: Server) -> None:
    visited(visit, server, "v=1&t=village&h=36&e=posts:month=3,change=2&e=posts:month=9,change=1&l=en")
    slider = visit.get_by_role("slider", name="Caseworkers")
    slider.press("ArrowRight")
    visit.wait_for_url(re.compile("month=3,change=2&e=posts:month=9,change=2"))
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    visit.wait_for_url(lambda url: "month=3,change=2" in url and "month=9" not in url)


def test_more_to_pay_is_plus_as_in_the_command(visit: Page, server: Server) -> None:
    visited(visit, server)
    assert visit.evaluate("() => tillit.store.answer.payers[0].mid") < 0
    expect(visit.locator(".payers tr.municipal_cost .value")).to_contain_text(re.compile(r"^\+\d"))


def test_claims_are_said_to_be_the_account_s_and_fit_a_telephone(visit: Page, server: Server) -> None:
    visit.set_viewport_size({"width": 390, "height": 844})
    visited(visit, server, "v=1&t=hassleholm&h=24&e=posts:month=2,change=1&l=sv")
    account = visit.locator(".account summary")
    assert "påståenden" not in account.inner_text()
    account.click()
    expect(visit.locator(".account")).to_contain_text("allt som kommunen gjorde")
    for view in ("explore", "why"):
        visit.evaluate("(view) => tillit.store.look((it) => { it.view = view; })", view)
        assert visit.evaluate("() => document.documentElement.scrollWidth") <= 390, view
        if view == "why":
            assert visit.locator(".claims td").first.bounding_box()["width"] > 200  # type: ignore[index]


def test_what_was_done_can_be_undone_after_a_reload(visit: Page, server: Server) -> None:
    visited(visit, server)
    before = shown(visit)
    visit.get_by_role("slider", name="Caseworkers").press("ArrowRight")
    settled(visit)
    visit.reload()
    settled(visit)
    visit.keyboard.press("z")
    visit.wait_for_function("() => location.search.includes('change=1')")
    settled(visit)
    assert shown(visit) == before


def test_a_link_shows_the_same_in_a_fresh_browser(visit: Page, server: Server, browser: Browser) -> None:
    visited(visit, server)
    visit.get_by_role("slider", name="Handover").focus()
    visit.keyboard.press("ArrowRight")
    settled(visit)
    with browser.new_context() as context:
        other = context.new_page()
        wrong = watched(other, server.address)
        other.goto(visit.url)
        settled(other)
        assert shown(other) == shown(visit)
        assert wrong == []


def test_the_first_visit_tells_a_story_without_a_click(visit: Page, server: Server) -> None:
    visited(visit, server, "")
    expect(visit.get_by_role("heading", level=1)).to_contain_text("Tre handläggare till")
    expect(visit.locator("html")).to_have_attribute("lang", "sv")
    for picture in visit.get_by_role("img").all():
        assert picture.get_attribute("aria-label")


def test_events_are_added_moved_and_removed_by_keyboard_alone(visit: Page, server: Server) -> None:
    visited(visit, server)
    add = visit.get_by_role("button", name="Add an event")
    add.press("Enter")
    visit.get_by_role("button", name="Reorganisation", exact=True).press("Enter")
    settled(visit)
    chip = visit.locator(".chip", has_text="Reorganisation")
    chip.press("ArrowLeft")
    settled(visit)
    assert "reorganisation:month=24" in visit.url
    chip.press("Shift+ArrowRight")
    settled(visit)
    assert "months=5" in visit.url
    chip.press("Delete")
    settled(visit)
    assert "reorganisation" not in visit.url


def test_an_event_is_dragged_along_the_timeline(visit: Page, server: Server) -> None:
    visited(visit, server)
    box = visit.locator(".chip").first.bounding_box()
    assert box
    visit.mouse.move(box["x"] + 20, box["y"] + 10)
    visit.mouse.down()
    visit.mouse.move(box["x"] + 220, box["y"] + 10, steps=4)
    visit.mouse.up()
    settled(visit)
    month = int(re.search(r"posts:month=(\d+)", visit.url)[1])  # type: ignore[index]
    assert 10 < month < 18


def test_the_office_shows_who_loses_whom(visit: Page, server: Server) -> None:
    visited(visit, server, "v=1&t=village&h=36&e=&l=en&view=office&month=12")
    visit.wait_for_function(
        "() => document.querySelector('.office h1').innerText.includes('households')", timeout=PATIENCE
    )
    visit.get_by_role("button", name="Reorganise now").click()
    expect(visit.locator(".lost")).to_contain_text("changed caseworker", timeout=PATIENCE)
    assert "reorganisation:month=13" in visit.url
    office = visit.get_by_role("application")
    office.press("ArrowRight")
    office.press("ArrowUp")
    expect(visit.locator(".tip")).to_contain_text("trust")
    office.press("Enter")
    visit.wait_for_function("() => tillit.store.state.follow >= 0")
    expect(visit.locator(".follow .two")).to_contain_text("Household")


def test_a_language_is_changed_without_losing_anything(visit: Page, server: Server) -> None:
    visited(visit, server)
    visit.get_by_label("Language").select_option("da")
    expect(visit.get_by_role("heading", level=1)).to_contain_text("kommunen", timeout=PATIENCE)
    assert "e=posts:month=5,change=1" in visit.url
    expect(visit.locator("html")).to_have_attribute("lang", "da")


READ = """() => {
    const found = new Set([document.title]);
    const nodes = document.createTreeWalker(document.querySelector(".shell"), NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
        const { data, parentElement } = nodes.currentNode;
        if (!parentElement.closest("[translate=no]")) found.add(data.trim());
    }
    for (const it of document.querySelectorAll(".shell *"))
        for (const name of ["aria-label", "aria-valuetext", "title", "alt", "placeholder", "data-is"])
            if (!it.closest("[lang]:not(html)")) found.add(it.getAttribute(name) || "");
    return [...found];
}"""
"""Returns all that can be read, or heard, on the page."""
ALIKE = {"p=bonds.rapport:9", "Tillit", "Herning", "Hässleholm", "Sollentuna", "Växjö", "Stress", "Find"}
"""What is the same in English and in another language: names, first of all."""


def test_nothing_stays_in_english(visit: Page, server: Server) -> None:
    read = {it: whatever_is_read(visit, server, it) for it in ("en", "sv", "da")}
    for language in ("sv", "da"):
        alike = {it for it in read["en"] & read[language] if re.search("[A-Za-z]{3}", it)}
        assert {it for it in alike if ": Danmarks Statistik" not in it} <= ALIKE


def whatever_is_read(page: Page, server: Server, language: str) -> set[str]:
    """Return the texts of every view in a language, and of what opens there."""
    query = "v=1&t=hassleholm&h=24&e=posts:month=2,change=1&p=bonds.rapport:0.2&x=reach&p=bonds.rapport:9"
    visited(page, server, f"{query}&l={language}")
    for opens in (".account summary", ".say a", ".chart .small", "button.add", ".chip"):
        page.locator(opens).first.click()
    texts: set[str] = set(page.evaluate(READ))
    for view in ("office", "why", "assumptions", "lessons", "about"):
        page.evaluate("(view) => tillit.store.look((it) => { it.view = view; })", view)
        page.wait_for_timeout(400)
        texts |= set(page.evaluate(READ))
    return texts


def test_what_is_wrong_with_a_link_is_said_as_text(visit: Page, server: Server) -> None:
    visited(
        visit,
        server,
        "v=1&t=village&h=36&l=en&e=<img src=x onerror=alert(1)>&colour=%3Cscript%3Ealert(1)%3C/script%3E",
    )
    notes = visit.get_by_role("alert")
    expect(notes).to_contain_text("<img src=x onerror=alert(1)>")
    expect(notes).to_contain_text("is no part of an address")
    assert visit.locator("img[src=x]").count() == 0


def test_a_scenario_is_saved_and_opened_again(visit: Page, server: Server) -> None:
    visited(visit, server)
    with visit.expect_download() as saved:
        visit.get_by_role("link", name="Save the scenario").click()
    before = shown(visit)[0]
    visit.locator("input[type=file]").set_input_files(saved.value.path())
    visit.wait_for_function("() => tillit.store.state.town.startsWith('own-')", timeout=PATIENCE)
    settled(visit)
    assert shown(visit)[0].split(":")[0] == before.split(":")[0]
    visit.locator("input[type=file]").set_input_files(
        {"name": "x.toml", "mimeType": "text/plain", "buffer": b"[town]\nx = 1"}
    )
    expect(visit.get_by_role("alert")).to_contain_text("town")


def test_nothing_keeps_anybody_out_and_nothing_is_wider_than_the_window(visit: Page, server: Server) -> None:
    visited(visit, server)
    expect(visit.locator(".v-progress-linear")).to_have_css("display", "none")  # Solara has no name for it
    wrong: list[str] = []
    for view in ("explore", "office", "why", "assumptions", "lessons", "about"):
        visit.evaluate(f"tillit.store.look((it) => {{ it.view = '{view}'; }})")
        for scheme in ("light", "dark"):
            visit.emulate_media(color_scheme=scheme)
            visit.wait_for_timeout(400)
            wrong += [
                f"{view}, {scheme}: {it['id']}: {node['html'][:160]}"
                for it in Axe().run(visit).response["violations"]
                if it["impact"] in {"serious", "critical"}
                for node in it["nodes"]
            ]
        for width, height in SIZES:
            visit.set_viewport_size({"width": width, "height": height})
            visit.wait_for_timeout(200)
            if visit.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{view} is wider than {width} pixels")
    assert wrong == []


def test_two_visitors_do_not_share_a_town(visit: Page, server: Server, browser: Browser) -> None:
    visited(visit, server)
    before = shown(visit)
    with browser.new_context() as context:
        other = context.new_page()
        visited(other, server)
        other.get_by_role("slider", name="Caseworkers").press("ArrowRight")
        settled(other)
        assert shown(other) != before
    assert shown(visit) == before


def test_the_page_finds_its_way_back_after_the_server_was_away(page: Page, server: Server) -> None:
    visited(page, server)
    before = shown(page)
    server.stop()
    page.evaluate("window.stale = true")
    server.start()
    page.wait_for_function("() => !window.stale", timeout=PATIENCE)
    settled(page)
    assert shown(page) == before


def test_nobody_is_told_of_the_machine(visit: Page, server: Server) -> None:
    answer = visit.request.get(f"{server.address}resourcez")
    assert answer.status == 404
