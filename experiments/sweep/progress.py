"""Progress: how far a sweep is, and who is at it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a sweep is."""

    runs: int
    """Runs to do in all."""
    done: int
    """Runs that are done, those that failed among them."""
    failed: int
    """Runs that failed."""
    here: int = 0
    """Runs that this launcher has done."""
    seconds: float = 0.0
    """How long this launcher has been at it."""
    trouble: str = ""
    """What keeps the work from going on."""

    @property
    def missing(self) -> int:
        """Runs still to do."""
        return self.runs - self.done

    @property
    def rate(self) -> float:
        """Runs a second of this launcher; 0 as long as none is done."""
        return self.here / self.seconds if self.seconds else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest will take at this rate; None as long as nobody knows."""
        return self.missing / self.rate if self.here else None


Report = Callable[[Progress], None]
"""Is told now and then how far the sweep is."""
