"""Session: one visitor's connection: questions come from the browser, answers go as bytes."""

import logging
from contextlib import AbstractContextManager
from threading import Lock
from typing import Any

from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import retold
from tillit.model.assumptions import ParameterError
from tillit.model.scenarios import ScenarioError
from tillit.visualization.address.places import opened
from tillit.visualization.address.reading import read
from tillit.visualization.address.state import LONGEST
from tillit.visualization.engine.explore import told
from tillit.visualization.engine.packing import packed
from tillit.visualization.engine.scheduler import Scheduler
from tillit.visualization.engine.visitor import Visitor
from tillit.visualization.questions import STUDIES, VIEWS
from tillit.visualization.studies import FAILED, Studies

logger = logging.getLogger(__name__)
MOST_AHEAD = 4


class Session:
    """One visitor's connection.

    Parameters
    ----------
    scheduler
        Lives pairs, for all visitors.
    """

    def __init__(self, scheduler: Scheduler) -> None:
        self._visitor = Visitor(scheduler, self.send)
        self._studies = Studies(self.send)
        self._sending = Lock()
        self._widget: Any = None
        self._context: Any = None

    def connect(self, widget: Any, context: AbstractContextManager[Any] | None) -> None:  # noqa: ANN401 - Solara's widget
        """Remember where answers go."""
        self._widget, self._context = widget, context

    def close(self) -> None:
        """Live nothing further for this visitor."""
        self._visitor.close()
        self._studies.close()

    def send(self, data: bytes) -> None:
        """Send an answer, from any thread."""
        if self._visitor.closed or self._widget is None:
            return
        with self._sending, self._context:
            self._widget.send({"method": "answer", "args": []}, buffers=[data])

    def ask(self, question: object) -> None:
        """Answer a question of the browser; what is wrong with it is said on the page."""
        if not isinstance(question, dict):
            return  # no page of ours asks like that
        own = words(read(str(question.get("query", ""))).language)
        try:
            self._answer(question)
        except (ScenarioError, ParameterError) as error:
            self._trouble(question, retold(str(error), own))
        except Exception:
            # No visitor is told where on this machine something went wrong.
            logger.exception("a question could not be answered")
            self._trouble(question, own.gettext(FAILED))

    def _answer(self, question: dict[str, Any]) -> None:
        seq, query = int(question["seq"]), str(question.get("query", ""))[: 8 * LONGEST]
        if question.get("kind") == "explore":
            have = str(question.get("have", ""))
            ahead = [str(it)[:LONGEST] for it in question.get("ahead", [])[:MOST_AHEAD]]
            self._visitor.ask(seq, query, lambda state, asked, pairs: told(state, asked, pairs, have), ahead)
        elif question.get("kind") == "open":
            name = opened(str(question.get("name", "")), str(question.get("text", "")))
            self.send(packed({"kind": "opened", "seq": seq, "town": name}))
        elif question.get("kind") in VIEWS:
            view = VIEWS[question["kind"]]
            self._visitor.look(lambda: {"kind": question["kind"], "seq": seq, **view(read(query), question)})
        elif question.get("kind") in STUDIES:
            self._studies.begin(seq, read(query), question)

    def _trouble(self, question: dict[str, Any], text: str) -> None:
        self.send(packed({"kind": "trouble", "seq": question.get("seq"), "text": text}))
