"""Scheduler: one for all visitors. A job is one pair of worlds.

First answers go before refinement, which waits for them even in the middle of a world; refinement
goes round among the visitors, and what nobody has asked for yet is lived when there is nothing
else to do.
"""

import logging
import math
import os
from collections import deque
from collections.abc import Callable, Iterable
from enum import IntEnum
from threading import Condition, Thread
from time import monotonic

logger = logging.getLogger(__name__)

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

QUIET = 4.0
"""Seconds without a question after which nobody is disturbed by work ahead."""

WAY = 0.02
"""Seconds at most that a job waits at a time for a first answer: it may be the one that this waits for."""


class Urgency(IntEnum):
    """Who goes first."""

    FIRST = 0
    """Somebody waits for a first answer."""
    REFINING = 1
    """Somebody looks at an answer that could be better."""
    AHEAD = 2
    """Nobody has asked for it yet."""


class Quest:
    """Jobs of one question, one for each pair of worlds.

    Parameters
    ----------
    live
        Lives a pair.
    pairs
        Which, in order.
    urgency
        Who goes first.
    told
        Called after each pair, on the thread that lived it, with how many are done.
    box
        Seconds after which a first answer begins no further pair.
    """

    def __init__(
        self,
        live: Callable[[int], object],
        pairs: Iterable[int],
        urgency: Urgency,
        told: Callable[[int], None] = lambda _: None,
        box: float = math.inf,
    ) -> None:
        self.live = live
        self.waiting = deque(pairs)
        self.urgency = urgency
        self.told = told
        self.end = monotonic() + box
        self.total = len(self.waiting)
        self.done = 0
        self.failed: Exception | None = None
        self.dropped = False
        self.changed = Condition()

    def drop(self) -> None:
        """Leave out what has not begun."""
        self.dropped = True
        with self.changed:
            self.changed.notify_all()

    def wait(self, seconds: float, least: int = 1, patience: float = 60.0) -> int:
        """Wait until all is done or the time is over, and longer until at least some are; return how many.

        Raises
        ------
        Exception
            Whatever living a pair raised.
        """
        begun = monotonic()
        with self.changed:
            while self.failed is None and self.done < self.total:
                left = (seconds if self.done >= least else patience) - (monotonic() - begun)
                if left <= 0 or self.dropped:
                    break
                self.changed.wait(left)
        if self.failed is not None:
            raise self.failed
        return self.done


class Scheduler:
    """Threads that live pairs of worlds.

    Parameters
    ----------
    threads
        How many.
    quiet
        Seconds without a question before anything is lived that nobody has asked for.
    """

    def __init__(self, threads: int = CORES, quiet: float = QUIET) -> None:
        self._queues: dict[Urgency, deque[Quest]] = {urgency: deque() for urgency in Urgency}
        self._changed = Condition()
        self._running = dict.fromkeys(Urgency, 0)
        self._quiet = quiet
        self._asked = -quiet
        self._most_busy = max(1, threads - 1)
        for number in range(threads):
            Thread(target=self._work, name=f"worlds-{number}", daemon=True).start()

    def put(self, quest: Quest) -> Quest:
        """Take on a quest."""
        with self._changed:
            if quest.urgency is Urgency.FIRST:
                self._asked = monotonic()
            if quest.waiting:
                self._queues[quest.urgency].append(quest)
                self._changed.notify_all()
        return quest

    def give_way(self) -> None:
        """Wait a little if somebody waits for a first answer; called in the middle of a job that can wait."""
        with self._changed:
            if self._running[Urgency.FIRST] or self._queues[Urgency.FIRST]:
                self._changed.wait(WAY)

    def _work(self) -> None:
        while True:
            quest, pair = self._next()
            try:
                quest.live(pair)
            except Exception as error:  # noqa: BLE001 - whoever waits for the quest is told
                quest.failed = error
                quest.drop()
            finally:
                with self._changed:
                    self._running[quest.urgency] -= 1
                    if quest.urgency is Urgency.FIRST and monotonic() < quest.end:
                        self._queues[quest.urgency].appendleft(quest)
                    self._changed.notify_all()
            with quest.changed:
                quest.done += 1
                quest.changed.notify_all()
            try:
                if not quest.dropped:
                    quest.told(quest.done)
            except Exception:
                logger.exception("an answer could not be told")

    def _next(self) -> tuple[Quest, int]:
        """Return the next job: the first of the most urgent queue.

        A first answer has one thread, so that the others and the browser have theirs; other quests
        go to their queue's end.
        """
        with self._changed:
            while True:
                for urgency, queue in self._queues.items():
                    less_urgent = sum(self._running.values()) - self._running[Urgency.FIRST]
                    if urgency is not Urgency.FIRST and less_urgent >= self._most_busy:
                        break
                    if urgency is Urgency.AHEAD and monotonic() - self._asked < self._quiet:
                        break
                    while queue:
                        quest = queue.popleft()
                        if quest.dropped or not quest.waiting:
                            continue
                        self._running[urgency] += 1
                        if urgency is not Urgency.FIRST:
                            queue.append(quest)
                        return quest, quest.waiting.popleft()
                self._changed.wait(self._quiet / 4 if self._queues[Urgency.AHEAD] else None)
