"""What the page's tests share: Chromium, and a server that it visits."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
"""Debian's own; Playwright would fetch one."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 240.0
"""Seconds for the server to start; the first time ever, it compiles the model."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own Chromium, quietly."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM} to open the page in")
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Take the place of a plugin's fixture that pytest 9 warns of."""


class Server:
    """The page's server, in a process of its own.

    Parameters
    ----------
    more
        Words that its command ends with.
    told
        File for what it says at the terminal; if None, the tests' own terminal hears it.
    """

    def __init__(self, *more: str, told: Path | None = None) -> None:
        self.more = more
        self.told = told
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self.start()

    def start(self) -> None:
        """Begin to serve, and wait until the page is there."""
        words = [
            sys.executable,
            "-m",
            "tillit.visualization.serving",
            "127.0.0.1",
            str(self.port),
            *self.more,
        ]
        with self.told.open("ab") if self.told else nullcontext() as stderr:
            self._process = subprocess.Popen(words, cwd=ROOT, stderr=stderr)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            if self.ready():
                return
            time.sleep(0.1)
        message = (
            f"the page's server ended with {self._process.poll()}, or did not answer in {PATIENCE:.0f} s"
        )
        raise TimeoutError(message)

    def ready(self) -> bool:
        """Tell whether the page is there; before it, the address only says how far the compiler is."""
        try:
            with urllib.request.urlopen(f"{self.address}readyz", timeout=5) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @property
    def pid(self) -> int:
        """Number of its process."""
        return self._process.pid

    def stop(self) -> None:
        """Stop serving."""
        self._process.terminate()
        self._process.wait(timeout=20)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Serve the page on a free port of this machine."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM} to open the page in")
    server = Server()
    yield server
    server.stop()


def watched(page: Page, address: str) -> list[str]:
    """Return a list in which everything is noted that must not happen on a page."""
    wrong: list[str] = []
    page.on(
        "request",
        lambda it: (
            None
            if it.url.startswith((address, "data:", "blob:"))
            else wrong.append(f"left the machine: {it.url}")
        ),
    )
    page.on("response", lambda it: wrong.append(f"{it.status} for {it.url}") if it.status >= 400 else None)
    # A page that is loaded anew gives up what it still waits for.
    page.on(
        "requestfailed",
        lambda it: None if it.failure == "net::ERR_ABORTED" else wrong.append(f"failed: {it.url}"),
    )
    page.on("console", lambda it: wrong.append(f"console: {it.text}") if it.type == "error" else None)
    page.on("pageerror", lambda it: wrong.append(f"error: {it}"))
    page.on("websocket", lambda it: None if "127.0.0.1" in it.url else wrong.append(it.url))
    return wrong


@pytest.fixture
def visit(page: Page, server: Server) -> Iterator[Page]:
    """Lend a page, and see to it afterwards that nothing went wrong in the whole visit."""
    wrong = watched(page, server.address)
    yield page
    assert wrong == []
