"""Gate: whoever does not teach finds the class's own pages, and nothing else of this machine."""

import secrets
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "tillit-teacher"
"""Holds the token by which the teacher's browser is known."""


class Gate:
    """Lets the teacher's browser everywhere, and all others to the class's pages.

    Parameters
    ----------
    app
        What is behind it.
    token
        Whoever has it teaches.
    is_open
        Tells whether a path is for everybody.
    student
        Returns the page that all others find at the address itself.
    """

    def __init__(
        self, app: ASGIApp, *, token: str, is_open: Callable[[str], bool], student: Callable[[], Response]
    ) -> None:
        self._app = app
        self._token = token
        self._is_open = is_open
        self._student = student

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] not in {"http", "websocket"} or self._is_open(scope["path"]) or self._teaches(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["path"] == "/":
            await self._student()(scope, receive, send)
        else:
            await PlainTextResponse("not here", status_code=404)(scope, receive, send)

    def _teaches(self, scope: Scope) -> bool:
        given = HTTPConnection(scope).cookies.get(COOKIE, "")
        return secrets.compare_digest(given.encode(), self._token.encode())
