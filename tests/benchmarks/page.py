"""The page's speed: a slider's move to the repaint in Chromium, and thirty visitors at once.

    python -m tests.benchmarks.page [--moves 40] [--visitors 30] [--seconds 30]

The first part moves a slider in every town that comes with the program, every time to a value that nobody has
asked for yet, and takes the time until the charts are painted. The second part speaks to the server as thirty
browsers do, each with a scenario of its own and a move every two seconds. Both print the load of the machine.
"""

import argparse
import asyncio
import http.cookiejar
import json
import os
import re
import time
import urllib.request
import uuid
from pathlib import Path

import numpy as np
import websockets
from playwright.sync_api import sync_playwright

from tests.benchmarks.measuring import table
from tests.visualization.conftest import CHROMIUM, FLAGS, Server
from tillit.model.scenarios import town_names

SLIDERS = ("New applications", "at most")
ANSWER = re.compile(rb'"seq":(\d+),"first":(true|false),"of":\d+,"kind":"explore","pairs":(\d+)')


def load() -> str:
    """Return the load of the machine, as `uptime` tells it."""
    return f"{os.getloadavg()[0]:.1f}"


def milliseconds(values: list[float], share: float) -> str:
    """Return a quantile of seconds, in milliseconds."""
    return f"{1e3 * float(np.quantile(values, share)):.0f}" if values else "none"


def moves(server: Server, many: int) -> None:
    """Move a slider in every town, and print how long the repaints took."""
    rows = [("town", "moves", "p50 ms", "p95 ms", "pairs", "load")]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for town in town_names():
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.goto(f"{server.address}?v=1&t={town}&l=en&k={np.random.default_rng().integers(10**5)}")
            page.wait_for_function("() => window.tillit?.store.answer?.pairs >= 100", timeout=180_000)
            sliders = [page.get_by_role("slider", name=name) for name in SLIDERS]
            page.evaluate("tillit.store.latency = []")
            for turn in range(many):  # every other slider, so that no value comes again on the way back
                sliders[turn % 2].press("ArrowLeft" if turn % 2 or turn // 20 % 2 else "ArrowRight")
                page.wait_for_timeout(700)
            found = page.evaluate("tillit.store.latency")
            seconds = [it["total"] / 1e3 for it in found]
            pairs = f"{np.median([it['pairs'] for it in found]):.0f}"
            rows.append(
                (
                    town,
                    str(len(found)),
                    milliseconds(seconds, 0.5),
                    milliseconds(seconds, 0.95),
                    pairs,
                    load(),
                )
            )
            page.close()
        browser.close()
    table("A slider's move to the repaint", rows)


class Visitor:
    """A browser's side of the conversation."""

    def __init__(self, address: str, number: int) -> None:
        self.address = address
        self.number = number
        self.sent: dict[int, float] = {}
        self.first: list[float] = []
        self.refined = 0
        self.widget = ""

    def message(self, kind: str, content: object) -> str:
        """Return a message as Jupyter's protocol has it."""
        header = {"date": "2026-01-01T00:00:00.000Z", "msg_id": str(uuid.uuid4()), "msg_type": kind}
        header |= {"session": self.session, "username": "", "version": "5.2"}
        whole = {"buffers": [], "channel": "shell", "content": content, "header": header}
        return json.dumps({**whole, "metadata": {}, "parent_header": {}})

    async def come(self) -> None:
        """Open the page."""
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        await asyncio.to_thread(lambda: opener.open(self.address, timeout=120).read())
        cookie = "; ".join(f"{it.name}={it.value}" for it in jar)
        self.session, kernel, comm = (str(uuid.uuid4()) for _ in range(3))
        channels = f"jupyter/api/kernels/{kernel}/channels?session_id={self.session}"
        url = self.address.replace("http", "ws") + channels
        self.socket = await websockets.connect(url, additional_headers={"Cookie": cookie}, max_size=None)
        await self.socket.send(self.message("kernel_info_request", {}))
        opened = {"comm_id": comm, "target_name": "solara.control", "data": {}}
        await self.socket.send(self.message("comm_open", opened))
        args = {"path": "/", "dark": False, "themes": {"light": {}, "dark": {}}, "appName": None}
        run = {"comm_id": comm, "data": {"method": "run", "args": args}}
        await self.socket.send(self.message("comm_msg", run))
        self.there = asyncio.Event()
        self.reading = asyncio.create_task(self.read())
        await asyncio.wait_for(self.there.wait(), 120)

    async def read(self) -> None:
        """Note when answers come."""
        async for message in self.socket:
            now = time.perf_counter()
            raw = message if isinstance(message, bytes) else message.encode()
            if (
                not self.widget
                and b'"comm_open"' in raw
                and b"_event_callbacks" not in raw
                and b'"folder"' in raw
            ):
                self.widget = re.search(rb'"comm_id": ?"([0-9a-f]+)"', raw)[1].decode()  # type: ignore[index]
                self.there.set()
            found = ANSWER.search(raw)
            if found and found[2] == b"true":
                self.first.append(now - self.sent[int(found[1])])
            elif found:
                self.refined += 1

    async def play(self, seconds: float, every: float) -> None:
        """Move a slider every few seconds, in a scenario of one's own."""
        chance = np.random.default_rng(self.number)
        await asyncio.sleep(chance.random() * every)
        end = time.perf_counter() + seconds
        seq = 0
        while time.perf_counter() < end:
            if len(self.first) == seq:  # as the page: one question under way
                seq += 1
                town = chance.choice(["hassleholm", "gavle", "standard"])
                own = f"training:month={2 + self.number},hours=1,months=2"
                query = f"v=1&t={town}&e={own}&e=posts:month=13,change={chance.integers(-2, 7)}&l=sv"
                self.sent[seq] = time.perf_counter()
                asked = {"kind": "explore", "seq": seq, "query": query, "have": f"{town} sv", "ahead": []}
                event = {"method": "custom", "content": {"event": "ask", "data": asked}}
                await self.socket.send(self.message("comm_msg", {"comm_id": self.widget, "data": event}))
            await asyncio.sleep(every)


async def visitors(server: Server, many: int, seconds: float) -> None:
    """Let many visitors move sliders, and print how long they waited."""
    memory = resident(server)
    everybody = [Visitor(server.address, number) for number in range(many)]
    for start in range(0, many, 5):
        await asyncio.gather(*(it.come() for it in everybody[start : start + 5]))
    before, began = processor(server), time.perf_counter()
    await asyncio.gather(*(it.play(seconds, 2.0) for it in everybody))
    cores = (processor(server) - before) / (time.perf_counter() - began)
    first = [second for it in everybody for second in it.first]
    asked = sum(len(it.sent) for it in everybody)
    rows = [("visitors", "moves", "answered", "p50 ms", "p95 ms", "refined", "cores", "MB", "load")]
    times = milliseconds(first, 0.5), milliseconds(first, 0.95)
    refined = str(sum(it.refined for it in everybody))
    used = f"{cores:.2f}", f"{memory:.0f} to {resident(server):.0f}", load()
    rows.append((str(many), str(asked), str(len(first)), *times, refined, *used))
    table("Visitors at once, a scenario each and a move every two seconds", rows)
    for it in everybody:
        await it.socket.close()


def processor(server: Server) -> float:
    """Return the processor's seconds that the server has taken."""
    fields = Path(f"/proc/{server.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(server: Server) -> float:
    """Return the server's megabytes."""
    pages = Path(f"/proc/{server.pid}/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=40)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30.0)
    given = parser.parse_args()
    server = Server()
    try:
        if given.moves:
            moves(server, given.moves)
        if given.visitors:
            asyncio.run(visitors(server, given.visitors, given.seconds))
    finally:
        server.stop()


if __name__ == "__main__":
    main()
