"""Placements break down, change their form, and end at home."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.child import YOUTH, Child, Form
from tillit.agents.crisis import Crises
from tillit.agents.office import Office
from tillit.agents.placing import Placing
from tillit.agents.staying import REVIEW, Staying, Turn, breakdown_risk, live_placed, may_go_home

P, PLACING = Staying(), Placing()._replace(emergency=0.0)
CRISES = Crises()
CALM = P._replace(breakdown=0.0, independence=0.0)
FOSTER = {"form": Form.FOSTER, "placed": 3, "age": 100, "risk": 0.9, "met": 1}

UNPLANNED = row(Office)
"""An office without a placement controller."""


def risk(known: float = 0.0, **fields: float) -> float:
    """Return a foster child's risk of a breakdown."""
    return in_python(breakdown_risk)(row(Child, **{**FOSTER, **fields}), known, P, CRISES)


def lived(
    known: float, person: int = 1, p: Staying = P, office: Office = UNPLANNED, **fields: float
) -> tuple[int, Child]:
    """Return what a month of a placement brought; at once there is room in institutions only."""
    child = row(Child, person=person, **{**FOSTER, **fields})
    return in_python(live_placed)(child, known, 0.5, office, LUCK, p, PLACING, CRISES), child


def test_breakdowns_are_likelier_for_youths_after_haste_and_in_a_crisis() -> None:
    assert risk() == P.breakdown
    assert risk(age=YOUTH) == pytest.approx(P.breakdown * P.teenager)
    assert risk(acute=1) == pytest.approx(P.breakdown * P.upset)
    assert risk(in_crisis=1) == pytest.approx(P.breakdown * P.upset)


def test_breakdowns_are_rarer_with_a_caseworker_who_knows_the_child() -> None:
    assert risk(known=1.0) == pytest.approx(P.breakdown / (1.0 + CRISES.comfort))


def test_no_risk_is_above_one() -> None:
    worst = P._replace(breakdown=0.08, teenager=4.0, upset=10.0)
    child = row(Child, **{**FOSTER, "age": YOUTH, "acute": 1, "in_crisis": 1})
    assert in_python(breakdown_risk)(child, 0.0, worst, CRISES) == 1.0


def test_after_a_breakdown_nobody_had_prepared_the_child_goes_to_an_institution() -> None:
    p = P._replace(breakdown=0.08, upset=10.0, teenager=4.0)
    for known, form, acute in ((0.0, Form.INSTITUTION, 1), (1.0, Form.FOSTER, 0)):
        turns = [lived(known, person, p, in_crisis=1, age=YOUTH) for person in range(400)]
        broken = [child for turn, child in turns if turn == Turn.BROKE_DOWN]
        assert len(broken) > 100
        assert all((it.form, it.acute, it.breakdowns, it.placed) == (form, acute, 1, 0) for it in broken)


SAFE = {"risk": PLACING.threshold - 0.01, "placed": REVIEW}
"""What lets a child go home."""


def went_home(known: float, p: Staying, office: Office = UNPLANNED, **fields: float) -> float:
    """Return how often children for whom it is safe go home."""
    turns = [lived(known, person, p, office, **SAFE | fields)[0] for person in PEOPLE]
    return share([turn == Turn.WENT_HOME for turn in turns])


def test_children_go_home_when_it_is_safe_there_and_the_family_is_helped() -> None:
    p = CALM._replace(reunion=0.5)
    assert went_home(1.0, p) == pytest.approx(0.5, abs=NEAR)
    assert went_home(0.5, p) == pytest.approx(0.25, abs=NEAR)
    assert went_home(0.0, p) == 0.0


def test_nobody_goes_home_in_a_month_without_a_follow_up() -> None:
    assert went_home(1.0, CALM._replace(reunion=0.5), met=0) == 0.0


def test_where_the_end_is_planned_from_the_first_day_somebody_follows_up_every_month() -> None:
    p, office = CALM._replace(reunion=0.5), row(Office, planned=0.8, planning=0.5)
    assert went_home(0.0, p, office, met=0) == pytest.approx(0.5 * 0.8 * 0.5, abs=NEAR)
    assert went_home(1.0, p, office) == pytest.approx(0.5, abs=NEAR)


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"risk": PLACING.threshold}, False),
        ({"placed": REVIEW - 1}, False),
        ({"form": Form.RESIDENCE}, False),
    ],
)
def test_nobody_goes_home_too_early_or_to_danger(fields: dict[str, float], may: bool) -> None:
    child = row(Child, **{"form": Form.FOSTER, "risk": PLACING.threshold - 0.01, "placed": REVIEW, **fields})
    assert bool(in_python(may_go_home)(child, row(Office), PLACING)) is may


def test_children_move_from_institutions_to_families_at_follow_ups_of_those_who_are_helped() -> None:
    p = CALM._replace(step=0.3)
    moved = [lived(1.0, person, p, form=Form.INSTITUTION) for person in PEOPLE]
    found = PLACING.families + (1.0 - PLACING.families) * 0.5
    assert share([turn == Turn.MOVED for turn, _ in moved]) == pytest.approx(0.3 * found, abs=NEAR)
    assert {child.form for turn, child in moved if turn == Turn.MOVED} == {Form.FOSTER}


@pytest.mark.parametrize(("known", "met"), [(0.0, 1), (1.0, 0)])
def test_no_child_moves_on_without_help_or_without_a_follow_up(known: float, met: int) -> None:
    p = CALM._replace(step=0.3)
    turns = [lived(known, person, p, form=Form.INSTITUTION, met=met)[0] for person in range(300)]
    assert set(turns) == {Turn.STAYED}


def test_youths_move_to_a_room_of_their_own_and_stay_there() -> None:
    p = CALM._replace(independence=0.2)
    moved = [lived(0.0, person, p, age=YOUTH)[1].form == Form.RESIDENCE for person in PEOPLE]
    assert share(moved) == pytest.approx(0.2, abs=NEAR)
    stayed = [lived(1.0, person, p, age=YOUTH, form=Form.RESIDENCE)[0] for person in range(300)]
    assert set(stayed) <= {Turn.STAYED, Turn.BROKE_DOWN}
