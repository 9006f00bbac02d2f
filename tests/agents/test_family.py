"""A child is the same in all worlds, and begins at home with a risk below what strains the family."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, values
from tillit.agents.child import Child, Form
from tillit.agents.family import ADULT, Families, be_a_case_already, be_reported, change_family

P = Families()


def reported(person: int, p: Families = P) -> Child:
    """Return a child whose case has just begun, in a row that somebody else has left."""
    left = {"placed": 40, "breakdowns": 3, "silence": 9, "anxiety": 0.7, "contact": 2.5}
    child = row(Child, risk=0.9, form=Form.INSTITUTION, **left)
    in_python(be_reported)(child, person, LUCK, p)
    return child


def test_nothing_of_whoever_had_the_row_is_left() -> None:
    child = reported(7)
    kept = {"placed", "acute", "breakdowns", "supported", "spell", "caseworkers", "silence", "anxiety", "met"}
    kept.add("contact")
    assert {name: values(child)[name] for name in kept} == dict.fromkeys(kept, 0)
    assert (child.form, child.running) == (Form.HOME, 1)


def test_the_same_person_is_the_same_child() -> None:
    assert values(reported(7)) == values(reported(7))
    assert values(reported(7)) != values(reported(8))


@pytest.mark.parametrize("strain", [0.35, 0.5, 0.65])
def test_families_are_under_as_much_strain_as_declared_in_the_mean(strain: float) -> None:
    children = [reported(person, P._replace(strain=strain)) for person in PEOPLE]
    mean = sum(float(child.strain) for child in children) / len(children)
    assert mean == pytest.approx(strain, abs=NEAR)
    assert all(0.0 <= child.risk <= child.strain <= 1.0 for child in children)


def test_families_change_as_often_as_declared_and_are_then_like_any_that_is_reported() -> None:
    children = [row(Child, person=person, strain=2.0) for person in PEOPLE]
    for child in children:
        in_python(change_family)(child, LUCK, P)
    changed = [float(child.strain) for child in children if child.strain <= 1.0]
    assert len(changed) / len(children) == pytest.approx(P.change, abs=0.005)
    assert sum(changed) / len(changed) == pytest.approx(P.strain, abs=0.1)


def test_nobody_is_of_age_when_a_case_begins() -> None:
    assert all(0 <= reported(person).age < ADULT for person in range(500))


def test_the_first_stock_is_older_than_those_who_come() -> None:
    children = [reported(person) for person in range(1000)]
    before = [child.age * 1 for child in children]
    for child in children:
        in_python(be_a_case_already)(child)
    assert all(was <= child.age <= ADULT for was, child in zip(before, children, strict=True))
    mean = sum(int(child.age) for child in children) / len(children)
    assert mean == pytest.approx(2.0 / 3.0 * ADULT, rel=0.05)
