"""Launchers: programs at work in a sweep's folder, one for each part of its chunks, and how far they are."""

import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.durable import UNFINISHED

HEARTBEAT = 5.0
"""Seconds between two signs of life."""
Part = tuple[int, int]
"""Which part of the chunks, and of how many: ``(3, 8)`` is the third of eight."""
Heartbeat = Callable[[Iterable[int], float], None]
"""Says that a launcher is alive, with the chunks that it has in hand, and its runs a second."""


class Launcher(BaseModel):
    """What a launcher says of itself while it works; what it leaves behind if it dies."""

    host: str
    pid: int
    engine: str
    since: datetime
    heartbeat: datetime
    rate: float = 0.0
    """Runs a second."""
    chunks: tuple[int, ...] = ()
    """Those that it has in hand."""


@contextmanager
def launched(folder: Path, part: Part, engine: str) -> Iterator[tuple[Heartbeat, frozenset[int]]]:
    """Be the only launcher of a part of a sweep while the context lasts.

    Yields its heartbeat, and the chunks that a launcher before it had in hand when it died, perhaps of them.
    RefusedError if another program is at work on this part, or there is no such part.
    """
    turn, parts = part
    if not 1 <= turn <= parts:
        raise RefusedError(f"part {turn}/{parts}: must be 1/{parts} to {parts}/{parts}")
    path = folder / f"{turn}-of-{parts}.json"
    lock = FileLock(path.with_suffix(".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise RefusedError(
            f"another program is at work on {folder.parent}; to share it out, give each its part: --part 1/2 "
            "to one, --part 2/2 to the other"
        ) from None
    now = datetime.now(UTC)
    says = Launcher(host=socket.gethostname(), pid=os.getpid(), engine=engine, since=now, heartbeat=now)
    beaten = 0.0

    def beat(chunks: Iterable[int], rate: float) -> None:
        nonlocal beaten
        held = tuple(sorted(set(chunks)))
        if held == says.chunks and time.monotonic() - beaten < HEARTBEAT:
            return
        beaten = time.monotonic()
        says.heartbeat, says.rate, says.chunks = datetime.now(UTC), round(rate, 3), held
        draft = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
        with suppress(OSError):  # that it cannot be written stops nobody
            draft.write_text(says.model_dump_json(), encoding="utf-8")
            draft.replace(path)

    try:
        yield beat, frozenset(number for dead in _read(path) for number in dead.chunks)
    finally:
        # It ended in good order, whatever went wrong: its chunks are not to blame.
        path.unlink(missing_ok=True)
        lock.release()


def living(folder: Path) -> list[Launcher]:
    """Return the launchers that are at work: the system lets go of a lock when its program dies."""
    found = []
    for path in sorted(folder.glob("[0-9]*.json")):
        try:
            with FileLock(path.with_suffix(".lock"), timeout=0):
                continue
        except (Timeout, OSError):  # who may only read here cannot try it, and believes what it says
            found += _read(path)
    return found


def _read(path: Path) -> list[Launcher]:
    with suppress(OSError, ValidationError):
        return [Launcher.model_validate_json(path.read_bytes())]
    return []


@dataclass(frozen=True)
class Progress:
    """How far a sweep is, in runs; of those that are done some failed, and some were done `here`."""

    runs: int
    done: int
    failed: int
    here: int = 0
    seconds: float = 0.0
    """How long this launcher has been at it."""
    trouble: str = ""
    """What keeps the work from going on."""

    @property
    def rate(self) -> float:
        """Runs a second of this launcher; 0 as long as none is done."""
        return self.here / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest will take at this rate; None as long as nobody knows."""
        return (self.runs - self.done) / self.rate if self.here else None


Report = Callable[[Progress], None]
"""Is told now and then how far the sweep is."""
