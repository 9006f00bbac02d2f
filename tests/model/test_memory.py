"""A thousand models in one process leave memory where it was."""

import gc
import tracemalloc
import weakref
from collections.abc import Iterator

import pytest

from tests.model.small_towns import people, village
from tillit.agents.client import Client
from tillit.model import Municipality

SCENARIO = village(households=10, posts=1)


@pytest.fixture
def _without_collector() -> Iterator[None]:
    """Switch the garbage collector off: nothing may wait for it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def used_model(*, looked_at: bool) -> Municipality:
    """Return a model that was used."""
    model = Municipality(scenario=SCENARIO, seed=1, months=2)
    if looked_at:
        assert len(model.agents) > 0
        assert model.trust.number_of_nodes() > 0
    model.step()
    return model


@pytest.mark.usefixtures("_without_collector")
def test_a_model_that_nobody_looked_at_is_gone_at_once() -> None:
    gone = weakref.ref(used_model(looked_at=False))
    assert gone() is None


def test_a_model_that_was_looked_at_is_gone_after_a_collection() -> None:
    gone = weakref.ref(used_model(looked_at=True))
    gc.collect()
    assert gone() is None


def test_an_agent_keeps_no_model_alive() -> None:
    model = used_model(looked_at=True)
    somebody = people(model, Client)[0]
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
    with pytest.raises(ReferenceError):
        _ = somebody.distance


def test_departed_agents_keep_their_last_state_and_no_more() -> None:
    model = Municipality(scenario=village(households=400, posts=6), seed=1, months=12)
    everybody = set(people(model, Client))
    for _ in range(12):
        model.step()
        everybody |= set(people(model, Client))
    departed = [client for client in everybody if not client.here]
    assert len(departed) > 100
    rows = [client.row_data() for client in departed]
    assert all(row.base is None or row.base.nbytes == row.nbytes for row in rows)


def grown(models: int) -> int:
    """Return by how many bytes memory grows over so many models."""
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(models):
            used_model(looked_at=number % 20 == 0)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_a_thousand_models_leave_memory_where_it_was() -> None:
    alive = weakref.WeakSet(used_model(looked_at=number % 20 == 0) for number in range(900))
    # Tracing is slow, so only the last hundred are weighed. One of them has
    # about 100,000 bytes of arrays: a hundred that stayed would be ten times the limit.
    assert grown(100) < 1_000_000
    assert len(alive) == 0
