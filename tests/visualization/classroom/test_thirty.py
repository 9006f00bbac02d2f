"""Thirty students at once: some drop out, some have two tabs, and one means harm; the class goes on."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.visualization.classroom.conftest import ClassServer, awaited
from tillit.visualization.classroom.doors import KEY, MOST_SAID
from tillit.visualization.classroom.room import MOST_CHANGES

HONEST, TABBED, DROPPED = 29, 5, 5
SLOWEST = 15.0
"""Seconds in which everybody's answer is in; on an idle machine all are in before one is over."""
MORE = 20_000_000
"""Bytes by which the server may have grown."""
STEP = {"form": "draw", "chart": {"axis": [-10.0, 60.0]}, "range": None}


def six(value: float) -> dict[str, Any]:
    """Return an answer of six points."""
    return {"lesson": 1, "at": 0, "values": [value] * 6}


class Student:
    """A browser in the class."""

    def __init__(self, server: ClassServer, number: int) -> None:
        self.number = float(number)
        self.waited = 0.0
        self._server = server
        self._key = ""

    async def join(self, web: httpx.AsyncClient, code: str) -> None:
        """Type the code."""
        self._key = (await web.post("/class/join", json={"code": code})).json()["key"]

    async def say(self, web: httpx.AsyncClient, value: float) -> httpx.Response:
        """Send six points."""
        begun = time.monotonic()
        answer = await web.post("/class/answer", json=six(value), headers={KEY: self._key})
        self.waited = max(self.waited, time.monotonic() - begun)
        return answer

    async def sit(self, code: str) -> None:
        """Join, look, change one's mind once; in two tabs or none, as the number says."""
        async with httpx.AsyncClient(base_url=self._server.address, timeout=60) as web:
            await self.join(web, code)
            assert (await web.get("/class/now", headers={KEY: self._key})).json()["at"] == 0
            if self.number < TABBED:
                await asyncio.gather(*(self.say(web, self.number + 0.5) for _ in range(4)))
            assert (await self.say(web, self.number)).status_code == 200
            if self.number >= HONEST - DROPPED:  # her telephone goes to sleep in the middle of a question
                asking = asyncio.create_task(web.get("/class/now", headers={KEY: self._key}))
                await asyncio.sleep(0)
                asking.cancel()

    async def look(self) -> None:
        """See again what the class sees, as a browser does every other second."""
        async with httpx.AsyncClient(base_url=self._server.address, timeout=60) as web:
            await web.get("/class/now", headers={KEY: self._key})

    async def harm(self, code: str) -> set[int]:
        """Send junk, far too much, a thousand answers, and wrong codes; return how that was answered."""
        async with httpx.AsyncClient(base_url=self._server.address, timeout=60) as web:
            await self.join(web, code)
            mine = {KEY: self._key}
            junk = [
                b"{",
                b"\x00" * 99,
                b'{"at":' * 99,
                b"x" * MOST_SAID * 500,
                b'{"lesson":1,"at":0,"values":1e999}',
            ]
            found = [await web.post("/class/answer", content=it, headers=mine) for it in junk]
            found += [await self.say(web, float(turn % 60)) for turn in range(1_000)]
            found += [await web.post("/class/join", json={"code": f"{turn:04}"}) for turn in range(50)]
            found += [await web.put("/class/teacher/screen", json={}), await web.get("/tillit/results.csv")]
            return {it.status_code for it in found}


@pytest.fixture
def shown(class_server: ClassServer) -> Iterator[httpx.Client]:
    """Show the class a step, and lend the teacher's browser."""
    with httpx.Client(base_url=class_server.address, follow_redirects=False, timeout=60) as teacher:
        assert teacher.get(class_server.teacher).status_code == 307
        screen = {"lesson": 1, "at": 0, "of": 1, "title": "Test", "step": STEP, "roles": None}
        assert (
            teacher.put("/class/teacher/screen", json={"screen": screen, "language": "en"}).status_code == 200
        )
        teacher.post("/class/teacher/over", json={"lesson": 1, "at": 0})
        yield teacher


def resident(server: ClassServer) -> int:
    """Return how much memory a server holds, in bytes; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{server.pid}/statm").read_text(encoding="utf-8").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def overview(teacher: httpx.Client) -> dict[str, Any]:
    """Return what the teacher sees."""
    found: dict[str, Any] = teacher.get("/class/teacher/overview?lesson=1&at=0").json()
    return found


def test_thirty_students_guess_at_once(class_server: ClassServer, shown: httpx.Client) -> None:
    before, here, code = resident(class_server), overview(shown)["here"], overview(shown)["code"]
    students = [Student(class_server, number) for number in range(HONEST)]
    hostile = Student(class_server, HONEST)

    async def all_at_once() -> set[int]:
        refused = asyncio.create_task(hostile.harm(code))
        await asyncio.gather(*(it.sit(code) for it in students))
        answered = await refused
        await asyncio.gather(*(it.look() for it in (*students, hostile)))
        return answered

    answered = awaited(all_at_once())
    seen = overview(shown)
    said = sorted(values[0] for _, *values in seen["guesses"])
    # Each counts once, with what she said last; whoever means harm, with what was said at the limit.
    assert said == sorted([*(it.number for it in students), float((MOST_CHANGES - 1) % 60)])
    assert HONEST + 1 <= seen["here"] <= here + HONEST + 1  # whoever was here before may have gone
    assert {len(list(values)) for _, *values in seen["guesses"]} == {6}
    assert answered == {200, 400, 403, 404, 422}
    assert max(it.waited for it in students) < SLOWEST
    assert resident(class_server) - before < MORE
