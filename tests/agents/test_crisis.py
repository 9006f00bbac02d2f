"""Households that nobody keeps in touch with fall into crisis more often."""

import pytest

from tests.agents.in_python import NEAR, PEOPLE, in_python, lots, row, share
from tillit.agents.client import Client
from tillit.agents.crisis import Crises, crisis_risk, fall_into_crisis
from tillit.agents.foundation.decisions import Decision
from tillit.model.money.prices import Prices, crisis_cost

P, PRICES = Crises(), Prices()


def risk(held: float = 0.0, late: float = 0.0, **client: float) -> float:
    """Return a household's risk under the usual parameters."""
    return in_python(crisis_risk)(row(Client, **client), held, late, P)


def test_risk_falls_for_households_that_are_held_and_rises_with_anxiety() -> None:
    assert risk() == P.base
    assert risk(held=1.0) == pytest.approx(P.base / (1.0 + P.comfort))
    assert risk(held=1.0) < risk(held=0.5) < risk()
    assert risk(anxiety=1.0) == pytest.approx(P.base * (1.0 + P.worry))


def test_late_decisions_raise_the_risk_and_decisions_in_time_do_not() -> None:
    assert risk(late=1.0) == pytest.approx(P.base * (1.0 + P.late))
    assert risk() < risk(late=0.5) < risk(late=1.0)
    assert risk(held=0.7, late=0.2) > risk(held=0.7, late=0.0)


def test_risk_is_never_above_one() -> None:
    worst = P._replace(base=0.15, late=3.0, worry=1.0)
    assert in_python(crisis_risk)(row(Client, anxiety=1.0), 0.0, 1.0, worst) == 1.0


def test_crises_happen_as_often_as_the_risk_says() -> None:
    p = P._replace(base=0.3, comfort=1.0)
    clients = [row(Client, in_crisis=1) for _ in PEOPLE]
    drawn = zip(clients, lots(Decision.CRISIS), strict=True)
    fell = [in_python(fall_into_crisis)(client, 1.0, 0.0, lot, p) for client, lot in drawn]
    assert share(fell) == pytest.approx(0.15, abs=NEAR)
    assert [client.in_crisis == 1 for client in clients] == fell


def test_nobody_without_risk_falls_into_crisis() -> None:
    client = row(Client, person=1, in_crisis=1)
    assert not in_python(fall_into_crisis)(client, 0.0, 1.0, 0.0, P._replace(base=0.0))
    assert client.in_crisis == 0


def test_a_crisis_without_answer_costs_the_panic_solution_as_well() -> None:
    assert in_python(crisis_cost)(1.0, PRICES) == PRICES.crisis
    assert in_python(crisis_cost)(0.0, PRICES) == PRICES.crisis + PRICES.panic
    assert in_python(crisis_cost)(0.5, PRICES) == pytest.approx(PRICES.crisis + 0.5 * PRICES.panic)
