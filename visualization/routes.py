"""Routes: the page's own files, and what a visitor can take along."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from solara.server import starlette as server
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tillit.visualization.address.files import scenario_file
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import PAIRS, State
from tillit.visualization.engine.table import table

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


def _download(make: Callable[[State], str], kind: str, end: str) -> Callable[[Request], Response]:
    """Return what answers with a file made of the address; Starlette calls it on a thread."""

    def answer(request: Request) -> Response:
        state = read(request.url.query)
        name = f"tillit-{state.town}.{end}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(
            make(state).encode("utf-8-sig" if end == "csv" else "utf-8"), media_type=kind, headers=headers
        )

    return answer


def add_routes() -> None:
    """Put the page's routes before Solara's own."""
    routes = server.app.router.routes
    if any(getattr(it, "name", "") == "tillit" for it in routes):
        return
    routes[:0] = [
        Route("/resourcez", _closed),
        Route("/tillit/scenario.toml", _download(scenario_file, "application/toml", "toml")),
        Route("/tillit/results.csv", _download(lambda state: table(state, PAIRS), "text/csv", "csv")),
        Mount(FOLDER, StaticFiles(directory=STATIC), name="tillit"),
    ]
