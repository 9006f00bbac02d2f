"""Doors: what a student's browser can ask of the teacher's machine, and what only the teacher's can."""

import json
from collections.abc import Awaitable, Callable
from secrets import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tillit.experiments.telling import LANGUAGES
from tillit.visualization.classroom.gate import COOKIE
from tillit.visualization.classroom.guesses import NoGuessError
from tillit.visualization.classroom.network import picture
from tillit.visualization.classroom.room import Room
from tillit.visualization.classroom.students import RefusedStudentError
from tillit.visualization.page_words import page_words
from tillit.visualization.routes import FOLDER

MOST_SAID = 1_000
"""Bytes that a student may send at once."""
MOST_SHOWN = 200_000
"""Bytes of a step that the teacher shows."""
KEY = "tillit-key"
"""The header in which a student's browser says its key."""
FRESH = {"Cache-Control": "no-store"}
STUDENT = f"""<!doctype html><html><head><meta charset="utf-8"><title>Tillit</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{FOLDER}/page.css"><link rel="stylesheet" href="{FOLDER}/lessons.css">
<script src="{FOLDER}/vendor/vue.min.js"></script><script type="module" src="{FOLDER}/student.js"></script>
</head><body><div id="student"></div></body></html>"""
"""A student's page, which its script draws."""
FOR_ALL = {"/class", "/class/words", "/class/join", "/class/now", "/class/answer", "/readyz"}
"""Paths that students may ask."""


def is_open(path: str) -> bool:
    """Tell whether a path is for students, too."""
    return path in FOR_ALL or path.startswith((f"{FOLDER}/", "/teacher/"))


def spoken_in(accepted: str) -> str:
    """Return the first of a browser's languages, in the order of its header, that is spoken here; or none."""
    asked = (it.split(";")[0].split("-")[0].strip().casefold() for it in accepted.split(","))
    return next((it for it in asked if it in LANGUAGES), "")


def student_page() -> Response:
    """Return a student's page."""
    return HTMLResponse(STUDENT, headers=FRESH)


class NoMessageError(ValueError):
    """What came is no message, or too long."""


async def message(request: Request, most: int = MOST_SAID) -> dict[str, Any]:
    """Return what a browser sent, and read no more than is allowed.

    Raises
    ------
    NoMessageError
        If it is too long, or no table in JSON.
    """
    whole = b""
    async for part in request.stream():
        whole += part
        if len(whole) > most:
            raise NoMessageError
    try:
        # As floating point no number is too large to be looked at.
        found = json.loads(whole, parse_int=float)
    except (ValueError, RecursionError):
        raise NoMessageError from None
    if not isinstance(found, dict):
        raise NoMessageError
    return found


def place(said: dict[str, Any]) -> tuple[int, int]:
    """Return which step of which lesson a message is about.

    Raises
    ------
    NoMessageError
        If it does not say.
    """
    try:
        return int(said["lesson"]), int(said["at"])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise NoMessageError from None


def answering(make: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers as `make` does, and says why where it refuses."""

    async def answer(request: Request) -> Response:
        try:
            return await make(request)
        except RefusedStudentError as error:
            return JSONResponse({"refused": error.reason}, status_code=403, headers=FRESH)
        except NoGuessError as error:
            return JSONResponse({"refused": str(error)}, status_code=422, headers=FRESH)
        except NoMessageError:
            return JSONResponse({"refused": "no message"}, status_code=400, headers=FRESH)

    return answer


def said(content: object) -> Response:
    """Return an answer that nobody keeps."""
    return JSONResponse(content, headers=FRESH)


class Doors:
    """The class's routes.

    Parameters
    ----------
    room
        The class.
    token
        Whoever has it teaches.
    address, home
        Where students find the class, and where the teacher's page begins.
    """

    def __init__(self, room: Room, token: str, address: str, home: str) -> None:
        self._room = room
        self._token = token
        self._address = address
        self._home = home

    def routes(self) -> list[Route]:
        """Return all of them; `Gate` keeps students from those that are not `is_open`."""
        doors = (
            ("/class", "GET", self._page),
            ("/class/words", "GET", self._words),
            ("/class/join", "POST", self._join),
            ("/class/now", "GET", self._now),
            ("/class/answer", "POST", self._answer),
            ("/teacher/{token}", "GET", self._enter),
            ("/class/teacher/overview", "GET", self._overview),
            ("/class/teacher/picture.svg", "GET", self._picture),
            ("/class/teacher/screen", "PUT", self._show),
            ("/class/teacher/typed", "POST", self._type),
            ("/class/teacher/over", "POST", self._start_over),
            ("/class/teacher/renew", "POST", self._renew),
        )
        return [Route(path, answering(make), methods=[method], name="class") for path, method, make in doors]

    async def _page(self, _: Request) -> Response:
        return student_page()

    async def _words(self, _: Request) -> Response:
        language = self._room.language
        return said({"language": language, "words": page_words(language)})

    async def _join(self, request: Request) -> Response:
        code = str((await message(request)).get("code", ""))
        address = request.client.host if request.client else ""
        return said({"key": self._room.join(code, address)})

    async def _now(self, request: Request) -> Response:
        seen = self._room.see(request.headers.get(KEY, ""))
        if str(seen["version"]) == request.query_params.get("seen"):
            return Response(status_code=204, headers=FRESH)
        return said(seen)

    async def _answer(self, request: Request) -> Response:
        asked = await message(request)
        self._room.answer(request.headers.get(KEY, ""), place(asked), asked.get("values"))
        return said({})

    async def _enter(self, request: Request) -> Response:
        """Let the teacher's browser be known, and leave the token out of the address that all see."""
        if not compare_digest(request.path_params["token"].encode(), self._token.encode()):
            return student_page()
        own = spoken_in(request.headers.get("accept-language", "")) or self._room.language
        answer = RedirectResponse(f"{self._home}&l={own}", headers=FRESH)
        answer.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
        return answer

    async def _overview(self, request: Request) -> Response:
        at = place(dict(request.query_params))
        return said({"address": self._address, **self._room.overview(at)})

    async def _picture(self, _: Request) -> Response:
        return Response(
            picture(f"{self._address}/#{self._room.code}"), media_type="image/svg+xml", headers=FRESH
        )

    async def _show(self, request: Request) -> Response:
        asked = await message(request, MOST_SHOWN)
        screen = asked.get("screen") or {}
        if screen:
            screen["lesson"], screen["at"] = place(screen)
        language = asked.get("language")
        self._room.show(screen, language if language in LANGUAGES else LANGUAGES[-1])
        return said({})

    async def _type(self, request: Request) -> Response:
        asked = await message(request)
        self._room.type_in(place(asked), str(asked.get("code", "")))
        return said({})

    async def _start_over(self, request: Request) -> Response:
        self._room.start_over(place(await message(request)))
        return said({})

    async def _renew(self, _: Request) -> Response:
        self._room.renew()
        return said({})
