"""Who is turned away at the door had another way that the office knew of."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.agency import Partner
from tillit.agents.caseworker import Caseworker
from tillit.agents.door import MOST, care_at_the_door, turned_away


def care(local: float = 0.5, late: float = 0.2, insured: float = 0.4, employed: float = 0.1) -> float:
    """Return the care at the door of one caseworker."""
    reach = np.zeros(Partner.EMPLOYERS + 1)
    reach[Partner.INSURANCE_AGENCY], reach[Partner.EMPLOYMENT_SERVICE] = insured, employed
    found: float = in_python(care_at_the_door)(row(Caseworker, local=local, late=late), reach)
    return found


def test_care_rises_with_knowledge_of_the_town_reach_and_time() -> None:
    assert care() == pytest.approx(0.8 * 0.5 * 0.4)
    assert care(local=0.6) > care()
    assert care(late=0.1) > care()
    assert care(insured=0.5) > care()
    assert care(employed=0.5) > care()


def test_nobody_who_knows_nothing_reaches_nobody_or_is_wholly_late_finds_another_way() -> None:
    assert care(local=0.0) == care(late=1.0) == care(insured=0.0, employed=0.0) == 0.0


def test_the_stated_share_is_turned_away_and_more_with_more_care() -> None:
    assert in_python(turned_away)(0.3, 0.2, 0.2) == pytest.approx(0.3)
    assert in_python(turned_away)(0.3, 0.4, 0.2) == pytest.approx(0.6)
    assert in_python(turned_away)(0.3, 0.0, 0.2) == 0.0


def test_never_all_are_turned_away_and_the_usual_share_where_there_was_no_care() -> None:
    assert in_python(turned_away)(0.9, 1.0, 0.1) == MOST
    assert in_python(turned_away)(0.3, 0.5, 0.0) == pytest.approx(0.3)
    assert in_python(turned_away)(0.0, 0.5, 0.1) == 0.0
