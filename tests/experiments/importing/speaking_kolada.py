"""A service on this machine that speaks as Kolada does, and misbehaves when told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.experiments.importing.published_files import TITLES, row, value

PLACES = {"1293": "Hässleholm", "1292": "Ängelholm"}
AT_ONCE = 25
PAGE = 4
"""Rows of a page: few, so that there are several."""

Reply = tuple[int, dict[str, str], bytes]
"""Status, headers and body of an answer."""


class Service:
    """What the service has been asked, and how it answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.base = ""
        self.first: list[Reply | Callable[[str], Reply]] = []
        """Answers that come before the right ones."""
        self.next_base = ""
        """Where the next page is said to be, if not here."""

    def reply(self, target: str) -> Reply:
        """Return the answer to a question."""
        self.asked.append(target)
        if self.first:
            said = self.first.pop(0)
            return said(target) if callable(said) else said
        return in_json(self.answer(target))

    def answer(self, target: str) -> dict[str, Any]:
        """Return the right answer, a page of it."""
        url = urlsplit(target)
        query = parse_qs(url.query)
        rows = rows_of(url.path.removeprefix("/v3/").split("/"), query)
        page = int(query.get("page", ["1"])[0])
        there = self.next_base or self.base
        more = f"{there}{url.path}?page={page + 1}" if len(rows) > page * PAGE else None
        return {"values": rows[(page - 1) * PAGE : page * PAGE], "count": len(rows), "next_url": more}


def rows_of(path: list[str], query: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Return all rows that are asked for."""
    match path:
        case ["kpi", kpis]:
            return [{"id": kpi, "title": TITLES[kpi]} for kpi in within(kpis) if kpi in TITLES]
        case ["municipality", code]:
            return [{"id": code, "title": PLACES[code], "type": "K"}] if code in PLACES else []
        case ["municipality"]:
            part = query["title"][0].casefold()
            return [
                {"id": code, "title": it, "type": "K"} for code, it in PLACES.items() if part in it.casefold()
            ]
        case ["data", "kpi", kpis, "municipality", places, "year", years]:
            figures = {"N31910": 1000.0, "N01951": 52_000.0}
            return [
                row(kpi, int(year), value(figures[kpi] + int(year) - 2000), place=place)
                for kpi in within(kpis)
                for place in within(places)
                for year in within(years)
                if kpi in figures and int(year) >= 2005
            ]
    raise AssertionError(path)


def within(words: str) -> list[str]:
    """Return the parts of a list, of which there must not be too many."""
    parts = words.split(",")
    assert len(parts) <= AT_ONCE, "Kolada refuses more than 25 at once"
    return parts


def in_json(data: object) -> Reply:
    """Return an answer in JSON."""
    return 200, {"Content-Type": "application/json"}, json.dumps(data, ensure_ascii=False).encode()


@contextmanager
def speaking() -> Iterator[Service]:
    """Let the service run."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = service.reply(self.path)
            self.send_response(status)
            for name, said in headers.items():
                self.send_header(name, said)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    service.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
