"""Pictures: takes the two of `docs/page.md` anew, in Chromium; on an idle machine, as one is taken in flight.

python -m tests.visualization.pictures
"""

from playwright.sync_api import sync_playwright

from tests.visualization.conftest import CHROMIUM, FLAGS, ROOT, Server

PATIENCE = 120_000
"""Milliseconds until the page must show something."""
EXPLORE = "v=1&t=hassleholm&e=posts:month=13,change=3&c=payments,net&l=en"
OFFICE = "v=1&t=hassleholm&e=posts:month=13,change=5&l=en&view=office&month=50"
IN_FLIGHT = 400
"""Milliseconds after a reorganisation, while households are on their way to other desks."""


def main() -> None:
    """Take both pictures."""
    server = Server()
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{server.address}?{EXPLORE}")
            page.wait_for_function("() => window.tillit?.store.answer?.pairs >= 100", timeout=PATIENCE)
            page.screenshot(path=ROOT / "docs" / "page-explore.png")
            page.goto(f"{server.address}?{OFFICE}")
            page.get_by_text("households,").first.wait_for(timeout=PATIENCE)
            page.get_by_role("button", name="Reorganise now").click()
            page.locator(".lost").wait_for(timeout=PATIENCE)
            page.wait_for_timeout(IN_FLIGHT)
            page.screenshot(path=ROOT / "docs" / "page-office.png")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
