"""Routes: the page's own files, and what a visitor can take along."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from solara.server import starlette as server
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import retold
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.files import SCENARIO, saved_as, scenario_file
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import PAIRS, State
from tillit.visualization.engine.table import table
from tillit.visualization.reports import document, page, workbook

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


class _File(NamedTuple):
    """A file that is made of an address."""

    name: str
    make: Callable[[State], bytes]
    kind: str
    shown: bool = False
    """Whether the browser shows it, in place of saving it."""


def _table(state: State) -> bytes:
    """Return the figures of the charts, marked for spreadsheets as what they are."""
    return table(state, PAIRS).encode("utf-8-sig")


OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = (
    _File(SCENARIO, lambda state: scenario_file(state).encode(), "application/toml"),
    _File("results.csv", _table, "text/csv"),
    _File("results.xlsx", workbook, f"{OFFICE}.spreadsheetml.sheet"),
    _File("report.docx", document, f"{OFFICE}.wordprocessingml.document"),
    _File("report.html", page, "text/html", shown=True),
)
"""What a visitor can take along."""


def _answer_with(file: _File) -> Callable[[Request], Response]:
    """Return what answers with a file; Starlette calls it on a thread."""

    def answer(request: Request) -> Response:
        state = read(request.url.query)
        disposition = (
            {}
            if file.shown
            else {"Content-Disposition": f'attachment; filename="{saved_as(state, file.name)}"'}
        )
        try:
            content = file.make(state)
        except (ScenarioError, RefusedError) as error:
            return PlainTextResponse(retold(str(error), words(state.language)), status_code=400)
        return Response(content, media_type=file.kind, headers={**disposition, "Cache-Control": "no-store"})

    return answer


def add_routes() -> None:
    """Put the page's routes before Solara's own."""
    routes = server.app.router.routes
    if any(getattr(it, "name", "") == "tillit" for it in routes):
        return
    routes[:0] = [
        Route("/resourcez", _closed),
        *(Route(f"/tillit/{it.name}", _answer_with(it)) for it in FILES),
        Mount(FOLDER, StaticFiles(directory=STATIC), name="tillit"),
    ]
