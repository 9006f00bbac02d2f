"""Households that nobody keeps in touch with fall into crisis more often."""

import pytest

from tests.agents.in_python import NEAR, PEOPLE, in_python, lots, row, share
from tillit.agents.client import Client
from tillit.agents.crisis import Crises, crisis_risk, fall_into_crisis
from tillit.agents.foundation.decisions import Decision
from tillit.model.money.prices import Prices, crisis_cost

P, PRICES = Crises(), Prices()


def risk(trust: float = 0.0, **client: float) -> float:
    """Return a household's risk under the usual parameters."""
    return in_python(crisis_risk)(row(Client, **client), trust, P)


def test_risk_rises_with_silence_and_anxiety_and_falls_with_trust() -> None:
    assert risk() == P.base
    assert risk(silence=3) > risk(silence=1) > risk()
    assert risk(anxiety=1.0) > risk()
    assert risk(trust=1.0) < risk(trust=0.5) < risk()


def test_silence_beyond_what_is_forgotten_adds_nothing() -> None:
    assert risk(silence=P.forgotten + 100) == risk(silence=P.forgotten)


def test_risk_is_never_above_one() -> None:
    worst = P._replace(base=0.05, silence=1.0, forgotten=24, worry=1.0)
    assert in_python(crisis_risk)(row(Client, silence=24, anxiety=1.0), 0.0, worst) == 1.0


def test_crises_happen_as_often_as_the_risk_says() -> None:
    p = P._replace(base=0.3, comfort=0.5)
    clients = [row(Client, in_crisis=1) for _ in PEOPLE]
    drawn = zip(clients, lots(Decision.CRISIS), strict=True)
    fell = [in_python(fall_into_crisis)(client, 1.0, lot, p) for client, lot in drawn]
    assert share(fell) == pytest.approx(0.15, abs=NEAR)
    assert [client.in_crisis == 1 for client in clients] == fell


def test_nobody_without_risk_falls_into_crisis() -> None:
    client = row(Client, person=1, in_crisis=1)
    assert not in_python(fall_into_crisis)(client, 0.0, 0.0, P._replace(base=0.0))
    assert client.in_crisis == 0


def test_a_crisis_without_answer_costs_the_panic_solution_as_well() -> None:
    assert in_python(crisis_cost)(1.0, PRICES) == PRICES.crisis
    assert in_python(crisis_cost)(0.0, PRICES) == PRICES.crisis + PRICES.panic
    assert in_python(crisis_cost)(0.5, PRICES) == pytest.approx(PRICES.crisis + 0.5 * PRICES.panic)
