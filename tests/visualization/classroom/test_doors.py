"""A class's doors: a student's browser finds the class's pages, and nothing else of the teacher's machine."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from solara.server import starlette as solara
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from tests.visualization.classroom.conftest import awaited
from tillit.visualization.classroom.doors import (
    FOR_ALL,
    KEY,
    MOST_SAID,
    Doors,
    is_open,
    spoken_in,
    student_page,
)
from tillit.visualization.classroom.gate import COOKIE, Gate
from tillit.visualization.classroom.room import Room
from tillit.visualization.routes import FOLDER, add_routes

TOKEN = "of-the-teacher"  # noqa: S105 - of a test
SCREEN = {"lesson": 1, "at": 1, "step": {"form": "choose", "chart": None, "range": None}}


class Browser:
    """Asks what is behind a gate, with the cookies that it is given, and follows nothing."""

    def __init__(self, app: ASGIApp, **cookies: str) -> None:
        self._app = app
        self._cookies = cookies

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - as httpx takes it
        """Return the answer to a request."""

        async def asked() -> httpx.Response:
            to = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(
                transport=to, base_url="http://192.0.2.1", cookies=self._cookies
            ) as web:
                return await web.request(method, path, **more)

        return awaited(asked())


def all_else(_: object) -> PlainTextResponse:
    """Stand for the page of the teacher's machine."""
    return PlainTextResponse("the page")


def gated(app: ASGIApp) -> Gate:
    """Return what is behind the class's gate."""
    return Gate(app, token=TOKEN, is_open=is_open, student=student_page)


class Class:
    """A class behind its gate, a student's browser and the teacher's."""

    def __init__(self) -> None:
        self.room = Room()
        doors = Doors(self.room, TOKEN, "http://192.0.2.1", "/?view=lessons")
        rest = Route("/{rest:path}", all_else, methods=["GET", "POST"])
        self.app = gated(Starlette(routes=[*doors.routes(), rest]))
        self.student = Browser(self.app)
        self.teacher = Browser(self.app, **{COOKIE: TOKEN})

    def joined(self) -> dict[str, str]:
        """Return the header by which a student who typed the code is known."""
        return {KEY: self.student.ask("POST", "/class/join", json={"code": self.room.code}).json()["key"]}


@pytest.fixture
def taught() -> Class:
    """Open a class in which one of four is asked."""
    it = Class()
    shown = it.teacher.ask("PUT", "/class/teacher/screen", json={"screen": SCREEN, "language": "da"})
    assert shown.status_code == 200
    return it


def served() -> Iterator[str]:
    """Return a path of everything that Solara and the page serve."""
    add_routes()
    for it in solara.app.routes:
        path = getattr(it, "path", "").replace("{", "").replace("}", "").replace(":path", "")
        yield from (path, f"{path.rstrip('/')}/x")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_students_reach_nothing_of_what_the_page_serves(method: str) -> None:
    student = Browser(gated(solara.app))
    tried = {path for path in served() if path.startswith("/") and not is_open(path)} - {"/"}
    assert {"/tillit/scenario.toml", "/tillit/report.html", "/resourcez"} <= tried
    found = {path: student.ask(method, path).status_code for path in sorted(tried)}
    assert set(found.values()) == {404}, found
    assert "student.js" in student.ask(method, "/").text


@pytest.mark.parametrize(
    "path",
    [
        f"{FOLDER}/../scenario.toml",
        f"{FOLDER}/%2e%2e/%2e%2e/page_words.py",
        f"{FOLDER}//etc/passwd",
        "/class/../tillit/results.csv",
        "/%2ftillit/results.csv",
        "/TILLIT/results.csv",
    ],
)
def test_no_detour_leads_past_the_gate(path: str) -> None:
    add_routes()
    assert Browser(gated(solara.app)).ask("GET", path).status_code == 404


@pytest.mark.parametrize("cookie", [{}, {COOKIE: "guessed"}, {COOKIE: ""}])
def test_the_model_is_asked_by_the_teacher_alone(taught: Class, cookie: dict[str, str]) -> None:
    assert Browser(taught.app, **cookie).ask("POST", "/anything").status_code == 404
    assert taught.teacher.ask("POST", "/anything").text == "the page"


def test_no_student_talks_to_the_model_by_websocket(taught: Class) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(it: Message) -> None:
        sent.append(it)

    scope = {"type": "websocket", "path": "/jupyter/api/kernels/1/channels", "headers": []}
    awaited(taught.app(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "path", ["overview?lesson=1&at=1", "picture.svg", "screen", "typed", "over", "renew"]
)
def test_students_do_not_teach(taught: Class, path: str) -> None:
    code, key = taught.room.code, taught.joined()
    said = {"lesson": 1, "at": 1, "values": [2]}
    assert taught.student.ask("POST", "/class/answer", json=said, headers=key).status_code == 200
    for method in ("GET", "POST", "PUT"):
        assert taught.student.ask(method, f"/class/teacher/{path}", headers=key).status_code == 404
    seen = taught.teacher.ask("GET", "/class/teacher/overview?lesson=1&at=1").json()
    assert (seen["code"], seen["guesses"]) == (code, [["manager", 2.0]])


def test_the_teacher_comes_in_by_the_token_and_no_other(taught: Class) -> None:
    right = taught.student.ask("GET", f"/teacher/{TOKEN}")
    assert (right.status_code, right.headers["location"]) == (307, "/?view=lessons&l=da")
    for part in (TOKEN, "HttpOnly", "SameSite=strict"):
        assert part in right.headers["set-cookie"]
    wrong = taught.student.ask("GET", "/teacher/another")
    assert "student.js" in wrong.text
    assert "set-cookie" not in wrong.headers


def test_a_student_is_told_only_what_is_new(taught: Class) -> None:
    key = taught.joined()
    seen = taught.student.ask("GET", "/class/now", headers=key).json()
    assert (seen["language"], seen["at"], "roles" in seen, "guesses" in seen) == ("da", 1, False, False)
    again = taught.student.ask("GET", f"/class/now?seen={seen['version']}", headers=key)
    assert again.status_code == 204
    assert taught.student.ask("GET", "/class/now").json() == {"refused": "not in the class"}


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"[1, 2]",
        b"\xff\xfe",
        b"[" * (MOST_SAID - 1),
        b'{"lesson": 1e999, "at": 1, "values": [1]}',
        b'{"lesson": 1, "at": {}, "values": [1]}',
        b'{"lesson": 1, "at": 1, "values": [NaN]}',
        b'{"lesson": 1, "at": 1, "values": [' + b"9" * 900 + b"]}",
        b'{"lesson": 1, "at": 1, "values": "<script>"}',
        b'{"lesson": 1, "at": 1, "values": [1], "more": "' + b"x" * MOST_SAID + b'"}',
    ],
)
def test_junk_is_refused_and_changes_nothing(taught: Class, junk: bytes) -> None:
    answer = taught.student.ask("POST", "/class/answer", content=junk, headers=taught.joined())
    assert answer.status_code in {400, 422}
    assert taught.room.overview((1, 1))["guesses"] == []


def test_what_students_may_ask_is_this_alone() -> None:
    assert {"/class", "/class/words", "/class/join", "/class/now", "/class/answer", "/readyz"} == FOR_ALL


def test_the_page_begins_in_the_language_of_the_teachers_browser() -> None:
    assert spoken_in("nb;q=1.0, sv-SE,sv;q=0.9,en;q=0.8") == "sv"
    assert spoken_in("") == spoken_in("fi,de") == ""
