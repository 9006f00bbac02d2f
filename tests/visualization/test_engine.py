"""The engine: pairs are lived once for all, first answers go first, bytes come out as they went in."""

import threading
import time
from typing import Any

import numpy as np
import pytest

from tillit.experiments.notebook import compare
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.scenarios import town_names
from tillit.visualization.address.reading import read
from tillit.visualization.charts import CHARTS, MADE_OF, ROW, charts_of
from tillit.visualization.engine import worlds
from tillit.visualization.engine.explore import told
from tillit.visualization.engine.packing import packed, unpacked
from tillit.visualization.engine.scheduler import WAY, Quest, Scheduler, Urgency
from tillit.visualization.engine.summary import Pairs, drawn, made_of, payers
from tillit.visualization.engine.visitor import Visitor
from tillit.visualization.engine.worlds import Asked, Kept

QUERY = "v=1&t=village&e=posts:month=5,change=1&h=24"


def lived(query: str, pairs: int) -> tuple[Asked, Pairs]:
    """Return some pairs of an address."""
    asked = Asked(read(query))
    return asked, Pairs.of([asked.pair(pair) for pair in range(pairs)])


def test_the_page_gives_the_numbers_of_the_command_line() -> None:
    asked, pairs = lived(QUERY, 3)
    found = compare(asked.before, asked.scenario, pairs=3, months=24, seed=1)
    for name in ("payments", "municipal_cost", "client_trust"):
        np.testing.assert_allclose(pairs.was[:, ROW[name]], found.a.series[name], rtol=1e-6)
        np.testing.assert_allclose(pairs.now[:, ROW[name]], found.b.series[name], rtol=1e-6)


def test_what_the_cost_is_made_of_sums_to_the_cost() -> None:
    _, pairs = lived(QUERY, 3)
    [municipality] = [it for it in payers(pairs) if it["name"] == "municipal_cost"]
    assert sum(made_of(pairs).values()) == pytest.approx(municipality["mid"], abs=1e-4)
    assert set(made_of(pairs)) <= set(MADE_OF)


def test_before_the_first_event_both_worlds_are_one() -> None:
    _, pairs = lived(QUERY, 2)
    np.testing.assert_array_equal(pairs.was[:, :, :4], pairs.now[:, :, :4])


def test_few_pairs_are_lines_without_a_band() -> None:
    _, pairs = lived(QUERY, 3)
    few = drawn(pairs, "payments")
    assert few.lines.shape == (3, 24)
    assert few.band.shape == (0, 24)


def test_enough_pairs_have_one_band_around_their_mean() -> None:
    _, pairs = lived(QUERY, ENOUGH)
    low, mid, high = drawn(pairs, "net").band
    assert (low <= mid).all()
    assert (mid <= high).all()
    assert len(drawn(pairs, "net").lines) < ENOUGH


@pytest.mark.parametrize("town", town_names())
def test_every_town_has_its_charts_and_a_sentence_in_each_language(town: str) -> None:
    said = set()
    for language in ("sv", "da", "en"):
        asked, pairs = lived(f"t={town}&l={language}&h=12&e=posts:month=2,change=1", ENOUGH)
        answer = told(read(f"t={town}&l={language}&h=12&e=posts:month=2,change=1"), asked, pairs, "")
        assert [it["name"] for it in answer["town"]["charts"]] == list(charts_of(asked.scenario))
        said.add(answer["sentences"][0])
    assert len(said) == 3


def test_every_chart_can_be_drawn() -> None:
    _, pairs = lived("v=1&t=vaxjo&h=12&e=", 2)
    for name in CHARTS:
        assert np.isfinite(drawn(pairs, name).was).all()


def test_bytes_come_out_as_they_went_in() -> None:
    sent: dict[str, Any] = {
        "kind": "test",
        "text": "åäö",
        "rows": [
            {"numbers": np.arange(6, dtype=np.float32).reshape(2, 3)},
            {"bytes": np.arange(5, dtype=np.uint8)},
        ],
    }
    got: Any = unpacked(packed(sent))
    assert got["text"] == sent["text"]
    np.testing.assert_array_equal(got["rows"][0]["numbers"], sent["rows"][0]["numbers"])
    np.testing.assert_array_equal(got["rows"][1]["bytes"], sent["rows"][1]["bytes"])


def test_the_same_question_is_lived_once_for_two_visitors() -> None:
    kept = Kept(1, len)
    made: list[int] = []

    def make() -> tuple[int]:
        made.append(1)
        time.sleep(0.05)
        return (1,)

    threads = [threading.Thread(target=kept.get, args=("key", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_results_have_a_bound() -> None:
    kept = Kept(1, len)
    for key in range(50):
        kept.get(key, lambda: b"x" * 100_000)
    assert sum(key in kept for key in range(50)) <= 10
    assert 49 in kept


def test_first_answers_go_before_refinement() -> None:
    scheduler = Scheduler(1, quiet=0.0)
    order: list[str] = []
    begun, go = threading.Event(), threading.Event()

    def hold(_: int) -> None:
        begun.set()
        go.wait(5)

    scheduler.put(Quest(hold, [0], Urgency.FIRST))
    begun.wait(5)
    scheduler.put(Quest(lambda _: order.append("ahead"), range(2), Urgency.AHEAD))
    scheduler.put(Quest(lambda _: order.append("refining"), range(2), Urgency.REFINING))
    first = scheduler.put(Quest(lambda _: order.append("first"), range(2), Urgency.FIRST))
    go.set()
    first.wait(5.0)
    while len(order) < 6:
        time.sleep(0.01)
    assert order == ["first", "first", "refining", "refining", "ahead", "ahead"]


def test_nothing_is_lived_ahead_soon_after_a_question() -> None:
    scheduler = Scheduler(1, quiet=0.3)
    begun = time.monotonic()
    ahead: list[float] = []
    scheduler.put(Quest(lambda _: None, [0], Urgency.FIRST))
    scheduler.put(Quest(lambda _: ahead.append(time.monotonic()), [0], Urgency.AHEAD))
    while not ahead:
        time.sleep(0.01)
    assert ahead[0] - begun >= 0.29


def test_refinement_goes_round_among_visitors() -> None:
    scheduler = Scheduler(1)
    order: list[str] = []
    go = threading.Event()
    scheduler.put(Quest(lambda _: go.wait(5), [0], Urgency.FIRST))
    for name in "ab":
        scheduler.put(Quest(lambda _, name=name: order.append(name), range(3), Urgency.REFINING))  # type: ignore[misc]
    go.set()
    while len(order) < 6:
        time.sleep(0.01)
    assert order == list("ababab")


def test_a_failing_world_is_told_to_whoever_waits() -> None:
    def fail(_: int) -> None:
        message = "no"
        raise ZeroDivisionError(message)

    quest = Scheduler(1).put(Quest(fail, range(3), Urgency.FIRST))
    with pytest.raises(ZeroDivisionError):
        quest.wait(5.0)


def test_a_visitor_gets_a_first_answer_and_then_all_pairs() -> None:
    answers: list[dict[str, Any]] = []
    done = threading.Event()

    def send(data: bytes) -> None:
        answers.append(unpacked(data))
        if answers[-1]["pairs"] == 100:
            done.set()

    visitor = Visitor(Scheduler(2), send)
    visitor.ask(7, QUERY, lambda state, asked, pairs: told(state, asked, pairs, ""))
    assert done.wait(60)
    counts = [it["pairs"] for it in answers]
    assert answers[0]["first"]
    assert counts == sorted(counts)
    assert {it["seq"] for it in answers} == {7}


def test_who_leaves_is_not_answered_any_more() -> None:
    answers: list[bytes] = []
    visitor = Visitor(Scheduler(1), answers.append)
    visitor.ask(1, QUERY.replace("h=24", "h=36"), lambda state, asked, pairs: told(state, asked, pairs, ""))
    visitor.close()
    time.sleep(0.1)
    before = len(answers)
    time.sleep(0.3)
    assert len(answers) == before


def test_a_world_that_gives_way_every_year_comes_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    query = "v=1&t=village&k=77&h=30&e=posts:month=14,change=-1"
    paused: list[int] = []
    now = Asked(read(query)).pair(0, pause=lambda: paused.append(1))
    monkeypatch.setattr(worlds, "RUNS", Kept(1, np.size))
    np.testing.assert_array_equal(now, Asked(read(query)).pair(0))
    assert len(paused) == 6  # three years begin in each of two worlds


def test_refinement_waits_in_the_middle_while_somebody_waits_for_a_first_answer() -> None:
    scheduler = Scheduler(2)
    begun, go, waited = threading.Event(), threading.Event(), threading.Event()

    def first(_: int) -> None:
        begun.set()
        go.wait(5)

    def refining(_: int) -> None:
        begun.wait(5)
        before = time.monotonic()
        scheduler.give_way()
        if time.monotonic() - before > WAY / 2:
            waited.set()

    scheduler.put(Quest(refining, [0], Urgency.REFINING))
    scheduler.put(Quest(first, [0], Urgency.FIRST))
    assert waited.wait(5)
    go.set()
