"""Caseworkers get to know the town, and their trade."""

import pytest

from tests.agents.in_python import LUCK, PEOPLE, in_python, row
from tillit.agents.caseworker import Caseworker
from tillit.agents.learning import Learning, is_gifted, learn

P = Learning()


def test_a_month_teaches_a_share_of_what_is_missing() -> None:
    worker = row(Caseworker, local=0.5, training=0.5)
    in_python(learn)(worker, 0.0, P)
    assert worker.local == pytest.approx(0.5 + 0.5 * P.town)
    assert worker.training == pytest.approx(0.5 + 0.5 * P.trade)


def test_training_adds_to_competence_but_not_to_knowing_the_town() -> None:
    plain, taught = row(Caseworker), row(Caseworker)
    in_python(learn)(plain, 0.0, P)
    in_python(learn)(taught, 0.1, P)
    assert taught.training == pytest.approx(P.trade + 0.1)
    assert taught.local == plain.local


def test_who_knows_everything_learns_nothing() -> None:
    worker = row(Caseworker, local=1.0, training=1.0)
    in_python(learn)(worker, 0.1, P)
    assert (worker.local, worker.training) == (1.0, 1.0)


def gifts(talent: float) -> list[float]:
    """Return how good many caseworkers are for good."""
    p = P._replace(talent=talent)
    return [in_python(is_gifted)(row(Caseworker, person=person), LUCK, p) for person in PEOPLE]


def test_caseworkers_differ_for_good_around_one() -> None:
    talents = gifts(0.4)
    # The mean of 4,000 draws over a width of 0.8 has a standard error of 0.0037.
    assert sum(talents) / len(talents) == pytest.approx(1.0, abs=0.02)
    assert [min(talents), max(talents)] == pytest.approx([0.6, 1.4], abs=0.01)


def test_without_talent_all_are_equally_good() -> None:
    assert set(gifts(0.0)) == {1.0}
