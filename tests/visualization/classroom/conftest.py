"""What the class's tests share: a server that a class comes in to."""

import asyncio
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from tests.visualization.conftest import Server

T = TypeVar("T")


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine gives, from a thread of its own: Playwright has a loop on this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


class ClassServer(Server):
    """The page's server with a class, as at the teacher's terminal."""

    @property
    def teacher(self) -> str:
        """Address by which the teacher's browser comes in, as the terminal says it."""
        said = self.told.read_text(encoding="utf-8") if self.told else ""
        found = re.search(r"http://\S+/teacher/[\w-]+", said)
        assert found, said
        return found[0]


@pytest.fixture(scope="session")
def class_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClassServer]:
    """Serve a class on a free port of this machine."""
    server = ClassServer("--class", told=tmp_path_factory.mktemp("class") / "told.txt")
    yield server
    server.stop()
