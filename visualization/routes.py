"""Routes: the page's own files, and what a visitor can take along."""

import hashlib
from pathlib import Path

from solara.server import starlette as server
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

STATIC = Path(__file__).with_name("static")


def _digest() -> str:
    """Return what changes when a file does, so that no browser keeps an old one."""
    everything = b"".join(path.read_bytes() for path in sorted(STATIC.rglob("*")) if path.is_file())
    return hashlib.blake2b(everything, digest_size=6).hexdigest()


FOLDER = f"/tillit/{_digest()}"
"""Where the browser finds the page's files."""


def _closed(_: Request) -> Response:
    """Tell nobody about the machine."""
    return PlainTextResponse("not here", status_code=404)


def add_routes() -> None:
    """Put the page's routes before Solara's own."""
    routes = server.app.router.routes
    if any(getattr(it, "name", "") == "tillit" for it in routes):
        return
    routes[:0] = [
        Route("/resourcez", _closed),
        Mount(FOLDER, StaticFiles(directory=STATIC), name="tillit"),
    ]
