"""What the page's tests share: Chromium, and a server that it visits."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
PATIENCE = 180.0
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


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Serve the page on a free port of this machine, and return its address."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM} to open the page in")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = "import sys; from tillit.visualization.serving import serve; "
    start += "serve('127.0.0.1', int(sys.argv[1]), open_browser=False)"
    server = subprocess.Popen([sys.executable, "-c", start, str(port)], cwd=ROOT)
    try:
        wait_for(server, port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the server answers.

    Raises
    ------
    TimeoutError
        If it ends, or does not answer in time.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"the page's server ended with {server.poll()}, or did not answer in {PATIENCE:.0f} seconds"
    raise TimeoutError(message)
