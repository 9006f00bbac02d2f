"""What a household is paid in a month."""

import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.assistance import Assistance, monthly_assistance
from tillit.agents.client import Client

P = Assistance(adult=4000.0, second_adult=3000.0, child=2500.0, rent=5000.0, room=1000.0)


def test_a_single_adult_gets_norm_and_rent() -> None:
    assert in_python(monthly_assistance)(row(Client, adults=1), P) == pytest.approx(9000.0)


def test_partner_and_children_add_their_norm_and_a_room_each() -> None:
    family = row(Client, adults=2, children=2)
    assert in_python(monthly_assistance)(family, P) == pytest.approx(9000.0 + 4000.0 + 2 * 3500.0)


def test_own_income_is_taken_off_down_to_nothing() -> None:
    half, all_of_it = row(Client, adults=1, own_income=0.5), row(Client, adults=1, own_income=1.0)
    assert in_python(monthly_assistance)(half, P) == pytest.approx(4500.0)
    assert in_python(monthly_assistance)(all_of_it, P) == 0.0
