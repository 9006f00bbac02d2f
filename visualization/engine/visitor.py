"""Visitor: answers one visitor's questions, the first part of an answer at once, the rest as it comes.

The first repaint is boxed in time, not in pairs: whatever is lived after `BOX` is shown. Then
the answer is refined in steps, until the visitor asks something else or leaves.
"""

from collections.abc import Callable, Iterable
from functools import partial
from threading import Lock, Timer
from typing import Any

from tillit.model.scenarios import ScenarioError, town_names
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import PAIRS, State
from tillit.visualization.engine.packing import packed
from tillit.visualization.engine.scheduler import Quest, Scheduler, Urgency
from tillit.visualization.engine.summary import Pairs
from tillit.visualization.engine.worlds import Asked

BOX = 0.015
"""Seconds after which whatever is lived is shown."""
PAINTING = 0.08
"""Seconds that the browser has for itself before the answer is refined: it may run on the same processor."""
FIRST = 4
"""Pairs that a first answer tries for."""
STEPS = (20, 50, PAIRS)
"""Pairs with which an answer is shown again."""
AHEAD = 2
"""Pairs that are lived of what might be asked next."""

Send = Callable[[bytes], None]
Tell = Callable[[State, Asked, Pairs], dict[str, Any]]
"""Makes an answer of the pairs that are lived so far."""


class Visitor:
    """One visitor's questions.

    Parameters
    ----------
    scheduler
        Lives pairs, for all visitors.
    send
        Sends an answer to the visitor's browser, from any thread.
    """

    def __init__(self, scheduler: Scheduler, send: Send) -> None:
        self._scheduler = scheduler
        self._send = send
        self._lock = Lock()
        self._newest = -1
        self._quest: Quest | None = None
        self.closed = False

    def close(self) -> None:
        """Leave: nothing further is lived for this visitor."""
        self.closed = True
        self._drop()

    def ask(self, seq: int, query: str, tell: Tell, ahead: Iterable[str] = ()) -> None:
        """Answer what an address asks, and refine the answer.

        Parameters
        ----------
        seq
            Number of the question; an answer says which it answers.
        query
            The address.
        tell
            Makes an answer.
        ahead
            Addresses that may be asked next.
        """
        self._drop()
        self._newest = seq
        state = read(query)
        asked = Asked(state)
        answer = partial(self._answer, seq, state, asked, tell)
        lived = self._first(asked)
        answer(lived, first=True)
        if len(lived) < PAIRS:
            self._refine(seq, asked, len(lived), answer, ahead)

    def look(self, make: Callable[[], dict[str, Any]]) -> None:
        """Answer a question about one world, as soon as there is time.

        Raises
        ------
        Exception
            Whatever `make` raises.
        """
        quest = Quest(lambda _: self._send(packed(make())), range(1), Urgency.FIRST)
        self._scheduler.put(quest)
        quest.wait(0.0)

    def _first(self, asked: Asked) -> list[int]:
        """Return the pairs of a first answer: those that are lived already, or in the time that there is."""
        have = next((pair for pair in range(PAIRS) if not asked.has(pair)), PAIRS)
        if have < FIRST:
            first = self._scheduler.put(Quest(asked.pair, range(have, FIRST), Urgency.FIRST, box=BOX))
            first.wait(BOX, least=0 if have else 1)
            first.drop()
            return [pair for pair in range(FIRST) if asked.has(pair)]
        return [*range(max((step for step in STEPS if step <= have), default=have))]

    def _refine(
        self, seq: int, asked: Asked, have: int, answer: Callable[..., None], ahead: Iterable[str]
    ) -> None:
        """Show the answer again with more pairs, as they are lived."""
        todo = [pair for pair in range(PAIRS) if not asked.has(pair)]

        def told(done: int) -> None:
            pairs = PAIRS - len(todo) + done
            if pairs in STEPS and pairs > have and self._newest == seq and not self.closed:
                answer([*range(pairs)], first=False)
                if pairs == PAIRS:
                    self._look_ahead(ahead)

        quest = Quest(self._unhurried(asked), todo, Urgency.REFINING, told)
        with self._lock:
            self._quest = quest
        later = Timer(PAINTING, self._scheduler.put, (quest,))
        later.daemon = True
        later.start()

    def _unhurried(self, asked: Asked) -> Callable[[int], object]:
        """Return what lives a pair and gives way to first answers."""
        return partial(asked.pair, pause=self._scheduler.give_way)

    def _look_ahead(self, queries: Iterable[str]) -> None:
        """Live what may be asked next, when there is nothing else to do."""
        for query in queries:
            state = read(query)
            try:
                asked = Asked(state)
            except ScenarioError:
                continue
            todo = [pair for pair in range(AHEAD) if not asked.has(pair)]
            self._scheduler.put(Quest(self._unhurried(asked), todo, Urgency.AHEAD))

    def _answer(
        self, seq: int, state: State, asked: Asked, tell: Tell, pairs: list[int], *, first: bool
    ) -> None:
        lived = Pairs.of([asked.pair(pair) for pair in pairs])
        head = tell(state, asked, lived)
        self._send(packed({"seq": seq, "first": first, "of": PAIRS, **head}))

    def _drop(self) -> None:
        with self._lock:
            if self._quest is not None:
                self._quest.drop()
                self._quest = None


def warm(scheduler: Scheduler) -> None:
    """Settle the first town, and the others while nobody asks: finding an inflow takes seconds."""
    Asked(read("")).pair(0)
    for name in town_names():
        scheduler.put(Quest(Asked(read(f"t={name}")).pair, range(FIRST), Urgency.AHEAD))
