"""Status: how far a sweep is, and who is at it."""

from dataclasses import asdict, dataclass
from typing import Any

from tillit.experiments.sweep.log import Launcher, Launchers
from tillit.experiments.sweep.store import Store


@dataclass(frozen=True)
class Status:
    """How far a sweep is."""

    folder: str
    title: str
    runs: int
    """Runs of the whole sweep."""
    done: int
    """Runs whose outputs are there."""
    missing: int
    """Runs that nobody has finished."""
    failed: int
    """Runs that failed."""
    rate: float
    """Runs a second of all launchers that are alive, by their last sign of life."""
    launchers: list[dict[str, Any]]
    """The launchers that are alive."""

    @classmethod
    def of(cls, store: Store) -> "Status":
        """Return the status of a sweep."""
        finished, failed = store.runs_done(), len(store.failed())
        runs = store.chunks.runs
        alive = [described(it) for it in Launchers(store.logs).read() if it.alive]
        return cls(
            folder=str(store.folder),
            title=store.record.title,
            runs=runs,
            done=finished - failed,
            missing=runs - finished,
            failed=failed,
            rate=sum(it["rate"] for it in alive),
            launchers=alive,
        )

    def as_json(self) -> dict[str, Any]:
        """Return it in plain values."""
        return asdict(self)


def described(launcher: Launcher) -> dict[str, Any]:
    """Return a launcher in plain values."""
    return {
        "host": launcher.host,
        "pid": launcher.pid,
        "engine": launcher.start.get("engine", ""),
        "since": launcher.start.get("time", ""),
        "heartbeat": launcher.beat.get("time", launcher.start.get("time", "")),
        "rate": float(launcher.beat.get("rate", 0.0)),
    }
