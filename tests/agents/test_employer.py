"""Most employers are small, and each opens up as its month and the labour market let it."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.employer import LARGEST, MIDDLING, Employer, Employers, open_up, settle_employer

P = Employers()


def settled(person: int) -> Employer:
    """Return an employer who has just settled."""
    employer = row(Employer, person=person)
    in_python(settle_employer)(employer, 0.4, LUCK)
    return employer


def test_half_of_the_employers_are_smaller_than_the_middling_one_and_none_too_large() -> None:
    employers = [settled(person) for person in PEOPLE]
    assert share([it.headcount < MIDDLING for it in employers]) == pytest.approx(0.5, abs=NEAR)
    assert max(it.headcount for it in employers) <= LARGEST
    assert {it.memory for it in employers} == {0.4}


@pytest.mark.parametrize(("draw", "market", "openings"), [(0.0, 1.0, 0.0), (0.5, 0.5, 0.25), (1.0, 9.0, 1.0)])
def test_openings_go_with_the_labour_market(draw: float, market: float, openings: float) -> None:
    employer, closed = row(Employer, running=1), row(Employer)
    for it in (employer, closed):
        in_python(open_up)(it, draw, market, P)
    assert (employer.openings, closed.openings) == (openings, 0.0)
