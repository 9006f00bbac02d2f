"""A placement is planned where the caseworker helps the family, and acute where nobody does."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.child import Child, Form
from tillit.agents.placing import Placing, move_to, place_out, planned_form
from tillit.agents.prevention import Prevention

P, PREVENTION = Placing(), Prevention()


def placed(known: float, person: int = 1, p: Placing = P, **fields: float) -> Child:
    """Return a child at home after this month's decision."""
    child = row(Child, person=person, **{"risk": 0.9, "age": 100, **fields})
    form = in_python(place_out)(child, known, 0.5, LUCK, p, PREVENTION)
    assert form == child.form
    return child


def test_below_the_threshold_nobody_is_placed_not_even_in_a_crisis() -> None:
    assert placed(1.0, risk=P.threshold - 0.01, in_crisis=1).form == Form.HOME


def test_of_families_nobody_knows_children_are_placed_in_a_crisis_only_and_acutely() -> None:
    assert all(placed(0.0, person).form == Form.HOME for person in range(200))
    children = [placed(0.0, person, in_crisis=1) for person in PEOPLE]
    assert all(child.acute == 1 for child in children)
    assert share([child.form == Form.FOSTER for child in children]) == pytest.approx(P.emergency, abs=NEAR)
    assert {child.form for child in children} == {Form.FOSTER, Form.INSTITUTION}


def test_of_families_helped_well_children_are_placed_as_planned() -> None:
    children = [placed(1.0, person, in_crisis=1) for person in range(300)]
    assert all(child.acute == 0 and child.form != Form.HOME for child in children)
    calm = [placed(1.0, person).form != Form.HOME for person in PEOPLE]
    assert share(calm) == pytest.approx(PREVENTION.offer, abs=NEAR)


def test_planned_placements_are_with_the_network_or_a_foster_family_while_one_is_found() -> None:
    sure = P._replace(families=1.0)
    forms = [
        in_python(planned_form)(row(Child, person=person, age=100), 0.0, LUCK, sure) for person in PEOPLE
    ]
    assert share([form == Form.NETWORK for form in forms]) == pytest.approx(P.network, abs=NEAR)
    assert set(forms) == {Form.NETWORK, Form.FOSTER}


def test_without_a_foster_family_even_a_planned_placement_is_in_an_institution() -> None:
    none = P._replace(families=0.2, network=0.0)
    forms = [
        in_python(planned_form)(row(Child, person=person, age=100), 0.0, LUCK, none) for person in PEOPLE
    ]
    assert share([form == Form.INSTITUTION for form in forms]) == pytest.approx(0.8, abs=NEAR)


def test_whoever_moves_begins_anew() -> None:
    child = row(Child, placed=20, supported=1, acute=1)
    in_python(move_to)(child, Form.FOSTER, 0)
    assert (child.form, child.placed, child.supported, child.acute) == (Form.FOSTER, 0, 0, 0)
