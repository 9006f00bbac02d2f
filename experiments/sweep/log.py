"""Log: what each launcher does, a line of JSON each, and whether it is alive."""

import json
import os
import re
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Self

from tillit.experiments.sweep.holding import LOCKS, hold, is_held

HEARTBEAT = 5.0
"""Seconds between two signs of life."""
SILENCE = 60.0
"""Seconds without one after which a launcher is believed dead."""

NAME = re.compile(r"^(?P<host>.+)-(?P<pid>\d+)-[0-9a-f]{8}\.jsonl$")


class Log:
    """The log of one launcher. That it cannot be written stops nobody."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{this_host()}-{os.getpid()}-{uuid.uuid4().hex[:8]}.jsonl"
        self._beaten = time.monotonic()
        self._stream: IO[str] | None = None
        with suppress(OSError):
            self._stream = self.path.open("a", encoding="utf-8")
            hold(self._stream)

    def close(self) -> None:
        """Let go of it."""
        with suppress(OSError):
            if self._stream is not None:
                self._stream.close()

    def write(self, what: str, **words: object) -> None:
        """Write a line."""
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "what": what, **words}
        with suppress(OSError):
            if self._stream is not None:
                self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
                self._stream.flush()

    def is_due(self) -> bool:
        """Tell whether it is time for a sign of life, and count it as given."""
        due = time.monotonic() - self._beaten >= HEARTBEAT
        if due:
            self._beaten = time.monotonic()
        return due


@dataclass
class Launcher:
    """What the log of a launcher says. Reading it again takes in only what is new."""

    path: Path
    start: dict[str, Any] = field(default_factory=dict)
    """How it began."""
    beat: dict[str, Any] = field(default_factory=dict)
    """Its last sign of life."""
    end: dict[str, Any] = field(default_factory=dict)
    """How it ended."""
    begun: set[int] = field(default_factory=set)
    """Chunks that it began."""
    _read: int = 0

    @property
    def host(self) -> str:
        """The machine that it runs on."""
        return self._named("host")

    @property
    def pid(self) -> int:
        """The number of its process."""
        return int(self._named("pid"))

    @property
    def alive(self) -> bool:
        """Whether it still works, as far as one can tell."""
        if self.end:
            return False
        with suppress(OSError):
            if LOCKS and self.host == this_host():
                return is_held(self.path)
            return time.time() - self.path.stat().st_mtime < SILENCE
        return False

    def read(self) -> Self:
        """Take in what was written since the last time."""
        with suppress(OSError), self.path.open("rb") as stream:
            stream.seek(self._read)
            for line in stream:
                if not line.endswith(b"\n"):
                    break  # it is being written, or the launcher was killed over it
                self._read += len(line)
                with suppress(ValueError):
                    self._take(json.loads(line))
        return self

    def _take(self, line: dict[str, Any]) -> None:
        match line.get("what"):
            case "start":
                self.start = line
            case "begun":
                self.begun.add(line["chunk"])
            case "heartbeat":
                self.beat = line
            case "end":
                self.end = line

    def _named(self, part: str) -> str:
        found = NAME.match(self.path.name)
        return "" if found is None else found[part]


class Launchers:
    """All launchers that ever worked in a folder."""

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        self._folder = folder
        self._own = own
        self._known: dict[str, Launcher] = {}

    def read(self) -> list[Launcher]:
        """Return them as they are now, this program's own left out."""
        for path in self._paths():
            launcher = self._known.setdefault(path.name, Launcher(path))
            if not launcher.end:
                launcher.read()
        return list(self._known.values())

    def in_hand(self) -> set[int]:
        """Return the chunks that others have begun and may be working on."""
        return {number for it in self.read() if it.alive for number in it.begun}

    def suspect(self) -> set[int]:
        """Return the chunks that somebody had begun who died, perhaps of them."""
        dead = (it for it in self.read() if it.start.get("endangered") and not it.end and not it.alive)
        return {number for it in dead for number in it.begun}

    def _paths(self) -> Iterator[Path]:
        for path in sorted(self._folder.glob("*.jsonl")):
            if NAME.match(path.name) and path != self._own:
                yield path


def this_host() -> str:
    """Return the name of this machine, as it can stand in a file name."""
    return re.sub(r"[^\w.]+", "_", socket.gethostname()) or "localhost"
