"""Crews: the usual workers of a launch, and processes apart for what may crash."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack

from tillit.experiments.sweep.engines import Crew, Engine, Processes
from tillit.experiments.sweep.work import Order, Outcome, Setup

IN_FLIGHT = 4
"""Orders for each worker: enough that none waits, and few enough to hold in memory."""
GLANCE = 0.2
"""Seconds between two looks around; a wait without end would not notice Ctrl-C."""


class Crews:
    """Who works on a sweep, and which chunks they have in hand.

    Parameters
    ----------
    engine
        Opens the usual crew, when there is work for it.
    setup
        What workers need to know of the sweep.
    """

    def __init__(self, engine: Engine, setup: Setup) -> None:
        self.opened = ExitStack()
        """All crews; they end with it."""
        self.flying: dict[Future[Outcome], int] = {}
        """Chunks in hand, by what was promised."""
        self._engine = engine
        self._setup = setup
        self._apart: set[Future[Outcome]] = set()
        self._crew: Crew | None = None
        self._careful: Crew | None = None

    @property
    def full(self) -> bool:
        """Whether every usual worker has enough to do."""
        usual = len(self.flying) - len(self._apart)
        return bool(self.flying) and usual >= IN_FLIGHT * self._usual_crew().workers

    @property
    def trouble(self) -> str:
        """What keeps the work from going on; empty if nothing does."""
        return self._crew.trouble if self._crew is not None else ""

    def submit(self, number: int, order: Order, *, apart: bool) -> None:
        """Give out a chunk, to processes apart from the others if it may crash."""
        crew = self._careful_crew() if apart else self._usual_crew()
        future = crew.submit(order)
        self.flying[future] = number
        if apart:
            self._apart.add(future)

    def landed(self) -> Iterator[tuple[int, Future[Outcome]]]:
        """Yield the chunks that have come back; wait a moment if none has."""
        done, _ = wait(self.flying, GLANCE, FIRST_COMPLETED)
        for future in done:
            self._apart.discard(future)
            yield self.flying.pop(future), future

    def is_crash(self, error: BaseException) -> bool:
        """Tell whether an error says that an order killed its worker."""
        return self._usual_crew().is_crash(error)

    def _usual_crew(self) -> Crew:
        """Return who does the work, ready when there is some."""
        if self._crew is None:
            self._crew = self.opened.enter_context(self._engine.open(self._setup))
        return self._crew

    def _careful_crew(self) -> Crew:
        """Return processes in which a run may crash without harm to others."""
        if self._careful is None:
            self._careful = self.opened.enter_context(Processes(1).open(self._setup))
        return self._careful
