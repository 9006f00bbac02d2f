"""Pairs: shared luck, whatever the threads, and nothing lost when somebody stops them."""

from pathlib import Path

import numpy as np
import pytest

from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.notebook import compare
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.world import worlds_of
from tillit.model.scenarios import read_scenario

MONTHS = 24


def test_numbers_do_not_depend_on_threads(town: Path) -> None:
    one, two = (compare(*worlds_of(town), pairs=6, months=MONTHS, threads=threads) for threads in (1, 2))
    for left, right in ((one.a, two.a), (one.b, two.b)):
        assert left.counts.tobytes() == right.counts.tobytes()
        assert left.ledger.tobytes() == right.ledger.tobytes()


def test_same_scenario_twice_differs_in_nothing(town: Path) -> None:
    comparison = compare(town, town, pairs=4, months=MONTHS)
    assert (comparison.differences()["difference"] == 0.0).all()
    assert (comparison.differences()["percent"].dropna() == 0.0).all()
    assert (comparison.totals()["difference"] == 0.0).all()
    assert {str(it) for it in comparison.break_even().values()} == {"no difference"}


def test_months_before_the_first_event_are_the_same(town: Path) -> None:
    comparison = compare(*worlds_of(town), pairs=4, months=MONTHS)
    assert (comparison.a.counts[:, :6] == comparison.b.counts[:, :6]).all()
    assert (comparison.a.counts[:, 6:] != comparison.b.counts[:, 6:]).any()


def test_more_pairs_leave_the_first_ones_as_they_are(town: Path) -> None:
    few, more = (compare(town, town, pairs=pairs, months=3) for pairs in (2, 4))
    assert (few.a.counts == more.a.counts[:2]).all()


def test_pairs_differ_in_their_luck(town: Path) -> None:
    comparison = compare(town, town, pairs=2, months=MONTHS)
    assert (comparison.a.counts[0] != comparison.a.counts[1]).any()


def test_other_place_is_settled_on_its_own(town: Path) -> None:
    scenario = read_scenario(town)
    larger = scenario.variant({"town.households": 60})
    comparison = compare(scenario, larger, pairs=2, months=3)
    alone = compare(larger, larger, pairs=2, months=3)
    assert (comparison.b.counts == alone.b.counts).all()


def test_ctrl_c_keeps_the_pairs_that_are_done(town: Path) -> None:
    whole = compare(town, town, pairs=60, months=MONTHS)

    def stop(done: int) -> None:
        if done >= 1:
            raise KeyboardInterrupt

    stopped = compare(town, town, pairs=60, months=MONTHS, threads=1, progress=stop)
    assert 1 <= stopped.pairs <= 60
    assert stopped.complete == (stopped.pairs == 60)
    assert (stopped.a.counts == whole.a.counts[: stopped.pairs]).all()


def test_stopped_work_is_done_from_the_first_piece_on() -> None:
    done = np.zeros(1_000, bool)

    def work(piece: int) -> None:
        done[piece] = True

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    number = in_parallel(work, 1_000, 2, stop, partly=True)
    assert done[:number].all()
    assert not done[number:].any()


def test_failing_piece_is_not_hidden() -> None:
    def work(piece: int) -> None:
        if piece == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        in_parallel(work, 10, 2)


@pytest.mark.parametrize("wrong", [{"pairs": 0}, {"months": 0}, {"seed": -1}, {"threads": 0}])
def test_number_outside_its_range_is_refused_by_name(town: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(RefusedError, match=next(iter(wrong))):
        compare(town, town, **wrong)  # type: ignore[arg-type]


def test_more_than_memory_holds_is_refused(town: Path) -> None:
    with pytest.raises(RefusedError, match="fewer of either"):
        compare(town, town, pairs=10_000, months=1_200)
