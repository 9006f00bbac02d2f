"""Studies: questions that take seconds, one at a time for all visitors; each says how far it is."""

import json
import logging
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic
from typing import Any

from tillit.experiments.refused import RefusedError
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import retold
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.state import State
from tillit.visualization.engine.packing import packed
from tillit.visualization.engine.worlds import Asked, Kept
from tillit.visualization.questions import STUDIES

logger = logging.getLogger(__name__)
BENCH = ThreadPoolExecutor(1, thread_name_prefix="study")
"""Where studies are made."""
KEPT = Kept(8, lambda answer: len(json.dumps(answer)))
"""What came of studies."""
FAILED = "This could not be answered. What happened is in the server's log."
"""What a visitor is told when something went wrong that is no matter of what was asked."""
PAUSE = 0.2
"""Seconds between two words about how far it is."""


class _GoneError(Exception):
    """Nobody waits for it any more."""


class Studies:
    """The studies of one visitor; a new one takes the place of the one before.

    Parameters
    ----------
    send
        Sends an answer to the visitor's browser.
    """

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._wanted = Event()

    def close(self) -> None:
        """Leave what is under way."""
        self._wanted.set()

    def begin(self, seq: int, state: State, question: dict[str, Any]) -> None:
        """Begin a study."""
        self._wanted.set()
        self._wanted = Event()
        BENCH.submit(self._run, self._wanted, seq, state, question)

    def _run(self, gone: Event, seq: int, state: State, question: dict[str, Any]) -> None:
        kind = question["kind"]
        last = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal last
            if gone.is_set():
                raise _GoneError
            if monotonic() - last > PAUSE:
                last = monotonic()
                self._send(packed({"kind": "progress", "of": kind, "seq": seq, "share": done / of}))

        own = words(state.language)
        key: Hashable = (kind, question.get("by"), state.language, Asked(state).key)
        try:
            if gone.is_set():
                return
            answer = KEPT.get(key, lambda: STUDIES[kind](state, question, progress))
            self._send(packed({"kind": kind, "seq": seq, **answer}))
        except _GoneError:
            return
        except (RefusedError, ScenarioError) as error:
            self._send(packed({"kind": kind, "seq": seq, "refused": retold(str(error), own)}))
        except Exception:
            logger.exception("a study failed")
            self._send(packed({"kind": kind, "seq": seq, "refused": own.gettext(FAILED)}))
