"""A session: whatever a browser sends, it gets bytes or a sentence, and never learns of the machine."""

import threading
from contextlib import nullcontext
from typing import Any

import pytest

from tillit.visualization.engine.packing import unpacked
from tillit.visualization.engine.scheduler import Scheduler
from tillit.visualization.session import Session

SCHEDULER = Scheduler(2)
QUERY = "v=1&t=village&h=12&e=posts:month=2,change=1&l=en"


class Widget:
    """Takes the place of Solara's widget."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.came = threading.Condition()

    def send(self, content: object, buffers: list[bytes]) -> None:
        """Note an answer."""
        assert content == {"method": "answer", "args": []}
        with self.came:
            self.answers.append(unpacked(buffers[0]))
            self.came.notify_all()

    def wait_for(self, kind: str) -> dict[str, Any]:
        """Return the first answer of a kind."""
        with self.came:
            assert self.came.wait_for(lambda: any(it["kind"] == kind for it in self.answers), 120)
            return next(it for it in self.answers if it["kind"] == kind)


def connected() -> tuple[Session, Widget]:
    """Return a session with a browser."""
    session, widget = Session(SCHEDULER), Widget()
    session.connect(widget, nullcontext())
    return session, widget


def test_the_first_answer_holds_all_that_the_page_must_know() -> None:
    session, widget = connected()
    session.ask({"kind": "explore", "seq": 1, "query": QUERY, "have": ""})
    answer = widget.wait_for("explore")
    assert answer["town"]["name"] == "village"
    assert answer["words"]["Undo"] == "Undo"
    assert answer["state"]["events"][0]["sizes"] == {"change": 1}
    session.close()


def test_what_the_browser_has_is_not_sent_again() -> None:
    session, widget = connected()
    session.ask({"kind": "explore", "seq": 1, "query": QUERY, "have": "village en"})
    assert "town" not in widget.wait_for("explore")
    session.close()


@pytest.mark.parametrize(
    "question",
    [
        {"kind": "explore"},
        {"kind": "explore", "seq": "x", "query": QUERY},
        {"kind": "explore", "seq": 1, "query": QUERY, "ahead": 7},
        {"kind": "open", "seq": 1, "name": "x", "text": "[town\n"},
        {"kind": "open", "seq": 1, "name": "x", "text": "x" * 1_000_000},
    ],
)
def test_junk_gets_a_sentence_without_a_path(question: dict[str, object]) -> None:
    session, widget = connected()
    session.ask(question)
    text = widget.wait_for("trouble")["text"]
    assert len(text) < 1_000
    assert "Traceback" not in text
    assert "/" not in text.replace("households/", "")
    session.close()


@pytest.mark.parametrize("question", [None, 7, "x", [], {"kind": "delete", "seq": 1}])
def test_what_is_no_question_is_not_answered(question: object) -> None:
    session, widget = connected()
    session.ask(question)
    assert widget.answers == []


def test_a_bridge_says_how_far_it_is_and_sums_to_the_difference() -> None:
    session, widget = connected()
    session.ask({"kind": "bridge", "seq": 3, "query": QUERY, "by": "events"})
    found = widget.wait_for("bridge")
    steps = {it["part"]: it["value"] for it in found["steps"]}
    assert found["unit"] == "million SEK a month"
    assert all(it["low"] <= it["value"] <= it["high"] for it in found["steps"])
    assert steps["a"] + steps["share"] == pytest.approx(steps["b"])
    session.close()


def test_a_bridge_of_nothing_is_refused_in_words() -> None:
    session, widget = connected()
    session.ask({"kind": "bridge", "seq": 3, "query": "v=1&t=village&e=&h=12&l=sv", "by": "events"})
    assert "ingenting görs i den här kommunen" in widget.wait_for("bridge")["refused"]
    session.close()


def test_every_assumption_is_listed_with_its_range() -> None:
    session, widget = connected()
    session.ask({"kind": "assumptions", "seq": 4, "query": QUERY})
    rows = widget.wait_for("assumptions")["rows"]
    assert len(rows) > 100
    assert all(it["low"] <= it["default"] <= it["high"] for it in rows)


def test_two_sessions_are_answered_apart() -> None:
    one, first = connected()
    other, second = connected()
    one.ask({"kind": "explore", "seq": 1, "query": QUERY, "have": "village en"})
    other.ask(
        {"kind": "explore", "seq": 2, "query": QUERY.replace("change=1", "change=2"), "have": "village en"}
    )
    assert first.wait_for("explore")["state"]["events"] != second.wait_for("explore")["state"]["events"]
    one.close()
    other.close()
